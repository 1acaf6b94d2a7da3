import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from './clock.ts';

/** Counts what each of many does in a minute, or in another time, which begins with the first of it. */
export interface MinuteCount {
  /** Counts one more of `key`; null: it may be. Otherwise it may not, is not counted, and may be in so many seconds. */
  take(key: string): number | null;
}

interface Begun {
  readonly at: Moment;
  count: number;
}

export function createMinuteCount(clock: Pick<Clock, 'monotonic'>, most: number, lasts = MINUTE): MinuteCount {
  const begun = new Map<string, Begun>();
  let tidied: Moment = clock.monotonic();

  function tidy(now: Moment): void {
    if (now - tidied < lasts) return;
    tidied = now;
    for (const [key, { at }] of begun) if (now - at >= lasts) begun.delete(key);
  }

  return {
    take(key) {
      const now = clock.monotonic();
      tidy(now);
      const known = begun.get(key);
      if (!known || now - known.at >= lasts) {
        begun.set(key, { at: now, count: 1 });
        return null;
      }
      if (known.count >= most) return Math.ceil((known.at + lasts - now) / SECOND);
      known.count += 1;
      return null;
    },
  };
}
