import { isBankHoliday } from './bank-holidays.ts';
import type { MinuteOfDay, Opening, WeeklyHours } from './branch.ts';
import type { Instant } from './instant.ts';
import { addDays, daysBetween, instantOfLocal, type LocalDay, localDay } from './local-time.ts';
import { exceptionOn, type OpeningRules } from './opening-rules.ts';

/** One opening of one day: `from` is included, `to` is not. */
export interface OpeningSpan {
  readonly from: Instant;
  readonly to: Instant;
}

export type ParsedHours =
  | { readonly ok: true; readonly hours: WeeklyHours }
  | { readonly ok: false; readonly fault: string };

export type ParsedOpenings =
  | { readonly ok: true; readonly openings: readonly Opening[] }
  | { readonly ok: false; readonly fault: string };

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NEVER_OPEN = 'closed';
const DAYS_AHEAD = 14;

/**
 * Reads opening hours such as `Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00`. A day that is not named is
 * closed, `closed` is a branch that never opens, `24:00` is the midnight that ends a day. The openings of a day
 * stand in order with a gap between them.
 */
export function parseOpeningHours(text: string): ParsedHours {
  const days: (readonly Opening[] | null)[] = DAY_NAMES.map(() => null);
  const tidy = tidyText(text);
  if (tidy.toLowerCase() === NEVER_OPEN) return { ok: true, hours: toWeeklyHours(days) };
  const groups = tidy.split(';').filter((group) => group.trim() !== '');
  if (groups.length === 0) return { ok: false, fault: 'opening hours are empty' };
  for (const group of groups) {
    const [dayText = '', ...openingTexts] = group.trim().split(/\s+/);
    const weekdays = parseWeekdays(dayText);
    if (weekdays === null) return { ok: false, fault: `"${dayText}" is not a day or a range such as Mon-Fri` };
    if (openingTexts.length === 0) return { ok: false, fault: `${dayText} has no opening times` };
    const day = parseRanges(openingTexts);
    if (!day.ok) return day;
    for (const weekday of weekdays) {
      if (days[weekday]) return { ok: false, fault: `${DAY_NAMES[weekday]} is given twice` };
      days[weekday] = day.openings;
    }
  }
  return { ok: true, hours: toWeeklyHours(days) };
}

/** Reads the openings of one day: `08:00-12:30 13:30-18:30`, or `closed`. */
export function parseOpenings(text: string): ParsedOpenings {
  const tidy = tidyText(text);
  if (tidy.toLowerCase() === NEVER_OPEN) return { ok: true, openings: [] };
  if (tidy === '') return { ok: false, fault: 'opening times are empty' };
  return parseRanges(tidy.split(/\s+/));
}

/** The text that `parseOpenings` reads as these openings. */
export function formatOpenings(openings: readonly Opening[]): string {
  if (openings.length === 0) return NEVER_OPEN;
  return openings.map(({ from, to }) => `${formatMinute(from)}-${formatMinute(to)}`).join(' ');
}

/** The text that `parseOpeningHours` reads as these hours: `Mon-Fri 08:00-18:30`. */
export function formatOpeningHours(hours: WeeklyHours): string {
  const groups: { readonly first: number; last: number; readonly openings: string }[] = [];
  for (const [weekday, day] of hours.entries()) {
    if (day.length === 0) continue;
    const openings = formatOpenings(day);
    const group = groups.at(-1);
    if (group?.openings === openings && group.last === weekday - 1) group.last = weekday;
    else groups.push({ first: weekday, last: weekday, openings });
  }
  if (groups.length === 0) return NEVER_OPEN;
  return groups.map(({ first, last, openings }) => `${formatWeekdays(first, last)} ${openings}`).join('; ');
}

/**
 * The openings of a local day, in order: those of its exception when it has one, else none on a bank holiday and on
 * Christmas Day, else those of its weekday.
 */
export function openingsOn(rules: OpeningRules, day: LocalDay, zone: string): readonly OpeningSpan[] {
  const spans = openingsByRule(rules, day).map(({ from, to }) => ({
    from: instantOfLocal(day, from, zone),
    to: instantOfLocal(day, to, zone),
  }));
  // An opening that lies wholly in the hour skipped in spring has no length.
  return spans.filter((span) => span.from < span.to);
}

function openingsByRule(rules: OpeningRules, day: LocalDay): readonly Opening[] {
  const exception = exceptionOn(rules, day);
  if (exception) return exception.openings;
  return isClosedAllDay(day) ? [] : (rules.weekly[day.weekday] ?? []);
}

/** What patients are told of an exception that the local day of an instant is under; null when there is nothing to tell. */
export function hoursNote(rules: OpeningRules, instant: Instant, zone: string): string | null {
  return exceptionOn(rules, localDay(instant, zone))?.note ?? null;
}

/** The opening that an instant lies in, null when the branch is closed then. */
export function openAt(rules: OpeningRules, instant: Instant, zone: string): OpeningSpan | null {
  const spans = openingsOn(rules, localDay(instant, zone), zone);
  return spans.find((span) => span.from <= instant && instant < span.to) ?? null;
}

/** When the branch next opens, strictly after an instant; null when not on that day or the 14 days after it. */
export function nextOpening(rules: OpeningRules, instant: Instant, zone: string): Instant | null {
  const today = localDay(instant, zone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const span = openingsOn(rules, addDays(today, ahead), zone).find(({ from }) => from > instant);
    if (span) return span.from;
  }
  return null;
}

/** When the branch closes for the last time on the local day of an instant, null when it does not open that day. */
export function closingOfDay(rules: OpeningRules, instant: Instant, zone: string): Instant | null {
  return openingsOn(rules, localDay(instant, zone), zone).at(-1)?.to ?? null;
}

/** Every instant in (`from`, `to`] at which the branch opens or closes, ascending and each one once. */
export function hoursBoundaries(rules: OpeningRules, from: Instant, to: Instant, zone: string): readonly Instant[] {
  const firstDay = localDay(from, zone);
  const dayCount = daysBetween(firstDay, localDay(to, zone)) + 1;
  const boundaries = new Set<Instant>();
  for (let n = 0; n < dayCount; n += 1) {
    for (const span of openingsOn(rules, addDays(firstDay, n), zone)) {
      for (const boundary of [span.from, span.to]) {
        if (from < boundary && boundary <= to) boundaries.add(boundary);
      }
    }
  }
  return [...boundaries];
}

/**
 * The contract's core hours leave out "Good Friday, Christmas Day or bank holidays" (NHS GMS Contracts Regulations
 * 2015, regulation 3). 25 December at a weekend is no bank holiday itself: its substitute day is.
 */
function isClosedAllDay(day: LocalDay): boolean {
  return isBankHoliday(day) || (day.month === 12 && day.day === 25);
}

function tidyText(text: string): string {
  return text.trim().replace(/\s*([-–,])\s*/g, '$1');
}

function parseRanges(texts: readonly string[]): ParsedOpenings {
  const openings: Opening[] = [];
  for (const text of texts) {
    const opening = parseOpening(text);
    if (opening === null) return { ok: false, fault: `"${text}" is not a time range such as 08:00-18:30` };
    const previous = openings.at(-1);
    if (previous && opening.from <= previous.to) {
      return { ok: false, fault: `${text} does not begin after the opening before it has ended` };
    }
    openings.push(opening);
  }
  return { ok: true, openings };
}

function parseWeekdays(text: string): readonly number[] | null {
  const weekdays: number[] = [];
  for (const range of text.toLowerCase().split(',')) {
    const [first, last, ...rest] = range
      .split(/[-–]/)
      .map((name) => DAY_NAMES.findIndex((d) => d.toLowerCase() === name));
    if (first === undefined || first < 0 || rest.length > 0) return null;
    const end = last ?? first;
    if (end < first) return null;
    for (let weekday = first; weekday <= end; weekday += 1) weekdays.push(weekday);
  }
  return weekdays;
}

function parseOpening(text: string): Opening | null {
  const match = /^(\d{1,2}):(\d{2})[-–](\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const from = toMinute(match[1], match[2]);
  const to = toMinute(match[3], match[4]);
  return from !== null && to !== null && from < to ? { from, to } : null;
}

function toMinute(hour: string | undefined, minute: string | undefined): MinuteOfDay | null {
  const value = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && value <= 1440 ? value : null;
}

function formatWeekdays(first: number, last: number): string {
  return first === last ? `${DAY_NAMES[first]}` : `${DAY_NAMES[first]}-${DAY_NAMES[last]}`;
}

function formatMinute(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function toWeeklyHours(days: readonly (readonly Opening[] | null)[]): WeeklyHours {
  const on = (weekday: number) => days[weekday] ?? [];
  return [on(0), on(1), on(2), on(3), on(4), on(5), on(6)];
}
