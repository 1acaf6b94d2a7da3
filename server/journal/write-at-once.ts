import type { CompiledQuery } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { executeLast, OutcomeUnknown } from '../platform/ask.ts';
import { systemClock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { endsConnection, isDatabaseAway } from '../platform/database-errors.ts';
import type { SeenHead } from './read.ts';
import type { HeldHead, SealedFacts } from './seal-facts.ts';

/** Where this process left the journal when it last wrote to it. */
export interface Tip {
  readonly head: HeldHead;
  /** The last facts up to it, without a gap: those that memory may be behind. */
  readonly facts: readonly Fact[];
}

/** A write that was decided for a tip, before the database was asked. */
export interface Foreseen<R> {
  readonly sealed: SealedFacts;
  readonly query: CompiledQuery<{ readonly now: Date }>;
  readonly result: R;
}

/** Decides a write for a tip; null: it cannot be foreseen. */
export type Foresee<R> = (tip: Tip, time: Instant) => Foreseen<R> | null;

/** Writes that are made for the head that this process left, without asking for it first. */
export interface AtOnce {
  /**
   * The result once it is committed. null: it was not written, and whoever wants it must hold the head first. Throws
   * `OutcomeUnknown` when the connection was lost meanwhile.
   */
  write<R>(db: Db, foresee: Foresee<R>): Promise<R | null>;
  /** Tells where a transaction that held the head has left it, at a time of the database's. */
  left(db: Db, held: HeldHead, sealed: SealedFacts, now: Instant): void;
  /** The facts behind `seq` up to that head, when this process wrote them all; null: they must be read. */
  since(seq: number, head: Pick<SeenHead, 'epoch' | 'seq' | 'hash'>): readonly Fact[] | null;
  /** Forgets what it has written, with its words: some of them were erased. */
  forget(): void;
}

interface Place extends Tip {
  readonly db: Db;
  /** The database's time less the machine's steady one, or a little less. */
  readonly ahead: number;
}

interface Waiting {
  readonly db: Db;
  readonly foresee: Foresee<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Facts of this process that memory may be behind by. */
const REMEMBERED = 64;
/** Writes in one transaction. */
const TOGETHER = 16;

/** Writers that come while others are being written wait for these and are then written together, in one transaction. */
export function createAtOnce(stampBy: () => Instant | null): AtOnce {
  let place: Place | null = null;
  let waiting: Waiting[] = [];
  let isBusy = false;

  /** Writes end in another order than they were made in: the last one counts. */
  function move(next: Place): void {
    const isBehind = place?.db === next.db && place.head.epoch === next.head.epoch && place.head.seq > next.head.seq;
    if (!isBehind) place = next;
  }

  async function run(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, TOGETHER);
      waiting = waiting.slice(TOGETHER);
      await writeTogether(batch);
    }
    isBusy = false;
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    const from = place;
    const foreseen = from ? foreseeAll(batch, from) : [];
    const answered = new Set(foreseen.map(({ one }) => one));
    for (const one of batch) if (!answered.has(one)) one.resolve(null);
    const last = foreseen.at(-1);
    if (!from || !last) return;
    try {
      const times = await send(
        from.db,
        foreseen.map(({ write }) => write.query),
      );
      const now = times.at(-1);
      if (now) move({ db: from.db, ...last.tip, ahead: now.getTime() - systemClock.monotonic() });
      // One that was not written was made for a head that is not there, or by somebody who may not.
      else if (place === from) place = null;
      for (const [index, { one, write }] of foreseen.entries()) one.resolve(times[index] ? write.result : null);
    } catch (error) {
      if (place === from) place = null;
      const isOver = error instanceof OutcomeUnknown || isDatabaseAway(error);
      for (const { one } of foreseen) {
        if (isOver) one.reject(error);
        else one.resolve(null);
      }
    }
  }

  /** Each is decided for what those before it leave. */
  function foreseeAll(batch: readonly Waiting[], { db, ahead, ...start }: Place) {
    const time = stampBy() ?? Math.floor(systemClock.monotonic() + ahead);
    let tip: Tip = start;
    return batch.flatMap((one) => {
      const write = one.db === db ? attempt(one, tip, time) : null;
      if (!write) return [];
      tip = nextTip(tip, tip.head, write.sealed);
      return [{ one, write, tip }];
    });
  }

  return {
    left(db, held, sealed, now) {
      const before = place?.db === db ? place : null;
      move({ db, ...nextTip(before, held, sealed), ahead: now - systemClock.monotonic() });
    },
    since(seq, { epoch, seq: last, hash }) {
      if (place?.head.epoch !== epoch || place.head.seq !== last || place.head.hash?.toString('hex') !== hash)
        return null;
      const facts = place.facts.filter((fact) => fact.seq > seq);
      return facts.length === last - seq ? facts : null;
    },
    forget() {
      place = null;
    },
    write: <R>(db: Db, foresee: Foresee<R>) =>
      new Promise<R | null>((resolve, reject) => {
        if (!place) return resolve(null);
        waiting.push({ db, foresee, resolve: resolve as (result: unknown) => void, reject });
        if (!isBusy) void run();
      }),
  };
}

function nextTip(before: Tip | null, held: HeldHead, { rows, facts, fingerprint }: SealedFacts): Tip {
  const last = rows.at(-1);
  if (!last) throw new Error('no facts were written');
  const follows = before?.head.epoch === held.epoch && before.head.seq === held.seq;
  return {
    head: { epoch: held.epoch, seq: last.seq, hash: last.hash, fingerprint },
    facts: [...(follows ? before.facts : []), ...facts].slice(-REMEMBERED),
  };
}

function attempt({ foresee }: Waiting, tip: Tip, time: Instant): Foreseen<unknown> | null {
  try {
    return foresee(tip, time);
  } catch {
    // By memory alone: whoever holds the head says it.
    return null;
  }
}

/** By each, when it was written; null: it was not. */
async function send(db: Db, queries: readonly Foreseen<unknown>['query'][]): Promise<readonly (Date | null)[]> {
  const [only] = queries;
  if (only && queries.length === 1) return [await sendAlone(db, only)];
  const answers = await db
    .transaction()
    .setIsolationLevel('read committed')
    .execute((trx) => executeLast(trx, queries));
  return answers.map((rows) => (rows[0] as { readonly now: Date } | undefined)?.now ?? null);
}

/** A transaction of its own, which nobody has to begin or to end. */
function sendAlone(db: Db, query: Foreseen<unknown>['query']): Promise<Date | null> {
  return db.connection().execute(async (connection) => {
    try {
      return (await connection.executeQuery(query)).rows[0]?.now ?? null;
    } catch (error) {
      throw endsConnection(error) ? new OutcomeUnknown(error) : error;
    }
  });
}
