import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from '../platform/clock.ts';

/** Lets so many through a minute, in the order they came, and as many at once as come in a second. */
export interface Pace {
  /** Resolves when it is the turn of who asks: at once when nobody is waited for any more. */
  turn(stopping: AbortSignal): Promise<void>;
}

export function createPace(clock: Clock, perMinute: number): Pace {
  const apart = MINUTE / perMinute;
  let next: Moment = Number.NEGATIVE_INFINITY;
  return {
    async turn(stopping) {
      const now = clock.monotonic();
      next = Math.max(next + apart, now - SECOND);
      const wait = next - now;
      if (wait <= 0 || stopping.aborted) return;
      await new Promise<void>((resolve) => {
        const end = () => {
          cancel();
          stopping.removeEventListener('abort', end);
          resolve();
        };
        const cancel = clock.after(wait, end);
        stopping.addEventListener('abort', end, { once: true });
      });
    },
  };
}
