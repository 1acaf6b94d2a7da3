import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from '../platform/clock.ts';

/** Lets in so many a second, and some more at once after a quiet time. */
export interface Admission {
  /**
   * Resolves when it is the next one's turn, or to false: it took too long after all. null: it would take too long, and
   * nothing was counted. One that has left by then takes no turn.
   */
  turn(hasLeft?: () => boolean): Promise<boolean> | null;
}

export interface AdmissionLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** Whoever would wait for longer is sent away. */
  readonly waitAtMostMs: number;
}

interface Waiting {
  readonly since: Moment;
  readonly hasLeft: () => boolean;
  readonly end: (isLetIn: boolean) => void;
}

/** Later than that by a stall of this process, its page is about to give up. */
const LATE_MS = 0.5 * SECOND;

/**
 * `burst` at once at most, and `perSecond` in the long run: in no second more than both together, not even after a stall of
 * this process, in which the turns of many come. Who comes too early waits a little rather than being sent away: each
 * refusal makes a page stay away for longer, and some for half a minute.
 */
export function createAdmission(clock: Clock, { perSecond, burst, waitAtMostMs }: AdmissionLimits): Admission {
  let left = burst;
  let countedAt = clock.monotonic();
  let waiting: Waiting[] = [];
  let isPumping = false;

  function count(): Moment {
    const now = clock.monotonic();
    left = Math.min(burst, left + ((now - countedAt) * perSecond) / SECOND);
    countedAt = now;
    return now;
  }

  function pump(): void {
    const now = count();
    let place = 0;
    for (; place < waiting.length && left >= 1; place += 1) {
      const one = waiting[place];
      if (!one || one.hasLeft()) continue;
      const isInTime = now - one.since <= waitAtMostMs + LATE_MS;
      if (isInTime) left -= 1;
      one.end(isInTime);
    }
    waiting = waiting.slice(place);
    isPumping = waiting.length > 0;
    if (isPumping) clock.after(((1 - left) * SECOND) / perSecond, pump);
  }

  return {
    turn(hasLeft = () => false) {
      const since = count();
      if (waiting.length === 0 && left >= 1) {
        left -= 1;
        return Promise.resolve(true);
      }
      const wait = ((waiting.length + 1 - left) * SECOND) / perSecond;
      if (wait > waitAtMostMs) return null;
      return new Promise((end) => {
        waiting.push({ since, hasLeft, end });
        if (!isPumping) clock.after(wait, pump);
        isPumping = true;
      });
    },
  };
}
