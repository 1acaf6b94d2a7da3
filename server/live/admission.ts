import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';

/** Lets in so many a second, and some more at once after a quiet time. */
export interface Admission {
  /** Whether one more may come now; it is counted when it may. */
  admits(): boolean;
}

/** `burst` at once at most, and `perSecond` in the long run: in no second more than both together. */
export function createAdmission(clock: Clock, { perSecond, burst }: { perSecond: number; burst: number }): Admission {
  let left = burst;
  let countedAt = clock.monotonic();
  return {
    admits() {
      const now = clock.monotonic();
      left = Math.min(burst, left + ((now - countedAt) * perSecond) / SECOND);
      countedAt = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
