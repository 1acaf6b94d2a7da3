import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Announced } from './announce.ts';
import { countWaiting, readOldestWaiting, type WaitingCount } from './followers.queries.ts';

/** For those who run the server: how many are to be told. */
export interface TellingCounts {
  readonly channels: readonly WaitingCount[];
  readonly oldestAt: Instant | null;
}

const COUNT_EVERY = MINUTE;

/** Counts now and then, in the process that tells alone: a practice has many who follow. */
export function createCounting(db: Db, clock: Pick<Clock, 'monotonic'>) {
  let counts: TellingCounts | null = null;
  let countedAt: Moment = Number.NEGATIVE_INFINITY;
  return {
    counts: () => counts,
    async look(announced: Announced | null): Promise<void> {
      if (!announced) {
        counts = null;
        return;
      }
      if (counts && clock.monotonic() - countedAt < COUNT_EVERY) return;
      countedAt = clock.monotonic();
      counts = { channels: await countWaiting(db), oldestAt: await readOldestWaiting(db) };
    },
  };
}
