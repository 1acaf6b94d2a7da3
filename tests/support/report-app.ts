import { onTestFinished } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { requireDeclaredAccess } from '../../server/access/declared-access.ts';
import { addGuard } from '../../server/access/guard.ts';
import { issueToken } from '../../server/access/issue-token.ts';
import { registerControls, registerIncidents } from '../../server/incident/incident.routes.ts';
import { createDatabase, type DatabaseHandle } from '../../server/platform/database.ts';
import { createHttp, type Http } from '../../server/platform/http.ts';
import type { Log } from '../../server/platform/log.ts';
import { createMinuteCount } from '../../server/platform/minute-count.ts';
import { createSteppedClock, type SteppedClock } from '../../server/platform/stepped-clock.ts';
import type { Known } from '../../server/report/known-reports.ts';
import { registerReports } from '../../server/report/report.routes.ts';
import { EMPTY_BOARD } from '../../shared/board/fold.ts';
import { fromIso } from '../../shared/practice/instant.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { createDatabaseLink, type DatabaseLink } from './database-link.ts';
import { append, writerAt } from './journal.ts';
import { createTestDatabase } from './postgres.ts';
import { CLAYTON } from './sample-facts.ts';

export const ORIGIN = 'https://board.example';
export const NINE = fromIso('2019-12-31T09:00:00Z');

/** The routes that staff write by, on a database with two branches, Clayton and Dunmere, that facts 1 and 2 set up. */
export interface ReportApp {
  readonly app: Http;
  readonly clock: SteppedClock;
  readonly database: DatabaseHandle;
  /** The only way of the app, not of `database`, to its data. */
  readonly link: DatabaseLink;
  readonly lead: string;
  readonly operations: string;
  /** Posts a report for Clayton by its lead, in Clayton's first version, unless the headers say otherwise. */
  report(body: ReportBody | object, headers?: Record<string, string | undefined>, branch?: string): Promise<Answer>;
  /** Writes as operations, unless the headers say otherwise. */
  write(
    method: 'POST' | 'PUT',
    url: string,
    body: object,
    headers?: Record<string, string | undefined>,
  ): Promise<Answer>;
  timeline(token: string, query?: string, branch?: string): Promise<Answer>;
  /** How many facts the journal holds beyond those that set up the branches. */
  stored(): Promise<number>;
}

export interface ReportAppOptions {
  readonly writesPerMinute?: number;
  /** Branches that the notice names. */
  readonly named?: readonly string[];
  /** What is in memory of the journal (nothing). */
  readonly known?: () => Known;
  /** Takes what must be undone at the end; by default the end of the test. */
  readonly atEnd?: (undo: () => Promise<void>) => void;
}

export const NOTHING_KNOWN: Known = { epoch: '', board: EMPTY_BOARD };

const silent: Log = { info() {}, warn() {}, error() {} };

export type Answer = Awaited<ReturnType<Http['inject']>>;

export async function createReportApp(options: ReportAppOptions = {}): Promise<ReportApp> {
  const { atEnd = onTestFinished, named = [], known = () => NOTHING_KNOWN, ...guard } = options;
  const { connectionString, drop } = await createTestDatabase();
  atEnd(drop);
  const database = createDatabase({ connectionString, log: silent });
  atEnd(() => database.close());
  const setUp = { kind: 'branch', at: NINE, actor: SYSTEM_ACTOR } as const;
  await append(database, { ...setUp, branch: CLAYTON }, { ...setUp, branch: { ...CLAYTON, slug: 'dunmere' } });
  const lead = await tokenOf(database, 'lead', ['clayton'], 'Asha Lead');
  const operations = await tokenOf(database, 'operations', [], 'Office');

  const link = await createDatabaseLink(connectionString);
  atEnd(() => link.close());
  const own = createDatabase({ connectionString: link.connectionString, log: silent });
  atEnd(() => own.close());
  const clock = createSteppedClock(NINE);
  const app = await createHttp({ log: null, trustedProxies: [], origins: [ORIGIN] });
  atEnd(() => app.close());
  const deps = { db: own.db, clock };
  requireDeclaredAccess(app);
  addGuard(app, { ...deps, beats: createMinuteCount(clock, 30), ...guard });
  const writes = { db: own.db, journal: writerAt(clock.now) };
  registerReports(app, { ...writes, clock, known });
  registerIncidents(app, writes);
  registerControls(app, { ...writes, named: () => named });

  let keys = 0;
  return {
    app,
    clock,
    database,
    link,
    lead,
    operations,
    report(body, headers = {}, branch = 'clayton') {
      keys += 1;
      const usual = { authorization: `Bearer ${lead}`, 'idempotency-key': `key-${keys}`, 'if-match': '"0"' };
      const url = `/api/v1/branches/${branch}/reports`;
      return app.inject({ method: 'POST', url, headers: given({ ...usual, ...headers }), payload: body });
    },
    write(method, url, body, headers = {}) {
      keys += 1;
      const usual = { authorization: `Bearer ${operations}`, 'idempotency-key': `key-${keys}` };
      return app.inject({ method, url, headers: given({ ...usual, ...headers }), payload: body });
    },
    timeline(token, query = '', branch = 'clayton') {
      const url = `/api/v1/branches/${branch}/timeline${query}`;
      return app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    },
    async stored() {
      const { count } = await database.db
        .selectFrom('fact')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('seq', '>', 2)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

export async function tokenOf(
  database: DatabaseHandle,
  role: 'lead' | 'operations',
  branches: readonly string[],
  name: string,
): Promise<string> {
  return (await issueToken(database.db, { role, branches, days: 30, name }, NINE)).token;
}

/** The headers that have a value: a test takes one away by `undefined`. */
function given(headers: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
