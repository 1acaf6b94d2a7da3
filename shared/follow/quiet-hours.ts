import type { Instant } from '../practice/instant.ts';
import { addDays, instantOfLocal, localDay, localTime } from '../practice/local-time.ts';

/** No phone rings for a text of ours from 9pm to 8am. */
const QUIET = { from: 21, to: 8 } as const;

/** When texts may go out again; null: they may now. */
export function quietUntil(now: Instant, zone: string): Instant | null {
  const { hour } = localTime(now, zone);
  if (hour >= QUIET.to && hour < QUIET.from) return null;
  const today = localDay(now, zone);
  return instantOfLocal(hour < QUIET.to ? today : addDays(today, 1), QUIET.to * 60, zone);
}
