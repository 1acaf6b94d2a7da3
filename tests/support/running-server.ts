import { onTestFinished } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { issueToken, type TokenRequest } from '../../server/access/issue-token.ts';
import type { NewFact } from '../../server/journal/fact-row.ts';
import type { Config } from '../../server/platform/config.ts';
import { createSteppedClock, type SteppedClock } from '../../server/platform/stepped-clock.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server/start-server.ts';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { ALL_WORKING, london, sampleBranches } from './facts.ts';
import { createDataFolder } from './data-folder.ts';
import { append } from './journal.ts';
import { TEST_KEY_SECRET } from './journal-key.ts';
import { postReport } from './post-report.ts';
import { createTestDatabase } from './postgres.ts';

/** An ordinary Tuesday, all but the two late surgeries are open. */
export const NINE = london('2019-12-31 09:00');

/** A configuration that says nothing and takes any port. */
export const TEST_CONFIG: Config = {
  host: '127.0.0.1',
  port: 0,
  webProcesses: 1,
  adminHost: '127.0.0.1',
  adminPort: null,
  databaseUrl: null,
  dataDir: '',
  staticCopyDir: null,
  journalKey: TEST_KEY_SECRET,
  backupDir: '',
  backupsKept: 0,
  accessLogDays: 730,
  publicOrigin: null,
  trustedProxies: [],
  timeZone: 'Europe/London',
  authSecret: null,
  logLevel: 'silent',
  notifyCallbackToken: null,
  notifyApiKey: null,
  notifyTemplateId: null,
  notifyBaseUrl: 'http://127.0.0.1:9',
  telling: { perMinute: 3_000, mailsPerMinute: 3_000, textsPerMinute: 3_000 },
  mail: null,
  provider: null,
};

/** Of every test server, so that two on one database know what the other sealed. */
export const TEST_AUTH_SECRET = 'of tests alone: 0123456789-0123456789';

type NewReport = Extract<NewFact, { kind: 'report' }>;

/** A whole server with the sample practice, on a database of its own and a clock that stands still. */
export interface TestServer extends RunningServer {
  readonly clock: SteppedClock;
  readonly connectionString: string;
  /** Appends facts of any kind and shows them. */
  append(...facts: readonly NewFact[]): Promise<void>;
  /** What the system reports of a branch at this time; shown when it resolves. */
  say(branch: string, says: Partial<NewReport>): Promise<void>;
  /** Every surgery says that all is well, with all its GPs in. */
  ordinaryMorning(): Promise<void>;
  /** Posts a report over HTTP, as the last who saw the branch. */
  post(token: string, branch: string, body: ReportBody): Promise<Response>;
  token(request?: Partial<TokenRequest>): Promise<string>;
  /** Reads the journal and lets out what waits to go with the rest of a burst. */
  settle(): Promise<void>;
  fetch(path: string, headers?: Record<string, string>): Promise<Response>;
}

export interface TestServerOptions
  extends Partial<Pick<ServerOptions, 'authSecret' | 'connectionString' | 'logStream' | 'writesPerMinute'>> {
  readonly at?: Instant;
  readonly config?: Partial<Config>;
  /** Takes what must be undone at the end; by default the end of the test. */
  readonly atEnd?: (undo: () => Promise<void>) => void;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { at = NINE, atEnd = onTestFinished, logStream, writesPerMinute } = options;
  const connectionString = options.connectionString ?? (await newDatabase(atEnd));
  const clock = createSteppedClock(at);
  const server = await startServer({
    config: { ...TEST_CONFIG, dataDir: options.config?.dataDir ?? (await createDataFolder(atEnd)), ...options.config },
    clock,
    connectionString,
    authSecret: options.authSecret ?? TEST_AUTH_SECRET,
    // Tests ask for a pong after each step, more often than a page would, and hours pass before a page can answer one.
    liveLimits: { messagesPerWindow: 1_000_000, pongWaitMs: 7 * DAY },
    ...(logStream && { logStream }),
    ...(writesPerMinute !== undefined && { writesPerMinute }),
  });
  atEnd(() => server.stop());
  // What comes to be known a moment after a start is no change that a test should meet.
  await server.history.look();

  async function settle(): Promise<void> {
    await server.refresh();
    clock.advance(100);
  }
  async function appendAndShow(...facts: readonly NewFact[]): Promise<void> {
    const last = (await append(server.database, ...facts)).at(-1)?.seq ?? 0;
    await settle();
    // A read that fails resolves as well: what a test then sees would be told of the wrong cause.
    if (server.board.board().seq < last) throw new Error('the journal could not be read');
  }
  const reportOf = (branch: string, says: Partial<NewReport>): NewReport => ({
    kind: 'report',
    branch,
    onBehalf: false,
    at: clock.now(),
    actor: SYSTEM_ACTOR,
    ...says,
  });

  return {
    ...server,
    clock,
    connectionString,
    append: appendAndShow,
    say: (branch, says) => appendAndShow(reportOf(branch, says)),
    ordinaryMorning() {
      const gps = (expected: number) => ({ expected, offSick: 0, away: 0, locums: 0 });
      const all = sampleBranches().map(({ slug, expectedGps }) =>
        reportOf(slug, { it: ALL_WORKING, gps: gps(expectedGps), access: 'open' }),
      );
      return appendAndShow(...all);
    },
    async post(token, branch, body) {
      const seq = server.board.board().branches[branch]?.personSeq ?? 0;
      return postReport(server.origin, { token, branch, body, seen: seq });
    },
    async token(request = {}) {
      const office = { role: 'operations', branches: [], days: 30, name: 'Office' } as const;
      return (await issueToken(server.database.db, { ...office, ...request }, clock.now())).token;
    },
    settle,
    fetch: (path, headers = {}) => fetch(server.origin + path, { headers }),
  };
}

export async function newDatabase(atEnd: (undo: () => Promise<void>) => void): Promise<string> {
  const { connectionString, drop } = await createTestDatabase();
  atEnd(drop);
  return connectionString;
}
