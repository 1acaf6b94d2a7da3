import { DAY, HOUR, type Instant, MINUTE } from '../practice/instant.ts';
import { daysBetween, type LocalDay, localDay, localTime } from '../practice/local-time.ts';
import { PAGE } from './languages/en.ts';
import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

export const WEEKDAYS = PAGE.weekdays;
export const MONTHS = PAGE.months;

// Names and rules are spelled out in our words and not left to Intl: server and browser must write the same bytes, and
// en-GB with `hour12: true` prints midday as "0:00 pm", in some versions with a narrow no-break space.

/** "5:30pm", "9am", "midday", "midnight"; by a clock of 24 hours "17:30". */
export function formatTime(instant: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  const { hour, minute } = localTime(instant, zone);
  if (words.clock24) return `${twoDigits(hour)}:${twoDigits(minute)}`;
  if (minute === 0 && hour === 0) return tell(words, 'midnight');
  if (minute === 0 && hour === 12) return tell(words, 'midday');
  const minutes = minute === 0 ? '' : `:${twoDigits(minute)}`;
  return tell(words, hour < 12 ? 'am' : 'pm', { time: `${hour % 12 || 12}${minutes}` });
}

/** "Tuesday 31 December 2019". */
export function formatDay(instant: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  const day = localDay(instant, zone);
  const weekday = tell(words, 'weekdays', { index: day.weekday });
  return tell(words, 'fullDay', { weekday, day: day.day, month: monthName(day, words), year: day.year });
}

/** "Tuesday". */
export function formatDayShort(instant: Instant, zone: string): string {
  return WEEKDAYS[localDay(instant, zone).weekday] ?? '';
}

/** "9am to 5pm". */
export function formatSpan(from: Instant, to: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  return tell(words, 'span', { from: formatTime(from, zone, words), to: formatTime(to, zone, words) });
}

/** "9:05am on Tuesday 31 December 2019". */
export function formatTimeOnDay(instant: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  return tell(words, 'timeOnDay', { time: formatTime(instant, zone, words), day: formatDay(instant, zone, words) });
}

/**
 * What stands after "since", as short as the distance allows: "9:05am", "yesterday at 9:05am", "Monday at 9:05am"
 * up to six days back, "31 December at 9:05am", and with its year when that is another one.
 */
export function formatSince(instant: Instant, now: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  const day = localDay(instant, zone);
  const today = localDay(now, zone);
  const time = formatTime(instant, zone, words);
  const daysAgo = daysBetween(day, today);
  if (daysAgo === 0) return tell(words, 'whenToday', { time });
  if (daysAgo === 1) return tell(words, 'whenYesterday', { time });
  if (daysAgo >= 2 && daysAgo <= 6) return tell(words, 'whenWeekday', { time, weekday: onWeekday(day, words) });
  const month = monthName(day, words);
  return day.year === today.year
    ? tell(words, 'whenDate', { time, day: day.day, month })
    : tell(words, 'whenYear', { time, day: day.day, month, year: day.year });
}

/** "at 10:42am", "yesterday at 9am", "on Monday at 9am". */
export function formatMoment(instant: Instant, now: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  const daysAgo = daysBetween(localDay(instant, zone), localDay(now, zone));
  if (daysAgo === 0) return tell(words, 'momentToday', { time: formatTime(instant, zone, words) });
  const when = formatSince(instant, now, zone, words);
  return daysAgo === 1 ? when : tell(words, 'momentDay', { when });
}

/** What stands after "opens": "at 8am today", "at 8am tomorrow", "at 8am on Monday", "at 8am on Monday 6 January". */
export function formatNextOpening(
  instant: Instant,
  now: Instant,
  zone: string,
  words: PageWords = ENGLISH_PAGE,
): string {
  const day = localDay(instant, zone);
  const time = formatTime(instant, zone, words);
  const daysAhead = daysBetween(localDay(now, zone), day);
  if (daysAhead === 0) return tell(words, 'openingToday', { time });
  if (daysAhead === 1) return tell(words, 'openingTomorrow', { time });
  const weekday = onWeekday(day, words);
  if (daysAhead >= 2 && daysAhead <= 6) return tell(words, 'openingWeekday', { time, weekday });
  return tell(words, 'openingDate', { time, weekday, day: day.day, month: monthName(day, words) });
}

/** "less than a minute ago", "12 minutes ago", "1 hour ago", "3 days ago": whole units, rounded down. `ms` of age. */
export function formatAge(ms: number, words: PageWords = ENGLISH_PAGE): string {
  if (ms < MINUTE) return tell(words, 'ageMoment');
  if (ms < HOUR) return tell(words, 'ageMinutes', { count: Math.floor(ms / MINUTE) });
  if (ms < DAY) return tell(words, 'ageHours', { count: Math.floor(ms / HOUR) });
  return tell(words, 'ageDays', { count: Math.floor(ms / DAY) });
}

/** The 24-hour clock of staff screens: "10:42", with seconds "10:42:07". */
export function formatClock(instant: Instant, zone: string, options: { readonly seconds?: boolean } = {}): string {
  const { hour, minute, second } = localTime(instant, zone);
  return `${twoDigits(hour)}:${twoDigits(minute)}${options.seconds ? `:${twoDigits(second)}` : ''}`;
}

function onWeekday(day: LocalDay, words: PageWords): string {
  return tell(words, 'onWeekdays', { index: day.weekday });
}

function monthName({ month }: LocalDay, words: PageWords): string {
  return tell(words, 'months', { index: month - 1 });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
