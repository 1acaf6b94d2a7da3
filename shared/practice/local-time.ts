import type { MinuteOfDay } from './branch.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from './instant.ts';

/** A day of the calendar on the wall of a place. `month` is 1-12, `weekday` 0 is Monday as in `WeeklyHours`. */
export interface LocalDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** What a 24-hour clock on the wall shows. */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The local day of an instant. Throws a RangeError when `zone` is no IANA name. */
export function localDay(instant: Instant, zone: string): LocalDay {
  return dayOfNumber(Math.floor((instant + offsetAt(instant, zone)) / DAY));
}

/** The local time of an instant. */
export function localTime(instant: Instant, zone: string): LocalTime {
  const sinceMidnight = positiveModulo(instant + offsetAt(instant, zone), DAY);
  return {
    hour: Math.floor(sinceMidnight / HOUR),
    minute: Math.floor((sinceMidnight % HOUR) / MINUTE),
    second: Math.floor((sinceMidnight % MINUTE) / SECOND),
  };
}

/** Minutes on the wall clock since it showed 00:00; on the day of a clock change not the minutes that have passed. */
export function minuteOfDay(instant: Instant, zone: string): MinuteOfDay {
  return Math.floor(positiveModulo(instant + offsetAt(instant, zone), DAY) / MINUTE);
}

/** The first instant of a local day. */
export function startOfDay(day: LocalDay, zone: string): Instant {
  return instantOfLocal(day, 0, zone);
}

/**
 * The instant at which the wall clock shows a minute of a day; 1440 is the next day's midnight. A time that the
 * spring change skips is the moment of that change, a time that the autumn change repeats is its first occurrence:
 * so a later wall time is never an earlier instant.
 */
export function instantOfLocal(day: LocalDay, minute: MinuteOfDay, zone: string): Instant {
  const wall = dayNumber(day) * DAY + minute * MINUTE;
  // No zone is a whole day from UTC, so these two offsets are those before and after any change near that wall time.
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  if (offsetAt(wall - before, zone) === before) return wall - before;
  if (offsetAt(wall - after, zone) === after) return wall - after;
  return changeBetween(wall - after, wall - before, zone);
}

/** The day `count` days later, earlier when `count` is negative. */
export function addDays(day: LocalDay, count: number): LocalDay {
  return dayOfNumber(dayNumber(day) + count);
}

/** Whole days from one day to another, negative when `to` is the earlier one. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return dayNumber(to) - dayNumber(from);
}

export function sameDay(a: LocalDay, b: LocalDay): boolean {
  return a.day === b.day && a.month === b.month && a.year === b.year;
}

/** `YYYY-MM-DD`. */
export function dayKey(day: LocalDay): string {
  return `${String(day.year).padStart(4, '0')}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`;
}

/** Days since 1970-01-01. */
function dayNumber(day: LocalDay): number {
  return Date.UTC(day.year, day.month - 1, day.day) / DAY;
}

function dayOfNumber(number: number): LocalDay {
  const date = new Date(number * DAY);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    // 1970-01-01 was a Thursday.
    weekday: positiveModulo(number + 3, 7),
  };
}

function positiveModulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** The offsets from UTC within one UTC day, in which a zone changes its clock once at most. */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
  readonly changeAt: Instant;
}

interface ZoneClock {
  readonly formatter: Intl.DateTimeFormat;
  readonly days: Map<number, DayOffsets>;
}

const zoneClocks = new Map<string, ZoneClock>();
const DAYS_CACHED = 4_000;

function zoneClock(zone: string): ZoneClock {
  let clock = zoneClocks.get(zone);
  if (!clock) {
    const formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clock = { formatter, days: new Map() };
    zoneClocks.set(zone, clock);
  }
  return clock;
}

/** Milliseconds that the wall clock of a zone is ahead of UTC. */
function offsetAt(instant: Instant, zone: string): number {
  const { days } = zoneClock(zone);
  const utcDay = Math.floor(instant / DAY);
  let offsets = days.get(utcDay);
  if (!offsets) {
    offsets = readDayOffsets(utcDay, zone);
    if (days.size >= DAYS_CACHED) days.clear();
    days.set(utcDay, offsets);
  }
  return instant < offsets.changeAt ? offsets.before : offsets.after;
}

function readDayOffsets(utcDay: number, zone: string): DayOffsets {
  const first = utcDay * DAY;
  const last = first + DAY - 1;
  const before = readOffset(first, zone);
  const after = readOffset(last, zone);
  return { before, after, changeAt: before === after ? first : changeBetween(first, last, zone) };
}

/** The first instant in (`from`, `to`] whose offset is not that of `from`, when the two ends differ. */
function changeBetween(from: Instant, to: Instant, zone: string): Instant {
  const before = readOffset(from, zone);
  let same = from;
  let changed = to;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (readOffset(middle, zone) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

function readOffset(instant: Instant, zone: string): number {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of zoneClock(zone).formatter.formatToParts(instant)) {
    if (type in wall) wall[type as keyof typeof wall] = Number(value);
  }
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return shown - Math.floor(instant / SECOND) * SECOND;
}
