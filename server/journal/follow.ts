import type { Fact } from '../../shared/facts/fact.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { DatabaseHandle } from '../platform/database.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import type { Log } from '../platform/log.ts';
import type { OnTime } from './database-clock.ts';
import type { Head } from './head.ts';
import { keepListening } from './keep-listening.ts';
import { readFactsAfter, readHeadFrom, type SeenHead } from './read.ts';
import { rotateEpoch } from './rotate-epoch.ts';

/** The journal, as somebody reads it who follows it. */
export interface JournalReader {
  headFrom(seq: number): Promise<SeenHead>;
  factsAfter(seq: number, limit: number): Promise<readonly Fact[]>;
  rotateEpoch(old: string): Promise<void>;
  /** Gives a hint when the journal may have grown, until it is stopped. */
  listen(onHint: () => void): { stop(): Promise<void> };
}

interface ReaderDeps {
  readonly reader: JournalReader;
  readonly clock: Clock;
  /** What time it is in the database, with each look. */
  readonly onTime?: OnTime | undefined;
  readonly log: Log;
  /** Facts behind a seq up to a head that need not be read, since this process wrote them. */
  readonly written?: ((seq: number, head: SeenHead) => readonly Fact[] | null) | undefined;
  /** The next facts: in order, without gaps, each once, at most a batch at a time. Those up to `head` follow. */
  onFacts(facts: readonly Fact[], head: Head, readAt: Moment): void;
  /** Everything up to `head` has been handed over, and `head` was the journal's end at `readAt` or later. */
  onChecked(head: Head, readAt: Moment): void;
  /** It is another journal (restored or repaired): forget all facts; those of the new one follow from the first. */
  onEpochChange(head: Head, readAt: Moment): void;
  /** The journal cannot be read; called once, until it could be read again. */
  onAway(error: unknown): void;
}

export interface FollowerDeps extends Omit<ReaderDeps, 'reader'> {
  readonly database: DatabaseHandle;
}

export interface FollowerOptions {
  /** Where the reader stands already, as by a checkpoint; without it facts come from the first. */
  readonly after?: Head;
  /** Facts handed over at a time (1000). */
  readonly batch?: number;
}

export interface Follower {
  /** Resolves when a read that began after this call has ended, well or not; a failed one goes to `onAway`. */
  refresh(): Promise<void>;
  /** Resolves when nothing will be handed over any more and the connection is closed. */
  stop(): Promise<void>;
}

/** Where the reader stands; `hash` is of the fact there, undefined until it is known. */
interface Position extends Head {
  readonly hash?: string | null | undefined;
}

const POLL_EVERY = 2 * SECOND;
const BATCH = 1_000;

/** Follows the journal of a database. */
export function followJournal(deps: FollowerDeps, options: FollowerOptions = {}): Follower {
  const { database, clock, log } = deps;
  const reader: JournalReader = {
    headFrom: (seq) => readHeadFrom(database.db, seq),
    factsAfter: (seq, limit) => readFactsAfter(database.db, seq, limit),
    rotateEpoch: (old) => rotateEpoch(database.db, old),
    listen: (onHint) => keepListening({ database, clock, log, onHint }),
  };
  return followReader({ ...deps, reader }, options);
}

/**
 * Hands over the journal's facts as they are committed. A notification is only a hint to read at once, because one can
 * be lost with its connection; the poll of (epoch, seq) is the truth. The first read begins at once.
 */
export function followReader(deps: ReaderDeps, { after, batch = BATCH }: FollowerOptions = {}): Follower {
  const { reader, clock, log } = deps;
  let position: Position | null = after ?? null;
  let failing = false;
  let stopped = false;
  let reading: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;

  /** One read at a time. Whoever asks during one waits for one more: the read under way may have looked too early. */
  function refresh(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (reading === null) {
      reading = read().finally(() => {
        reading = null;
      });
      return reading;
    }
    waiting ??= reading.then(() => {
      waiting = null;
      return refresh();
    });
    return waiting;
  }

  async function read(): Promise<void> {
    try {
      while (!stopped && !(await readOn()));
    } catch (error) {
      if (!stopped) fail(error);
    }
  }

  /** Reads one batch; true when nothing is left to read. */
  async function readOn(): Promise<boolean> {
    // Before the query is sent: the age of what is shown may be overstated, never understated.
    const readAt = clock.monotonic();
    const seen = await reader.headFrom(position?.seq ?? 0);
    if (stopped) return true;
    deps.onTime?.(seen.now, clock.monotonic() - readAt);
    const head = { epoch: seen.epoch, seq: seen.seq };
    if (isSetBack(seen)) {
      log.warn(
        { from: position?.seq, to: head.seq, epoch: head.epoch },
        'the journal was set back: it gets a new epoch',
      );
      await reader.rotateEpoch(head.epoch);
      return false;
    }
    const from = positionIn(seen, readAt);
    const wanted = Math.min(batch, head.seq - from.seq);
    if (wanted > 0) {
      const own = from.seq + wanted === head.seq ? deps.written?.(from.seq, seen) : null;
      const facts = own ?? (await reader.factsAfter(from.seq, wanted));
      if (stopped) return true;
      requireDense(facts, from.seq, wanted);
      deps.onFacts(facts, head, readAt);
      const reached = from.seq + wanted;
      position = { epoch: head.epoch, seq: reached, hash: reached === head.seq ? seen.hash : undefined };
    }
    if (from.seq + wanted < head.seq) return false;
    if (failing) log.info({ seq: head.seq }, 'the journal can be read again');
    failing = false;
    deps.onChecked(head, readAt);
    return true;
  }

  /** Restored behind our back: it is shorter than what was read of it, or holds another fact where the reader stands. */
  function isSetBack(head: SeenHead): boolean {
    if (position?.epoch !== head.epoch) return false;
    if (position.seq > head.seq) return true;
    return position.hash !== undefined && position.hash !== head.hashThere;
  }

  function positionIn({ epoch, seq, hashThere }: SeenHead, readAt: Moment): Position {
    if (position && position.epoch !== epoch) {
      log.warn({ from: position.epoch, to: epoch }, 'the journal is another one: reading it from its first fact');
      deps.onEpochChange({ epoch, seq }, readAt);
      position = null;
    }
    position ??= { epoch, seq: 0, hash: null };
    if (position.hash === undefined) position = { ...position, hash: hashThere };
    return position;
  }

  function fail(error: unknown): void {
    if (failing) return;
    failing = true;
    if (isDatabaseAway(error)) log.warn({ err: error }, 'the database is away, the journal is not followed');
    else log.error({ err: error }, 'the journal could not be read or taken over');
    deps.onAway(error);
  }

  const cancelPoll = clock.every(POLL_EVERY, () => void refresh());
  const listening = reader.listen(() => void refresh());
  void refresh();
  return {
    refresh,
    async stop() {
      stopped = true;
      cancelPoll();
      await Promise.all([listening.stop(), reading, waiting]);
    },
  };
}

function requireDense(facts: readonly Fact[], after: number, count: number): void {
  const gap = facts.findIndex((fact, index) => fact.seq !== after + 1 + index);
  if (gap !== -1 || facts.length !== count) {
    throw new Error(`the journal has a gap after seq ${after + (gap === -1 ? facts.length : gap)}`);
  }
}
