import { type Instant, MINUTE } from '../practice/instant.ts';
import { localDay } from '../practice/local-time.ts';
import type { TimelineEntry } from '../wire/timeline.ts';
import { formatClock, formatDay } from './times.ts';

export const TIMELINE = {
  day: 'Only this day',
  allDays: 'All days',
  more: 'Show earlier',
  copy: 'Copy as text',
  copied: 'Copied.',
  copyHere: 'Your browser does not let this page copy. Copy it from here:',
  close: 'Close',
  loading: 'Fetching…',
  failed: 'The timeline could not be fetched.',
  retry: 'Try again',
  nothing: 'Nothing has been said of this branch yet.',
  nothingThatDay: 'Nothing was said of this branch on that day.',
  somebody: 'Somebody (name erased)',
  onBehalf: 'on behalf of the branch',
} as const;

/** "Sam Jones, on behalf of the branch". */
export function timelineWho({ by, onBehalf }: TimelineEntry): string {
  return [by ?? TIMELINE.somebody, onBehalf ? TIMELINE.onBehalf : null].filter((part) => part !== null).join(', ');
}

/** "arrived 10:55", when it came later than it was true; null otherwise. */
export function arrivedLater({ at, recordedAt }: TimelineEntry, zone: string): string | null {
  const late = Date.parse(recordedAt) - Date.parse(at);
  if (late < MINUTE) return null;
  const other =
    dayKey(Date.parse(at), zone) === dayKey(Date.parse(recordedAt), zone)
      ? ''
      : `${formatDay(Date.parse(recordedAt), zone)} `;
  return `arrived ${other}${formatClock(Date.parse(recordedAt), zone)}`;
}

/** "2019-12-31", as a date field has it. */
export function dayKey(at: Instant, zone: string): string {
  const { year, month, day } = localDay(at, zone);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

export function timelineTitle(name: string): string {
  return `Timeline of ${name}`;
}

/** The timeline for an incident review: one line a fact, newest first, each with its day. */
export function timelineText(name: string, entries: readonly TimelineEntry[], zone: string): string {
  const lines = entries.map((entry) => {
    const at = Date.parse(entry.at);
    const later = arrivedLater(entry, zone);
    const who = timelineWho(entry) + (later === null ? '' : ` (${later})`);
    return `${formatDay(at, zone)} ${formatClock(at, zone, { seconds: true })} | ${who} | ${entry.sentence}`;
  });
  return [`${timelineTitle(name)}. Times in ${zone}.`, ...lines].join('\n');
}
