import type { Faults } from './rule.ts';
import type { TextFile } from './project.ts';
import { type Source, usedNames, walk } from './source.ts';

/** Does a file use this name, or a member of it? */
function usesAny(source: Source, names: readonly string[]): readonly string[] {
  const used = [...usedNames(source)];
  return names.filter((name) => used.some((one) => one === name || one.startsWith(`${name}.`)));
}

function refuseNames(sources: readonly Source[], names: readonly string[]): Faults {
  return sources.flatMap((source) => usesAny(source, names).map((name) => `${source.path} uses ${name}`));
}

const CLOCK_AND_CHANCE = ['Date.now', 'Date.*', 'new Date()', 'performance', 'Math.random', 'Math.*'];
const TIMERS = ['setTimeout', 'setInterval'];
const SURROUNDINGS = ['setImmediate', 'queueMicrotask', 'fetch', 'console', 'process', 'crypto', 'globalThis'];
const BROWSER = ['window', 'document', 'navigator', 'localStorage'];

export function sharedIsPure(sources: readonly Source[]): Faults {
  const shared = sources.filter(({ path }) => path.startsWith('shared/'));
  return refuseNames(shared, [...CLOCK_AND_CHANCE, ...TIMERS, ...SURROUNDINGS, ...BROWSER]);
}

/** A database or a child process that comes up does so in real time; so does a story for people to watch. */
const LIVES_IN_REAL_TIME = [
  /^server\/platform\/clock\.ts$/,
  /^server\/platform\/(?:embedded-postgres-[a-z]+|folder-lock|end-with-grace|time-limit)\.ts$/,
  /^server\/open-practice\.ts$/,
  /^server\/commands\//,
];

export function serverAsksItsClock(sources: readonly Source[]): Faults {
  const server = sources.filter(
    ({ path }) => path.startsWith('server/') && !LIVES_IN_REAL_TIME.some((place) => place.test(path)),
  );
  const timers = server.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, names }) => target.startsWith('node:timers') && names.some((name) => name !== 'setImmediate'))
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );
  return [...refuseNames(server, [...CLOCK_AND_CHANCE, ...TIMERS, 'globalThis']), ...timers];
}

export function onlyConfigReadsTheEnvironment(sources: readonly Source[]): Faults {
  const others = sources.filter(
    ({ path }) => /^(?:server|shared|web|migrations)\//.test(path) && !path.startsWith('server/platform/config'),
  );
  return others.flatMap((source) => {
    const used = usedNames(source);
    const reads = ['process.env', 'process.*', 'process'].some((name) => used.has(name));
    const imports = source.imports.some(({ target }) => /^(?:node:)?process$/.test(target));
    return reads || imports ? [`${source.path} reads process.env`] : [];
  });
}

export function viewsCopyFieldByField(sources: readonly Source[]): Faults {
  return sources
    .filter(({ path }) => path.startsWith('shared/views/'))
    .filter((source) => {
      let spreads = false;
      walk(source.program, (node, parent) => {
        if (node.type === 'SpreadElement' && parent?.type === 'ObjectExpression') spreads = true;
        if (node.type === 'RestElement' && parent?.type === 'ObjectPattern') spreads = true;
        return true;
      });
      return spreads || usedNames(source).has('Object.assign');
    })
    .map(({ path }) => `${path} spreads an object`);
}

const WRITES = /^(?:insertInto|updateTable|deleteFrom|mergeInto)$/;
const MAY_WRITE = /\.queries\.ts$|^server\/(?:journal|platform)\/|^migrations\/|^tests\//;

export function onlyQueriesWriteRows(sources: readonly Source[]): Faults {
  return sources
    .filter(({ path }) => !MAY_WRITE.test(path))
    .filter(({ program }) => {
      let writes = false;
      walk(program, (node) => {
        if (node.type === 'MemberExpression' && node.property.type === 'Identifier') {
          writes ||= WRITES.test(node.property.name);
        }
        return true;
      });
      return writes;
    })
    .map(({ path }) => `${path} writes rows`);
}

/** Their tools ask for a default export. */
const TOOLS_WANT_DEFAULT = /^[a-z.-]+\.config\.ts$|^tests\/support\/(?:[a-z-]+\.global|closing-line\.reporter)\.ts$/;

export function exportsHaveNames(sources: readonly Source[]): Faults {
  return sources
    .filter(({ path }) => !TOOLS_WANT_DEFAULT.test(path))
    .filter(({ program }) => program.body.some(({ type }) => type === 'ExportDefaultDeclaration'))
    .map(({ path }) => `${path} has a default export`);
}

const MOST_LINES = 300;

/** All words of a language stand in one file, which is as long as they are many: it holds no code. */
const WORDS = /^shared\/words\/languages\/[a-z]{2}\.ts$/;

export function filesAreShort(files: readonly TextFile[]): Faults {
  return files
    .filter(({ path }) => /\.(?:ts|scss)$/.test(path) && !WORDS.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Folders of one machine, where a path begins with them; further on in a path they are names like others. */
const MACHINE_PATH = /(?<![\w.*)}\]-])\/(?:work|tmp|root|home|Users)\/[\w.-]/;

export function filesNameNoMachine(files: readonly TextFile[]): Faults {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (MACHINE_PATH.test(line) ? [`${path}:${index + 1} names a path of a machine`] : [])),
  );
}
