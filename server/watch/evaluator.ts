import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { SenderTokens } from '../access/sender-tokens.ts';
import type { HeardBranch, LastHeard } from '../contact/last-heard.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Cancel, Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import type { Log } from '../platform/log.ts';
import { type KeptWatch, toKeptWatch } from './kept-watch.ts';
import { type Held, makePass, type PassDeps } from './make-pass.ts';
import { passStoreOf } from './pass-store.ts';
import type { PassRow } from './watch.queries.ts';

export interface EvaluatorDeps extends PassDeps {
  /** Of the database's time, which all instances go by. */
  readonly clock: Clock;
  readonly log: Log;
  readonly lastHeard: Pick<LastHeard, 'read'>;
}

export interface DatabaseDeps extends Omit<EvaluatorDeps, 'store'> {
  readonly db: Db;
  readonly journal: JournalWriter;
  readonly senders: Pick<SenderTokens, 'sources'>;
}

/** What this instance knows of the automatic checks, whichever instance makes the passes. */
export interface WatchSeen {
  /** When this instance began to look. */
  readonly since: Instant;
  readonly passAt: Instant | null;
  /** null: no pass was made yet. */
  readonly kept: KeptWatch | null;
  readonly heard: readonly HeardBranch[];
  /** Branches whose senders may beat; null among them: the canary. */
  readonly sources: ReadonlySet<string | null>;
}

export interface Evaluator {
  /** Looks at once, and from then on by the clock. */
  start(): void;
  seen(): WatchSeen;
  /** The time that passes are made by, and beats are stamped with: of all instances the same. */
  now(): Instant;
  /** Tells after each look. */
  onLook(listener: () => void): void;
  /** Resolves when no look is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const PASS_EVERY = 2 * SECOND;
/** A look that takes longer is given up; the database ends what it left open. */
const LOOK_AT_MOST = 10 * SECOND;
/**
 * Whoever has seen passes takes over at the first look that finds none made since the last. One that has just started
 * waits for one look more: when it is still its turn, no other instance was there, and all have started anew.
 */
const QUIET_LOOKS = { known: 1, started: 2 } as const;

/** The times of a look, by both clocks. */
interface Times {
  readonly at: Instant;
  readonly moment: Moment;
}

/** The evaluator of a database. */
export function createEvaluator({ db, journal, senders, ...deps }: DatabaseDeps): Evaluator {
  return createEvaluatorOn({ store: passStoreOf(db, journal, senders), ...deps });
}

/**
 * Looks at all branches every two seconds, by the clock, and makes the pass when it is this instance's turn: of all
 * instances on a database exactly one does.
 */
export function createEvaluatorOn({ clock, log, lastHeard, ...deps }: EvaluatorDeps): Evaluator {
  const since = clock.now();
  let seen: WatchSeen = { since, passAt: null, kept: null, heard: [], sources: new Set() };
  let row: PassRow | null = null;
  let held: Held | null = null;
  let heldChanged = -1;
  let quietLooks = 0;
  let hasSeenPasses = false;
  let last: Times = { at: clock.now(), moment: clock.monotonic() };
  let lastGood: Moment = last.moment;
  /** How far the wall clock went against the monotonic one since the last pass. */
  let step = 0;
  /** Since when nothing could be read, as far as this instance saw. */
  let isAway = false;
  /** It was told that passes fail. */
  let told = false;
  let stopped = false;
  let underWay: { readonly since: Moment; readonly done: Promise<void> } | null = null;
  let turn = 0;
  const listeners: (() => void)[] = [];

  function takeMoment(): Moment {
    const now: Times = { at: clock.now(), moment: clock.monotonic() };
    step += now.at - last.at - (now.moment - last.moment);
    last = now;
    return now.moment;
  }

  async function look(isCurrent: () => boolean): Promise<void> {
    // Before anything is read: silence may be understated by what the reading takes, never overstated.
    const moment = takeMoment();
    const at = clock.now();
    const away = isAway ? moment - lastGood : 0;
    const heard = await lastHeard.read();
    const sources = await deps.store.sources();
    const found = await deps.store.readRow();
    if (!isCurrent()) return;
    const isQuiet = row !== null && row.version === found.version;
    if (row !== null && !isQuiet) {
      hasSeenPasses = true;
      step = 0;
    }
    quietLooks = isQuiet ? quietLooks + 1 : 0;
    row = found;
    await takeOver(found);
    const isFirst = found.passAt === null;
    if (isFirst || quietLooks >= QUIET_LOOKS[hasSeenPasses ? 'known' : 'started']) {
      const restarted = !isFirst && !hasSeenPasses;
      const lateBy = isFirst || restarted ? 0 : Math.max(0, at - (found.passAt ?? at) - PASS_EVERY);
      const sight = { lateBy, clockStep: step, databaseAway: away };
      const plan = { now: at, sight, heard, senders: sources, version: found.version, held, restarted };
      const made = await makePass(deps, plan);
      if (!isCurrent()) return;
      if (made) {
        tellFailed(made.held.kept.failed);
        held = made.held;
        row = { version: made.version, changed: made.changed ? made.version : found.changed, passAt: at };
        heldChanged = row.changed;
        hasSeenPasses = true;
        step = 0;
      }
    }
    lastGood = clock.monotonic();
    seen = { since, passAt: row.passAt, kept: held?.kept ?? null, heard, sources };
  }

  function tellFailed(failed: readonly string[]): void {
    const known = held?.kept.failed ?? [];
    const branches = failed.filter((slug) => !known.includes(slug));
    if (branches.length > 0) log.error({ branches }, 'branches whose data cannot be judged; the others are');
  }

  /** Takes over what another instance has written. */
  async function takeOver(found: PassRow): Promise<void> {
    if (found.changed === heldChanged) return;
    const { changed, state } = await deps.store.readState();
    const kept = toKeptWatch(state);
    held = kept && { kept, written: kept };
    heldChanged = changed;
  }

  async function run(mine: number): Promise<void> {
    const isCurrent = () => mine === turn && !stopped;
    try {
      await look(isCurrent);
      if (!isCurrent()) return;
      if (told) log.info({}, 'the automatic checks go on');
      told = false;
      isAway = false;
    } catch (error) {
      if (!isCurrent()) return;
      // What was written is read again: nobody knows whether the last of it came to be.
      heldChanged = -1;
      isAway ||= isDatabaseAway(error);
      // Whoever follows the journal tells that the database is away.
      if (!told && !isDatabaseAway(error)) {
        log.error({ err: error }, 'the automatic checks cannot be made');
        told = true;
      }
    }
    for (const listener of listeners) listener();
  }

  function begin(): void {
    if (underWay) {
      if (clock.monotonic() - underWay.since < LOOK_AT_MOST) return;
      log.error({}, 'the automatic checks hang: they are begun anew');
      heldChanged = -1;
      told = true;
    }
    turn += 1;
    const mine = turn;
    const done = run(mine).finally(() => {
      if (mine === turn) underWay = null;
    });
    underWay = { since: clock.monotonic(), done };
  }

  let cancel: Cancel = () => {};
  return {
    start() {
      cancel = clock.every(PASS_EVERY, begin);
      begin();
    },
    seen: () => seen,
    now: clock.now,
    onLook: (listener) => void listeners.push(listener),
    async settled() {
      while (underWay) await underWay.done;
    },
    async stop() {
      stopped = true;
      cancel();
      await underWay?.done;
    },
  };
}
