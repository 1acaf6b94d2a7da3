import type { Instant } from '../practice/instant.ts';
import { addDays, dayKey, type LocalDay, localDay, startOfDay } from '../practice/local-time.ts';
import type { DaySpan } from './stretches.ts';

/** A local day as text, `2019-12-31`: in the order of time when sorted. */
export type DayKey = string;

export function keyOf(at: Instant, zone: string): DayKey {
  return dayKey(localDay(at, zone));
}

function dayOfKey(key: DayKey): LocalDay {
  return localDay(Date.parse(key), 'UTC');
}

/** So many days later, earlier when `count` is negative. */
export function daysAfter(key: DayKey, count: number): DayKey {
  return dayKey(addDays(dayOfKey(key), count));
}

export function spanOf(key: DayKey, zone: string): DaySpan {
  return { begin: startOfDay(dayOfKey(key), zone), end: startOfDay(dayOfKey(daysAfter(key, 1)), zone) };
}
