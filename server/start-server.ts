import type { AddressInfo } from 'node:net';
import { bankHolidaysKnownUntil, bankHolidaysRunOutSoon } from '../shared/practice/bank-holidays.ts';
import { SECOND } from '../shared/practice/instant.ts';
import { dayKey } from '../shared/practice/local-time.ts';
import { buildApp } from './app.ts';
import { createCurrentBoard, type CurrentBoard } from './board/current-board.ts';
import { keepCheckpoints } from './board/keep-checkpoints.ts';
import { loadBoard } from './board/load-board.ts';
import { followJournal } from './journal/follow.ts';
import { createJournalWriter, type JournalWriter } from './journal/journal-writer.ts';
import { requireOneTime } from './journal/require-one-time.ts';
import { databaseTime, type StampOf } from './journal/stamp.ts';
import type { LiveLimits } from './live/live-limits.ts';
import type { Live } from './live/live.routes.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { createDatabase, type DatabaseHandle } from './platform/database.ts';
import { isDatabaseAway } from './platform/database-errors.ts';
import { messageOf } from './platform/error-message.ts';
import { createHttp, type Http } from './platform/http.ts';
import type { Log } from './platform/log.ts';
import { migrateToLatest } from './platform/migrate.ts';
import type { LogOptions } from './platform/request-log.ts';
import { endsWithin } from './platform/time-limit.ts';
import { loadSample } from './practice/load-sample.ts';

export interface ServerOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly connectionString: string;
  readonly liveLimits?: Partial<LiveLimits>;
  /** Where log lines go; standard output when absent. */
  readonly logStream?: NonNullable<LogOptions['stream']>;
}

/** A server that listens. */
export interface RunningServer {
  readonly app: Http;
  readonly database: DatabaseHandle;
  readonly board: CurrentBoard;
  readonly live: Live;
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly origin: string;
  /** Branches of the sample practice that this start added to an empty database. */
  readonly sampleBranches: number;
  /** Reads the journal once more, and resolves when that is published. */
  refresh(): Promise<void>;
  /** Says goodbye to open pages, finishes what was begun and closes the database. Takes at most 8 s, whatever hangs. */
  stop(): Promise<void>;
}

/** How long a start waits for a database that is still coming up. */
const START_TRIES = 30;

/** For open pages to say goodbye and for requests under way to be answered. */
const DRAIN_WITHIN = 5 * SECOND;
/** A database that is silent holds up whoever reads it for longer than a stop may take. */
const LEAVE_DATABASE_WITHIN = 1.5 * SECOND;

/** The database tells the time of what is written, for all instances; where time is stepped, the clock that is. */
function stampBy(clock: Clock): StampOf {
  return clock === systemClock ? databaseTime : async () => clock.now();
}

async function prepareDatabase(
  { db }: DatabaseHandle,
  journal: JournalWriter,
  { config, clock }: ServerOptions,
  log: Log,
): Promise<number> {
  for (let tries = START_TRIES; ; tries -= 1) {
    try {
      if (clock === systemClock) await requireOneTime(db, clock);
      await migrateToLatest(db);
      return await loadSample({ db, journal }, config.timeZone);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (tries <= 1) throw new Error(`The database does not answer: ${messageOf(error)}`, { cause: error });
      log.warn({ err: error }, 'the database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
  }
}

/** An upgrade brings the next years' bank holidays; until then a surgery would be called open on one of them. */
function warnOfBankHolidays(clock: Clock, { timeZone }: Config, log: Log): void {
  if (!bankHolidaysRunOutSoon(clock.now(), timeZone)) return;
  log.warn({ knownUntil: dayKey(bankHolidaysKnownUntil()) }, 'bank holidays are known for less than 6 months more');
}

function loggerOf({ config: { logLevel }, logStream }: ServerOptions): LogOptions | null {
  return logLevel === 'silent' ? null : { level: logLevel, ...(logStream && { stream: logStream }) };
}

function originsOf({ publicOrigin }: Config, port: number): readonly string[] {
  return publicOrigin ? [publicOrigin] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

/** Listens, and gives the port, which may have been left to the system. Throws when it cannot be had. */
async function listen(app: Http, { host, port }: Config): Promise<number> {
  try {
    await app.listen({ host, port, backlog: 4096 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} of ${host} is in use: end what listens there, or set PORT.`, { cause: error });
  }
  return (app.server.address() as AddressInfo).port;
}

/** Brings the database up to date, loads the board, follows the journal and listens. Throws when one of them fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, connectionString } = options;
  // Filled again once the port is known, for a configuration that leaves it to the system.
  const origins = [...originsOf(config, config.port)];
  const app = await createHttp({ log: loggerOf(options), trustedProxies: config.trustedProxies, origins });
  const database = createDatabase({ connectionString, log: app.log });
  warnOfBankHolidays(options.clock, config, app.log);
  try {
    return await startOn(app, database, origins, options);
  } catch (error) {
    await app.close();
    await database.close();
    throw error;
  }
}

async function startOn(
  app: Http,
  database: DatabaseHandle,
  origins: string[],
  options: ServerOptions,
): Promise<RunningServer> {
  const { config, clock, liveLimits } = options;
  const journal = createJournalWriter({ stampOf: stampBy(clock) });
  const sampleBranches = await prepareDatabase(database, journal, options, app.log);
  const loaded = await loadBoard(database.db, clock);
  const board = createCurrentBoard(clock, loaded.board, loaded.head.epoch, loaded.readAt);
  const saveWhenDue = keepCheckpoints(database.db, app.log, board, {
    epoch: loaded.head.epoch,
    seq: loaded.checkpointSeq,
  });
  let databaseAway = false;
  const live = await buildApp(app, {
    db: database.db,
    clock,
    journal,
    board,
    origins,
    health: () => {
      // Everybody may ask, so it tells the position of the public: facts for staff alone must not show.
      const { epoch, position } = board.publicStream.at();
      return { epoch, seq: position.seq, checkedAt: board.checkedAt(), databaseAway };
    },
    ...(liveLimits ? { liveLimits } : {}),
  });
  const port = await listen(app, config);
  origins.splice(0, origins.length, ...originsOf(config, port));

  const follower = followJournal(
    {
      database,
      clock,
      log: app.log,
      onFacts: (facts) => board.take(facts),
      onChecked: (_head, readAt) => {
        databaseAway = false;
        board.checked(readAt);
        saveWhenDue();
      },
      onEpochChange: ({ epoch }) => board.restart(epoch),
      onAway: () => {
        databaseAway = true;
      },
    },
    { after: { epoch: loaded.head.epoch, seq: loaded.board.seq } },
  );
  return {
    app,
    database,
    board,
    live,
    origin: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    sampleBranches,
    refresh: () => follower.refresh(),
    async stop() {
      const drained = await endsWithin(DRAIN_WITHIN, app.close());
      if (!drained) {
        live.endAll();
        app.server.closeAllConnections();
      }
      board.stop();
      await endsWithin(LEAVE_DATABASE_WITHIN, follower.stop().then(database.close));
    },
  };
}
