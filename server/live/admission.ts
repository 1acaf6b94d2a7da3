import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';

/** Lets in so many a second, and some more at once after a quiet time. */
export interface Admission {
  /** Resolves when it is the next one's turn; null: that would take too long, and nothing was counted. */
  turn(): Promise<void> | null;
}

export interface AdmissionLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** Whoever would wait for longer is sent away. */
  readonly waitAtMostMs: number;
}

/**
 * `burst` at once at most, and `perSecond` in the long run: in no second more than both together. Who comes too early
 * waits a little rather than being sent away: each refusal makes a page stay away for longer, and some for half a minute.
 */
export function createAdmission(clock: Clock, { perSecond, burst, waitAtMostMs }: AdmissionLimits): Admission {
  /** Below 0: so many wait. */
  let left = burst;
  let countedAt = clock.monotonic();
  return {
    turn() {
      const now = clock.monotonic();
      left = Math.min(burst, left + ((now - countedAt) * perSecond) / SECOND);
      countedAt = now;
      const wait = Math.max(0, ((1 - left) * SECOND) / perSecond);
      if (wait > waitAtMostMs) return null;
      left -= 1;
      if (wait === 0) return Promise.resolve();
      return new Promise((resolve) => {
        clock.after(wait, resolve);
      });
    },
  };
}
