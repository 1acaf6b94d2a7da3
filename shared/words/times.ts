import { DAY, HOUR, type Instant, MINUTE } from '../practice/instant.ts';
import { daysBetween, type LocalDay, localDay, localTime } from '../practice/local-time.ts';

// Names and rules are spelled out here and not left to Intl: server and browser must write the same bytes, and en-GB
// with `hour12: true` prints midday as "0:00 pm", in some versions with a narrow no-break space.
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "5:30pm", "9am", "midday", "midnight". */
export function formatTime(instant: Instant, zone: string): string {
  const { hour, minute } = localTime(instant, zone);
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${twoDigits(minute)}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** "Tuesday 31 December 2019". */
export function formatDay(instant: Instant, zone: string): string {
  const day = localDay(instant, zone);
  return `${weekdayName(day)} ${dayAndMonth(day)} ${day.year}`;
}

/** "Tuesday". */
export function formatDayShort(instant: Instant, zone: string): string {
  return weekdayName(localDay(instant, zone));
}

/** "9am to 5pm". */
export function formatSpan(from: Instant, to: Instant, zone: string): string {
  return `${formatTime(from, zone)} to ${formatTime(to, zone)}`;
}

/**
 * What stands after "since", as short as the distance allows: "9:05am", "yesterday at 9:05am", "Monday at 9:05am"
 * up to six days back, "31 December at 9:05am", and with its year when that is another one.
 */
export function formatSince(instant: Instant, now: Instant, zone: string): string {
  const day = localDay(instant, zone);
  const today = localDay(now, zone);
  const time = formatTime(instant, zone);
  const daysAgo = daysBetween(day, today);
  if (daysAgo === 0) return time;
  if (daysAgo === 1) return `yesterday at ${time}`;
  if (daysAgo >= 2 && daysAgo <= 6) return `${weekdayName(day)} at ${time}`;
  return `${dayAndMonth(day)}${day.year === today.year ? '' : ` ${day.year}`} at ${time}`;
}

/** What stands after "opens": "at 8am today", "at 8am tomorrow", "at 8am on Monday", "at 8am on Monday 6 January". */
export function formatNextOpening(instant: Instant, now: Instant, zone: string): string {
  const day = localDay(instant, zone);
  const at = `at ${formatTime(instant, zone)}`;
  const daysAhead = daysBetween(localDay(now, zone), day);
  if (daysAhead === 0) return `${at} today`;
  if (daysAhead === 1) return `${at} tomorrow`;
  if (daysAhead >= 2 && daysAhead <= 6) return `${at} on ${weekdayName(day)}`;
  return `${at} on ${weekdayName(day)} ${dayAndMonth(day)}`;
}

/** "less than a minute ago", "12 minutes ago", "1 hour ago", "3 days ago": whole units, rounded down. `ms` of age. */
export function formatAge(ms: number): string {
  if (ms < MINUTE) return 'less than a minute ago';
  if (ms < HOUR) return ago(Math.floor(ms / MINUTE), 'minute');
  if (ms < DAY) return ago(Math.floor(ms / HOUR), 'hour');
  return ago(Math.floor(ms / DAY), 'day');
}

/** The 24-hour clock of staff screens: "10:42", with seconds "10:42:07". */
export function formatClock(instant: Instant, zone: string, options: { readonly seconds?: boolean } = {}): string {
  const { hour, minute, second } = localTime(instant, zone);
  return `${twoDigits(hour)}:${twoDigits(minute)}${options.seconds ? `:${twoDigits(second)}` : ''}`;
}

function weekdayName(day: LocalDay): string {
  return WEEKDAYS[day.weekday] ?? '';
}

function dayAndMonth(day: LocalDay): string {
  return `${day.day} ${MONTHS[day.month - 1] ?? ''}`;
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
