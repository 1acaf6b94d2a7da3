import type { MinuteOfDay, Opening, WeeklyHours } from '../practice/branch.ts';
import { parseOpeningHours, parseOpenings } from '../practice/opening-hours.ts';
import type { HoursExceptionBody } from '../wire/practice.ts';
import { listOf } from './lists.ts';
import { MONTHS, WEEKDAYS } from './times.ts';

/** What was read of a text about hours: in plain words, or why it cannot be read. */
export type HoursReading =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly fault: string };

const NOON = 720;
const DAY_ENDS = 1440;

function minuteWords(minute: MinuteOfDay): string {
  if (minute % DAY_ENDS === 0) return 'midnight';
  if (minute === NOON) return 'midday';
  const hour = Math.floor(minute / 60);
  const minutes = minute % 60 === 0 ? '' : `:${String(minute % 60).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${minute < NOON ? 'am' : 'pm'}`;
}

/** "8am to midday and 1:30pm to 6:30pm", "closed". */
function openingsWords(openings: readonly Opening[]): string {
  if (openings.length === 0) return 'closed';
  return listOf(openings.map(({ from, to }) => `${minuteWords(from)} to ${minuteWords(to)}`));
}

/** "Monday to Friday", "Saturday and Sunday", "Wednesday". */
function daysWords(first: number, last: number): string {
  const [from = '', to = ''] = [WEEKDAYS[first], WEEKDAYS[last]];
  if (first === last) return from;
  return last === first + 1 ? `${from} and ${to}` : `${from} to ${to}`;
}

function weekLines(hours: WeeklyHours): readonly string[] {
  const words = hours.map(openingsWords);
  const lines: string[] = [];
  let first = 0;
  for (const [day, said] of words.entries()) {
    if (words[day + 1] === said) continue;
    lines.push(`${daysWords(first, day)}: ${said}`);
    first = day + 1;
  }
  return lines;
}

/** The hours of a week, read back: "Monday to Friday: 8am to 6:30pm", "Saturday and Sunday: closed". */
export function readWeek(text: string): HoursReading {
  const read = parseOpeningHours(text);
  return read.ok ? { ok: true, lines: weekLines(read.hours) } : { ok: false, fault: `${read.fault}.` };
}

/** The hours of one day, read back. */
export function readDay(text: string): HoursReading {
  const read = parseOpenings(text);
  return read.ok ? { ok: true, lines: [openingsWords(read.openings)] } : { ok: false, fault: `${read.fault}.` };
}

/** "Thursday 24 December 2026"; what is no day is given back. */
export function dateWords(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  const weekday = WEEKDAYS[(day.getUTCDay() + 6) % 7];
  return `${weekday} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** "Thursday 24 December 2026: 8am to midday (Christmas Eve)". */
export function exceptionWords({ date, hours, note }: HoursExceptionBody): string {
  const read = readDay(hours);
  return `${dateWords(date)}: ${read.ok ? read.lines.join(' ') : hours}${note === null ? '' : ` (${note})`}`;
}
