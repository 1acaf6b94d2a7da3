import { type Instant, toIso } from '../practice/instant.ts';
import { addDays, dayKey, localDay, startOfDay } from '../practice/local-time.ts';

const DAY_TEXT = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The last day of who leaves at that moment, `YYYY-MM-DD`; empty for who stays. */
export function lastDayOf(leaving: string | null, zone: string): string {
  return leaving === null ? '' : dayKey(localDay(Date.parse(leaving) - 1, zone));
}

/** When somebody leaves whose last day it is: its midnight. null for a text that is no day. */
export function leavingAfter(text: string, zone: string): string | null {
  const [, year, month, day] = (DAY_TEXT.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const last = { year, month, day, weekday: 0 };
  const leaving: Instant = startOfDay(addDays(last, 1), zone);
  return lastDayOf(toIso(leaving), zone) === text ? toIso(leaving) : null;
}
