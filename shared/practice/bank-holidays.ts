import { ENGLAND_AND_WALES } from './bank-holidays-data.ts';
import type { Instant } from './instant.ts';
import { dayKey, type LocalDay, localDay } from './local-time.ts';

const titles = new Map(ENGLAND_AND_WALES.events.map((event) => [event.date, event.title]));
const lastYear = Math.max(...ENGLAND_AND_WALES.events.map((event) => Number(event.date.slice(0, 4))));
const MONTHS_OF_WARNING = 6;

/** Is a day a bank holiday in England. 24 and 31 December are none. Days after `bankHolidaysKnownUntil` never are. */
export function isBankHoliday(day: LocalDay): boolean {
  return titles.has(dayKey(day));
}

/** What gov.uk calls the bank holiday of a day, null on all other days. */
export function bankHolidayName(day: LocalDay): string | null {
  return titles.get(dayKey(day)) ?? null;
}

/** The last day for which bank holidays are known: they are published by whole years. */
export function bankHolidaysKnownUntil(): LocalDay {
  return localDay(Date.UTC(lastYear, 11, 31), 'UTC');
}

/** Are bank holidays known for less than six months more, so that staff should be warned. */
export function bankHolidaysRunOutSoon(now: Instant, zone: string): boolean {
  const today = localDay(now, zone);
  // The list ends with a December, so a whole number of months is left after the month of today.
  const monthsLeft = (lastYear - today.year) * 12 + 12 - today.month;
  return monthsLeft < MONTHS_OF_WARNING;
}
