import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';

/** The time that all instances on a database agree on, whatever their own clocks say: the database's. */
export interface SharedTime {
  now(): Instant;
  /** Asks again how far the own clock is from it. */
  measure(): Promise<void>;
}

/** An answer that took longer does not tell well when it was given. */
const ANSWERED_WITHIN = SECOND;
/** Clocks that are set by the network are closer than this, and closer than what can be measured. */
const APART = SECOND;

export function keepSharedTime(clock: Clock, ask: () => Promise<Instant>): SharedTime {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    async measure() {
      const before = clock.monotonic();
      const told = await ask();
      const took = clock.monotonic() - before;
      if (took > ANSWERED_WITHIN) return;
      const apart = told - (clock.now() - took / 2);
      ahead = Math.abs(apart) > APART ? Math.round(apart) : 0;
    },
  };
}
