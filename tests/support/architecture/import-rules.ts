import type { Faults } from './rule.ts';
import type { Import, Source } from './source.ts';

/** Names each import for which `isWrong` holds. */
function refuse(sources: readonly Source[], isWrong: (source: Source, imported: Import) => boolean): Faults {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => isWrong(source, imported))
      .map(({ specifier }) => `${source.path} imports ${specifier}`),
  );
}

function isPackage({ target }: Import, name: string): boolean {
  return target === name || target.startsWith(`${name}/`);
}

/** `server/report` for `server/report/slug.ts`; the folder itself for a file at its top. */
function roomOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 2).join('/');
}

export function sharedImportsItself(sources: readonly Source[]): Faults {
  return refuse(sources, ({ path }, imported) => {
    if (!path.startsWith('shared/')) return false;
    const schema = path.startsWith('shared/wire/') && isPackage(imported, 'typebox');
    return !schema && !imported.target.startsWith('shared/');
  });
}

const WEB_PACKAGES = ['lit', '@lit-labs/ssr-client'];
const STORES = /^web\/outbox\/[a-z-]+\.store\.ts$/;
const PASSKEY = 'web/staff/passkey.ts';
const QR_CODE = 'web/poster/qr-code.ts';

export function webImportsItsOwn(sources: readonly Source[]): Faults {
  return refuse(sources, ({ path }, imported) => {
    if (!path.startsWith('web/')) return false;
    const own = /^(?:web|shared)\//.test(imported.target);
    const drawn = path === QR_CODE && isPackage(imported, 'uqr');
    const signed = path === PASSKEY && isPackage(imported, '@simplewebauthn/browser');
    const kept = STORES.test(path) && isPackage(imported, 'idb');
    return !own && !drawn && !signed && !kept && !WEB_PACKAGES.some((name) => isPackage(imported, name));
  });
}

const FOR_PATIENTS = /^web\/(?:public|follow|patient-worker|poster|waiting-room|widget)\//;
const FOR_STAFF =
  /^web\/(?:lead|lead-worker|operations|outbox|wallboard|sign-in|account|staff|parts)\/|^shared\/(?:views|wire|words)\/(?:staff|session|passkey|account|timeline)/;

export function patientsGetNoStaffCode(sources: readonly Source[]): Faults {
  const direct = refuse(sources, ({ path }, { target }) => FOR_PATIENTS.test(path) && FOR_STAFF.test(target));
  const graph = loadedBy(sources);
  const far = sources
    .filter(({ path }) => FOR_PATIENTS.test(path))
    .flatMap(({ path }) => {
      const way = wayTo(graph, path, (target) => FOR_STAFF.test(target));
      return way ? [`${path} loads staff code: ${way.join(' > ')}`] : [];
    });
  return [...direct, ...far];
}

export function serverRendersPublicPagesOnly(sources: readonly Source[]): Faults {
  return refuse(sources, ({ path }, { target }) => {
    if (!/^(?:server|shared|migrations)\//.test(path) || !target.startsWith('web/')) return false;
    return !(
      path.startsWith('server/pages/') && /^web\/(?:public|follow|patient-worker|poster|waiting-room)\//.test(target)
    );
  });
}

export function onlyDatabaseFilesKnowPg(sources: readonly Source[]): Faults {
  return refuse(
    sources,
    ({ path }, imported) =>
      isPackage(imported, 'pg') && !path.startsWith('tests/') && !path.startsWith('server/platform/database'),
  );
}

const MAY_QUERY = /\.queries\.ts$|^server\/(?:platform|journal)\/|^migrations\/|^tests\//;

export function onlyQueriesKnowKysely(sources: readonly Source[]): Faults {
  return refuse(
    sources,
    ({ path }, imported) => isPackage(imported, 'kysely') && !imported.erased && !MAY_QUERY.test(path),
  );
}

const MAY_SERVE =
  /\.routes\.ts$|^server\/(?:live|pages|platform)\/|^server\/app\.ts$|^server\/access\/(?:guard|declared-access)\.ts$|^tests\//;

export function onlyRoutesKnowFastify(sources: readonly Source[]): Faults {
  return refuse(
    sources,
    ({ path }, imported) =>
      (isPackage(imported, 'fastify') || imported.target.startsWith('@fastify/')) && !MAY_SERVE.test(path),
  );
}

export function roomsKeepTheirQueriesAndRoutes(sources: readonly Source[]): Faults {
  return refuse(sources, ({ path }, { target }) => {
    if (path.startsWith('tests/') || roomOf(path) === roomOf(target)) return false;
    return target.endsWith('.queries.ts') || (target.endsWith('.routes.ts') && roomOf(path) !== 'server');
  });
}

export function routesLeaveRowsToVerbs(sources: readonly Source[]): Faults {
  return refuse(
    sources,
    ({ path }, { target, erased }) =>
      path.endsWith('.routes.ts') && !erased && /\.queries\.ts$|^server\/journal\/append\.ts$/.test(target),
  );
}

export function foundationsKnowNoRoom(sources: readonly Source[]): Faults {
  return refuse(sources, ({ path }, { target, erased }) => {
    if (erased || !target.startsWith('server/')) return false;
    if (path.startsWith('server/platform/')) return !target.startsWith('server/platform/');
    return path.startsWith('server/journal/') && !/^server\/(?:platform|journal)\//.test(target);
  });
}

export function testsStayOutside(sources: readonly Source[]): Faults {
  return refuse(
    sources,
    ({ path }, { target }) =>
      target.endsWith('.test.ts') || (target.startsWith('tests/') && /^(?:server|shared|web|migrations)\//.test(path)),
  );
}

/** Which files each file loads when it runs. */
function loadedBy(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ erased }) => !erased).map(({ target }) => target)]),
  );
}

/** The shortest way from a file to one that is looked for, along what is loaded; null when there is none. */
function wayTo(
  graph: ReadonlyMap<string, readonly string[]>,
  start: string,
  isLookedFor: (path: string) => boolean,
): readonly string[] | null {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => (graph.get(way.at(-1) ?? start) ?? []).map((next) => [...way, next]));
    const found = longer.find((way) => isLookedFor(way.at(-1) ?? start));
    if (found) return found;
    ways = longer.filter((way) => {
      const end = way.at(-1) ?? start;
      return !seen.has(end) && seen.add(end);
    });
  }
  return null;
}

export function importsRunInNoCircle(sources: readonly Source[]): Faults {
  const graph = loadedBy(sources);
  const circles = new Map<string, string>();
  for (const { path } of sources) {
    const way = wayTo(graph, path, (target) => target === path);
    if (way) circles.set(way.slice(1).toSorted().join(), way.join(' > '));
  }
  return [...circles.values()];
}
