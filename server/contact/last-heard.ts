import { SECOND } from '../../shared/practice/instant.ts';
import type { BeatBody } from '../../shared/wire/beats.ts';
import { SENDER_WORDS } from '../../shared/words/senders.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Heard } from './heard.ts';
import { type HeardStore, heardStoreOf } from './heard-store.ts';
import { branchOf, sourceOf } from './source.ts';
import { isNext, type TakenBeat, takeBeat } from './take-beat.ts';

/** Beats wait so long to be stored together. */
const STORE_EVERY = 2 * SECOND;
/** Of one source, while nothing can be stored: the newest are enough to say how it stands. */
const WAITING_MOST = 120;

/** What was last heard of a branch; null: of the canary. */
export interface HeardBranch extends Heard {
  readonly branch: string | null;
}

/** When each branch was last heard. */
export interface LastHeard {
  /** Takes a beat of a branch, or of the canary (null). Throws `already-done` when it was heard before. */
  hear(branch: string | null, beat: TakenBeat): Promise<void>;
  /** Whether such a beat is the very next one after those that are known here, so that it need not be asked for. */
  expects(branch: string | null, body: BeatBody): boolean;
  /** Takes a beat that is expected. */
  hearNext(branch: string | null, beat: TakenBeat): void;
  /** What was heard of every source, by all instances: what they stored, and what waits here. */
  read(): Promise<readonly HeardBranch[]>;
  /** Stores what waits. */
  stop(): Promise<void>;
}

function takeAll(stored: Heard | null, beats: readonly TakenBeat[]): Heard | null {
  return beats.reduce((heard, beat) => takeBeat(heard, beat) ?? heard, stored);
}

/** Of what was not heard anew it is the very same as the last time. */
const named = new WeakMap<Heard, HeardBranch>();

function nameBranch(source: string, heard: Heard): HeardBranch {
  let one = named.get(heard);
  if (!one) {
    one = { branch: branchOf(source), ...heard };
    named.set(heard, one);
  }
  return one;
}

/** Hears beats and stores them in the database. */
export function keepLastHeard(db: Db, clock: Clock, log: Log): LastHeard {
  return keepHeardIn(heardStoreOf(db), clock, log);
}

/**
 * Hears beats and stores the last of each branch, those of two seconds at once. Beats are merged into what is stored then,
 * so that instances that hear the same branch by turns agree on what was heard.
 */
export function keepHeardIn(shared: HeardStore, clock: Clock, log: Log): LastHeard {
  /** As far as this instance knows. */
  let known = new Map<string, Heard>();
  const waiting = new Map<string, readonly TakenBeat[]>();
  let failing = false;
  let turn: Promise<unknown> = Promise.resolve();

  const waitingOf = (source: string) => waiting.get(source) ?? [];

  /** Looking and storing go by turns: what is stored during a look would be in neither of its halves. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = turn.then(task);
    turn = done.catch(() => {});
    return done;
  }

  /** Takes in what others have stored, with what waits here laid over it. */
  async function look(): Promise<void> {
    const { heard: stored, isAll } = await shared.readNew();
    if (isAll) known = new Map();
    const sources = isAll ? new Set([...stored.keys(), ...waiting.keys()]) : stored.keys();
    for (const source of sources) {
      const heard = takeAll(stored.get(source) ?? null, waitingOf(source));
      if (heard) known.set(source, heard);
    }
  }

  /** The same of one source: a first beat, or one after some that another instance heard. */
  async function lookAt(source: string): Promise<void> {
    const heard = takeAll(await shared.readOf(source), waitingOf(source));
    if (heard) known.set(source, heard);
    else known.delete(source);
  }

  async function store(): Promise<void> {
    const batch = new Map(waiting);
    if (batch.size === 0) return;
    try {
      const merge = (source: string, stored: Heard | null) => takeAll(stored, batch.get(source) ?? []);
      const merged = await shared.merge([...batch.keys()], merge);
      for (const [source, beats] of batch) {
        const later = waitingOf(source).filter((beat) => !beats.includes(beat));
        if (later.length > 0) waiting.set(source, later);
        else waiting.delete(source);
        const heard = takeAll(merged.get(source) ?? null, later);
        if (heard) known.set(source, heard);
      }
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, 'beats could not be stored; they wait');
      failing = true;
    }
  }

  /** Whether it was taken: it was not heard before. */
  function take(source: string, beat: TakenBeat): boolean {
    const heard = takeBeat(known.get(source) ?? null, beat);
    if (!heard) return false;
    known.set(source, heard);
    waiting.set(source, [...waitingOf(source), beat].slice(-WAITING_MOST));
    return true;
  }

  const storing = clock.every(STORE_EVERY, () => void inTurn(store));
  return {
    async hear(branch, beat) {
      const source = sourceOf(branch);
      // Another instance may have heard what lies between.
      if (!isNext(known.get(source) ?? null, beat.body)) await inTurn(() => lookAt(source));
      if (!take(source, beat)) throw new AppError('already-done', { detail: SENDER_WORDS.beatReplayed });
    },
    expects: (branch, body) => isNext(known.get(sourceOf(branch)) ?? null, body),
    hearNext: (branch, beat) => void take(sourceOf(branch), beat),
    async read() {
      await inTurn(look);
      return Array.from(known, ([source, heard]) => nameBranch(source, heard));
    },
    async stop() {
      storing();
      await inTurn(store);
    },
  };
}
