import { createCurrentBoard, type CurrentBoard } from '../../../server/board/current-board.ts';
import { keepHeardIn, type LastHeard } from '../../../server/contact/last-heard.ts';
import { followReader } from '../../../server/journal/follow.ts';
import { carryDatabaseTime, type OnTime } from '../../../server/journal/database-clock.ts';
import type { Clock } from '../../../server/platform/clock.ts';
import { createHub, type Hub } from '../../../server/live/hub.ts';
import { LIVE_LIMITS } from '../../../server/live/live-limits.ts';
import { createEvaluatorOn, type Evaluator } from '../../../server/watch/evaluator.ts';
import { createWatchAside } from '../../../server/watch/watch-aside.ts';
import { foldFacts, EMPTY_BOARD } from '../../../shared/board/fold.ts';
import { SECOND, toIso } from '../../../shared/practice/instant.ts';
import type { BeatBody } from '../../../shared/wire/beats.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { createMachine, type Machine } from './machine.ts';
import type { Network } from './network.ts';
import type { Sabotage } from './sabotage.ts';
import type { Scheduler } from './scheduler.ts';
import type { ReportOutcome, ReportRequest } from './store.ts';
import { connectStore, type StoreClient, type StoreServer } from './store-client.ts';
import type { Listener, Stream } from './stream.ts';
import { passStoreOf } from './watch-rows.ts';

export interface InstanceParts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly server: StoreServer;
  readonly sabotage: Sabotage;
  /** Whose senders may beat; null among them: the canary. */
  readonly sources: ReadonlySet<string | null>;
  readonly note: (text: string) => void;
}

/** What a poll is answered. */
export interface BoardAnswer {
  readonly etag: string;
  readonly checkedAt: string;
  readonly now: number;
  readonly json: string;
}

/** The times that an instance goes by. */
interface Clocks {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly onTime: OnTime | undefined;
}

/** What an instance does while it runs. */
interface Running {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly board: CurrentBoard;
  readonly client: StoreClient;
  readonly lastHeard: LastHeard;
  readonly evaluator: Evaluator;
  readonly hubs: { readonly public: Hub; readonly staff: Hub };
  readonly streams: Set<Stream>;
}

export type Face = 'public' | 'staff';

/** One server process, started again whenever it ended. */
export interface Instance {
  readonly name: string;
  running(): Running | null;
  machine(): Machine | null;
  start(): void;
  /** It is gone in the middle of whatever it did. `told`: clients see their sockets break. It starts again later. */
  crash(told: boolean, downFor?: number): void;
  /** It says goodbye and ends. */
  stop(): void;
  /** The next time it has committed something it is gone before it can say so. */
  crashAtCommit: boolean;
  listener(face: Face): Listener | null;
  answerBoard(face: Face): BoardAnswer;
  report(request: ReportRequest): Promise<ReportOutcome>;
  beat(branch: string | null, body: BeatBody): Promise<void>;
}

/** A few branches make small frames: who reads slowly is to be noticed all the same. */
const SMALL_LIMITS = { ...LIVE_LIMITS, skipAboveBytes: 8 * 1024, closeAboveBytes: 24 * 1024 };
const SILENT_LOG = { info() {}, warn() {}, error() {} };
const START_AGAIN_AFTER = 1 * SECOND;
const CHECKPOINT_EVERY = 15;
const STOPS_WITHIN = 5 * SECOND;

export function createInstance(name: string, parts: InstanceParts): Instance {
  const { scheduler, network, server, sabotage, sources, note } = parts;
  let running: Running | null = null;
  let machine: Machine | null = null;

  function boot(): void {
    if (machine) return;
    const booting = createMachine(scheduler, name);
    machine = booting;
    const client = connectStore(booting, server, network, () => {
      if (!instance.crashAtCommit) return;
      // The database has it, and nobody will ever hear so from this process.
      instance.crashAtCommit = false;
      crash(true);
    });
    const { clock, onTime } = sabotage.trustsItsWallClock
      ? { clock: booting, onTime: undefined }
      : carryDatabaseTime(booting);
    const readAt = clock.monotonic();
    client
      .transact((store) => {
        const from = store.checkpoint?.epoch === store.head().epoch ? store.checkpoint.board : EMPTY_BOARD;
        return { head: store.head(), from, facts: store.factsAfter(from.seq, Number.POSITIVE_INFINITY) };
      })
      .then(({ head, from, facts }) => {
        const board = createCurrentBoard(clock, foldFacts(from, facts), head.epoch, readAt);
        running = run({ machine: booting, clock, onTime }, client, board);
        note(`${name} runs from ${head.seq}`);
      })
      .catch(() => {
        machine = null;
        scheduler.after(START_AGAIN_AFTER, boot);
      });
  }

  function run({ machine: on, clock, onTime }: Clocks, client: StoreClient, board: CurrentBoard): Running {
    followReader(
      {
        reader: client.reader,
        clock,
        onTime,
        log: SILENT_LOG,
        onFacts: (facts) => board.take(facts),
        onChecked(head, readAt) {
          board.checked(readAt);
          const kept = server.store.checkpoint?.board.seq ?? 0;
          if (head.seq - kept < CHECKPOINT_EVERY) return;
          const checkpoint = { epoch: board.epoch(), board: board.board() };
          void client
            .transact((store) => {
              store.checkpoint = checkpoint;
            })
            .catch(() => {});
        },
        onEpochChange: ({ epoch }) => board.restart(epoch),
        onAway: () => note(`${name} cannot read the journal`),
      },
      { after: { epoch: board.epoch(), seq: board.board().seq } },
    );
    if (sabotage.callsItselfFresh) on.every(SECOND, () => board.checked(clock.monotonic()));
    const lastHeard = keepHeardIn(client.heard, clock, SILENT_LOG);
    const store = passStoreOf(client, name, sources);
    const evaluator = createEvaluatorOn({ store, board, clock, log: SILENT_LOG, lastHeard });
    const aside = createWatchAside(evaluator, board, clock);
    const common = { clock, log: SILENT_LOG, limits: SMALL_LIMITS };
    const hubs = {
      public: createHub({ source: board.publicStream, ...common }),
      staff: createHub({ source: board.staffStream, aside, ...common }),
    };
    evaluator.start();
    return { machine: on, clock, evaluator, board, client, lastHeard, hubs, streams: new Set() };
  }

  function crash(told: boolean, downFor = 3 * SECOND): void {
    machine?.kill();
    for (const stream of running?.streams ?? []) stream.breakOff(told);
    machine = null;
    running = null;
    note(`${name} is gone`);
    scheduler.after(downFor, boot);
  }

  const instance: Instance = {
    name,
    running: () => running,
    machine: () => machine,
    crashAtCommit: false,
    start: boot,
    crash,
    stop() {
      if (!running) return;
      const ending = running;
      note(`${name} stops`);
      void Promise.all([ending.hubs.public.close(), ending.hubs.staff.close()]);
      scheduler.after(STOPS_WITHIN, () => running === ending && crash(true));
    },
    listener(face) {
      if (!running) return null;
      const { hubs, streams, machine: on } = running;
      return { machine: on, streams, accept: (arrival) => hubs[face].add(arrival) };
    },
    answerBoard(face) {
      if (!running) throw new Error('nobody runs');
      const { board, clock } = running;
      const stream = face === 'public' ? board.publicStream : board.staffStream;
      const { epoch, position, json } = stream.published();
      const etag = `"${epoch.slice(0, 8)}-${position.seq}-${position.edge}"`;
      return { etag, checkedAt: toIso(board.checkedAt()), now: clock.now(), json: json() };
    },
    async report(request) {
      if (!running) throw new Error('nobody runs');
      const { client } = running;
      const work = () => client.transact((store) => store.record(request));
      if (!sabotage.answersEarly) return work();
      void work().catch(() => {});
      return { status: 201, seq: 0, at: running.clock.now(), notApplied: [], overrode: [] };
    },
    async beat(branch, body) {
      if (!running) throw new Error('nobody runs');
      await running.lastHeard.hear(branch, { body, at: running.evaluator.now(), token: branch ?? 'canary' });
    },
  };
  return instance;
}

/** Where a page finds its socket. */
export function faceOfPath(path: string): Face {
  return path.startsWith(PATHS.staffLive) || path.startsWith(PATHS.staffBoard) ? 'staff' : 'public';
}
