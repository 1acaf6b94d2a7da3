import { randomBytes } from 'node:crypto';
import { type Instant, SECOND } from '../shared/practice/instant.ts';
import { createSenderTokens } from './access/sender-tokens.ts';
import { buildApp } from './app.ts';
import { keepForgetting } from './audit/forget-old.ts';
import { createCurrentBoard, type CurrentBoard } from './board/current-board.ts';
import { keepCheckpoints } from './board/keep-checkpoints.ts';
import { loadBoard } from './board/load-board.ts';
import { keepLastHeard, type LastHeard } from './contact/last-heard.ts';
import { keepNightlyExports } from './export/nightly-exports.ts';
import { type History, keepHistory } from './history/keep-history.ts';
import { anchorsFile } from './journal/anchors.ts';
import { databaseClock } from './journal/database-clock.ts';
import { followJournal } from './journal/follow.ts';
import { keepAnchors, noticeSetBack } from './journal/keep-anchors.ts';
import type { LiveLimits } from './live/live-limits.ts';
import type { Live } from './live/live.routes.ts';
import { keepStaticCopy } from './pages/static-copy.ts';
import { offerFirstSetUp, toSetUpUrl } from './people/set-up-link.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { DatabaseHandle } from './platform/database.ts';
import { type Health, SCHEMA_VERSION } from './platform/health.routes.ts';
import { createHttp, type Http } from './platform/http.ts';
import { listen, originOf } from './platform/listen.ts';
import { ASSETS_FOLDER } from './platform/project-root.ts';
import type { LogOptions } from './platform/request-log.ts';
import { endsWithin } from './platform/time-limit.ts';
import { VERSION } from './platform/version.ts';
import { warnOfBankHolidays } from './practice/warn-of-bank-holidays.ts';
import { openPractice, type OpenPractice } from './open-practice.ts';
import { type Admin, startAdmin } from './start-admin.ts';
import { createEvaluator, type Evaluator } from './watch/evaluator.ts';
import { type Sending, startSending } from './start-sending.ts';
import { evaluatorState } from './watch/to-staff-watch.ts';

export interface ServerOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly connectionString: string;
  /** Of the accounts; absent: one for this process alone. */
  readonly authSecret?: string;
  /** Whether it makes the link of the first account; true when absent. Of several that start together one does. */
  readonly offersFirstSetUp?: boolean;
  readonly liveLimits?: Partial<LiveLimits>;
  /** Of each person and sender, by the machine's own clock: for a story that goes faster than time. */
  readonly writesPerMinute?: number;
  /** Where log lines go; standard output when absent. */
  readonly logStream?: NonNullable<LogOptions['stream']>;
}

/** A server that listens. */
export interface RunningServer {
  readonly app: Http;
  readonly database: DatabaseHandle;
  readonly board: CurrentBoard;
  readonly live: Live;
  readonly lastHeard: LastHeard;
  readonly evaluator: Evaluator;
  readonly history: History;
  readonly texting: Pick<Sending['texting'], 'look'>;
  readonly mailing: Pick<Sending['mailing'], 'look' | 'sends' | 'page'>;
  readonly telling: Pick<Sending['telling'], 'look' | 'stop'>;
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly origin: string;
  /** The origin that people use: cookies of one name of this machine are not those of another. */
  readonly publicOrigin: string;
  /** Of metrics and health; null when they are switched off. */
  readonly adminOrigin: string | null;
  /** Branches of the sample practice that this start added to an empty database. */
  readonly sampleBranches: number;
  /** Where the first person of operations sets up their account; null when there is one. */
  readonly setUpUrl: string | null;
  /** Reads the journal once more, and resolves when that is published. */
  refresh(): Promise<void>;
  /** Says goodbye to open pages, finishes what was begun and closes the database. Takes at most 8 s, whatever hangs. */
  stop(): Promise<void>;
}

/** For open pages to say goodbye and for requests under way to be answered. */
const DRAIN_WITHIN = 5 * SECOND;
/** A database that is silent holds up whoever reads it for longer than a stop may take. */
const LEAVE_DATABASE_WITHIN = 1.5 * SECOND;

function loggerOf({ config: { logLevel }, logStream }: ServerOptions): LogOptions | null {
  return logLevel === 'silent' ? null : { level: logLevel, ...(logStream && { stream: logStream }) };
}

function originsOf({ publicOrigin }: Config, port: number): readonly string[] {
  return publicOrigin ? [publicOrigin] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

function ageOf(clock: Clock, since: Instant | null): number | null {
  return since === null ? null : clock.now() - since;
}

/** Brings the database up to date, loads the board, follows the journal and listens. Throws when one of them fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options;
  // Filled again once the port is known, for a configuration that leaves it to the system.
  const origins = [...originsOf(config, config.port)];
  const app = await createHttp({ log: loggerOf(options), trustedProxies: config.trustedProxies, origins });
  let health = (): Health => ({ state: 'starting' });
  let admin: Admin | null = null;
  let database: DatabaseHandle | null = null;
  warnOfBankHolidays(options.clock, config, app.log);
  try {
    admin = await startAdmin(config, loggerOf(options), () => health());
    const practice = await openPractice(options, app.log);
    database = practice.database;
    const started = await startOn({ ...practice, app, origins, admin, options });
    health = started.health;
    return started.server;
  } catch (error) {
    await app.close();
    await admin?.server.close();
    await database?.close();
    throw error;
  }
}

interface StartParts extends OpenPractice {
  readonly app: Http;
  readonly origins: string[];
  readonly admin: Admin | null;
  readonly options: ServerOptions;
}

interface Started {
  readonly server: RunningServer;
  readonly health: () => Health;
}

async function startOn(parts: StartParts): Promise<Started> {
  const { app, database, key, journal, sampleBranches, origins, admin, options } = parts;
  const { config, liveLimits, authSecret = randomBytes(32).toString('base64url') } = options;
  const { clock, onTime } = await databaseClock(database.db, options.clock);
  await noticeSetBack(database.db, anchorsFile(config), app.log);
  const loaded = await loadBoard(database.db, clock);
  const board = createCurrentBoard(clock, loaded.board, loaded.head.epoch, loaded.readAt);
  const checkpoints = keepCheckpoints(database.db, app.log, board, {
    epoch: loaded.head.epoch,
    seq: loaded.checkpointSeq,
  });
  const history = keepHistory({ db: database.db, clock, log: app.log, board });
  const anchors = keepAnchors(database.db, anchorsFile(config), clock, app.log);
  const exports = keepNightlyExports({
    db: database.db,
    key,
    clock,
    log: app.log,
    config,
    timeZone: () => board.board().practice?.value.timeZone ?? config.timeZone,
  });
  const forgetting = keepForgetting({ db: database.db, clock, log: app.log, days: config.accessLogDays });
  const lastHeard = keepLastHeard(database.db, clock, app.log);
  const senders = createSenderTokens(database.db, clock);
  const evaluator = createEvaluator({ db: database.db, journal, board, clock, log: app.log, lastHeard, senders });
  const sending = startSending({
    db: database.db,
    journal,
    clock,
    log: app.log,
    config,
    board,
    metrics: admin?.metrics,
    origins,
    authSecret,
    isBlind: () => evaluatorState(evaluator.seen(), evaluator.now()) !== 'ok',
  });
  let databaseAway = false;
  let stopping = false;
  function health(): Health {
    // Everybody may ask, so it tells the position of the public: facts for staff alone must not show.
    const { epoch, position } = board.publicStream.at();
    const state = stopping ? 'stopping' : 'ready';
    const checks = evaluatorState(evaluator.seen(), evaluator.now());
    return { state, epoch, seq: position.seq, checkedAt: board.checkedAt(), databaseAway, evaluator: checks };
  }
  const live = await buildApp(app, {
    db: database.db,
    clock,
    journal,
    authSecret,
    board,
    history,
    lastHeard,
    senders,
    evaluator,
    origins,
    health,
    metrics: admin?.metrics,
    texts: sending.texting.routes,
    mail: sending.mailing,
    provider: config.provider,
    ...(liveLimits ? { liveLimits } : {}),
    ...(options.writesPerMinute !== undefined && { writesPerMinute: options.writesPerMinute }),
  });
  const copy = config.staticCopyDir
    ? keepStaticCopy({ folder: config.staticCopyDir, assetsFolder: ASSETS_FOLDER, board, clock, log: app.log })
    : null;
  admin?.metrics.watch({
    version: VERSION,
    schema: SCHEMA_VERSION,
    hubs: { public: live.publicHub, staff: live.staffHub },
    seq: () => board.board().seq,
    truthAge: () => clock.now() - board.checkedAt(),
    databaseAway: () => databaseAway,
    followers: sending.telling.counts,
    now: clock.now,
    poolUse: database.poolUse,
    lastPassAge: () => ageOf(clock, evaluator.seen().passAt),
    isBlind: () => evaluatorState(evaluator.seen(), evaluator.now()) === 'blind',
    factsSinceCheckpoint: checkpoints.factsSince,
    ...(config.backupsKept > 0 && { nightlyExportAge: () => ageOf(clock, exports.lastMadeAt()) }),
    ...(copy && { staticCopyAge: () => ageOf(clock, copy.writtenAt()) }),
  });
  const port = await listen(app, { host: config.host, port: config.port, variable: 'PORT' });
  origins.splice(0, origins.length, ...originsOf(config, port));
  const firstSetUp = options.offersFirstSetUp === false ? null : await offerFirstSetUp(database.db, clock.now());
  const follower = followJournal(
    {
      database,
      clock,
      onTime,
      log: app.log,
      written: journal.atOnce.since,
      onFacts(facts) {
        board.take(facts);
        history.took(facts);
        if (facts.some(({ kind }) => kind === 'erasure')) journal.atOnce.forget();
        admin?.metrics.took(facts);
      },
      onChecked: (head, readAt) => {
        databaseAway = false;
        board.checked(readAt);
        checkpoints.saveWhenDue();
        anchors.saveWhenDue(head);
      },
      onEpochChange: ({ epoch }) => board.restart(epoch),
      onAway: () => {
        databaseAway = true;
      },
    },
    { after: { epoch: loaded.head.epoch, seq: loaded.board.seq } },
  );
  evaluator.start();
  void history.look();
  const origin = originOf(config.host, port);
  app.log.info({ origin, admin: admin?.server.origin ?? null, version: VERSION, schema: SCHEMA_VERSION }, 'started');
  const server: RunningServer = {
    app,
    database,
    board,
    live,
    lastHeard,
    evaluator,
    history,
    texting: sending.texting,
    mailing: sending.mailing,
    telling: sending.telling,
    origin,
    publicOrigin: origins[0] ?? origin,
    adminOrigin: admin?.server.origin ?? null,
    sampleBranches,
    setUpUrl: firstSetUp && toSetUpUrl(origins[0] ?? origin, firstSetUp.token),
    refresh: () => follower.refresh(),
    async stop() {
      app.log.info({ sockets: live.publicHub.size + live.staffHub.size }, 'stopping');
      stopping = true;
      const drained = await endsWithin(DRAIN_WITHIN, app.close());
      if (!drained) {
        live.endAll();
        app.server.closeAllConnections();
      }
      board.stop();
      if (copy) await endsWithin(SECOND, copy.stop());
      await endsWithin(
        LEAVE_DATABASE_WITHIN,
        sending
          .stop()
          .then(evaluator.stop)
          .then(lastHeard.stop)
          .then(follower.stop)
          .then(history.stop)
          .then(exports.stop)
          .then(forgetting.stop)
          .then(anchors.stop)
          .then(database.close),
      );
      if (admin) await endsWithin(SECOND, admin.server.close());
      app.log.info({ drained }, 'stopped');
    },
  };
  return { server, health };
}
