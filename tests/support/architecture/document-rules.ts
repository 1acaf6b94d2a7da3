import type { Faults } from './rule.ts';

const PLANNED = /^## Planned\b/;
const IS_PATH = /^(?:(?:server|shared|web|migrations|tests|docs|\.ci|\.github)\/[\w./*-]*|[\w.-]+\.(?:ts|json|md))$/;
const IS_ROOM = /^((?:server|shared|web|tests)\/[\w-]+)\//;

interface NamedPath {
  readonly path: string;
  readonly planned: boolean;
}

/** The paths that a document names between backticks, and whether it says so under "Planned". */
function namedPaths(document: string): readonly NamedPath[] {
  return document.split(/^(?=## )/m).flatMap((section) =>
    [...section.matchAll(/`([^`\n]+)`/g)]
      .map(([, token = '']) => token.replace(/\/$/, ''))
      .filter((token) => IS_PATH.test(token) || IS_ROOM.test(`${token}/`))
      .map((path) => ({ path, planned: PLANNED.test(section) })),
  );
}

function exists(paths: readonly string[], named: string): boolean {
  if (named.endsWith('*')) return paths.some((path) => path.startsWith(named.slice(0, -1)));
  return paths.some((path) => path === named || path.startsWith(`${named}/`));
}

/** Does a document name only what exists, and as planned only what does not? */
export function documentIsTrue(document: string, paths: readonly string[]): Faults {
  return namedPaths(document).flatMap(({ path, planned }) => {
    if (exists(paths, path) !== planned) return [];
    return [planned ? `${path} is there, and called planned` : `${path} is not there`];
  });
}

/** Is every room of the project named in a document? */
export function documentNamesEveryRoom(document: string, paths: readonly string[]): Faults {
  const named = new Set(namedPaths(document).map(({ path }) => path));
  const rooms = new Set(paths.flatMap((path) => IS_ROOM.exec(path)?.[1] ?? []));
  return [...rooms].filter((room) => !named.has(room)).map((room) => `${room} has no line`);
}
