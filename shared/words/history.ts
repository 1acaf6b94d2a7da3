import type { DayMark } from '../history/branch-day.ts';
import type { Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { PublicDay, PublicSpell } from '../wire/history.ts';
import type { Reason } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { serviceName } from './services.ts';
import { formatDay, formatSpan, formatTime } from './times.ts';

/** What a surgery's page says of the days that are over. */
export const HISTORY = {
  heading: 'The last 90 days',
  dayByDay: 'Days with something to tell',
  older: 'Earlier days',
  counted:
    'We call a day normal when we know of no problem on it. We must also know how the surgery was for at least half of the time it was open.',
  today: 'Today is not in this list.',
  nothing: 'There was nothing to tell of on these days.',
  notKnownYet: 'We do not know this yet. Try again in a few minutes.',
  noDays: 'This surgery is new here. There are no days to tell of yet.',
  planned: 'Planned work',
} as const;

/** How a day was, in a few words. */
export const DAY_WORDS: { readonly [M in DayMark]: string } = {
  normal: 'Worked normally',
  limited: 'Limited service',
  degraded: 'Had a problem',
  'not-heard': 'We did not hear from it',
  unknown: 'Not known',
  closed: 'Closed',
};

const REASON_SENTENCES: { readonly [R in Reason]?: string } = {
  intermittent: 'The internet kept going on and off.',
  'not-heard': 'We did not hear from this surgery.',
  'no-gps': 'No GPs were in.',
  'gps-under-half': 'There were far fewer GPs than usual.',
  'phone-only': 'The surgery took phone calls only.',
  'closed-by-report': 'The doors were closed.',
  'few-gps': 'There were fewer GPs than usual.',
  'fewer-gps': 'There were fewer GPs than usual.',
};

function serviceSentence(services: readonly Service[]): string | null {
  if (services.length === 0) return null;
  const names = services.map((service) => (service === 'internet' ? 'the internet' : serviceName(service)));
  return `There were problems with ${listOf(names)}.`;
}

/** What was wrong, as far as patients were told. */
export function spellSentence(reasons: readonly Reason[], services: readonly Service[]): string {
  const comesAndGoes = reasons.includes('intermittent');
  const shown = comesAndGoes ? services.filter((service) => service !== 'internet') : services;
  const parts = [serviceSentence(shown), ...reasons.map((reason) => REASON_SENTENCES[reason] ?? null)];
  const said = [...new Set(parts.filter((part) => part !== null))];
  return said.length > 0 ? said.join(' ') : 'A wider problem affected this surgery.';
}

/** "6 hours 20 minutes", "1 hour", "45 minutes", "less than a minute". */
export function durationWords(minutes: number): string {
  const count = (number: number, unit: string) => (number === 0 ? [] : [`${number} ${unit}${number === 1 ? '' : 's'}`]);
  const parts = [...count(Math.floor(minutes / 60), 'hour'), ...count(minutes % 60, 'minute')];
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

/** "9:05am to 3:10pm", "From 4pm, and on into the next day", "All day". */
export function spellWhen(spell: Pick<PublicSpell, 'from' | 'to' | 'goesBack' | 'goesOn'>, zone: string): string {
  const [from, to]: readonly [Instant, Instant] = [Date.parse(spell.from), Date.parse(spell.to)];
  if (spell.goesBack && spell.goesOn) return 'All day, as on the day before';
  if (spell.goesBack) return `Until ${formatTime(to, zone)}, from the day before`;
  if (spell.goesOn) return `From ${formatTime(from, zone)}, and on into the next day`;
  const [begin, end] = [formatTime(from, zone), formatTime(to, zone)];
  return begin === end ? `At ${begin}, for a moment` : formatSpan(from, to, zone);
}

/** "Tuesday 31 December 2019". */
export function dayWords(day: string): string {
  return formatDay(Date.parse(day), 'UTC');
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

/** How often a surgery was how, and for how long it had problems while it was open. */
export interface HistoryCounts {
  readonly days: number;
  readonly open: number;
  readonly by: { readonly [M in DayMark]: number };
  readonly troubleMinutes: number;
}

export function countDays(all: readonly PublicDay[]): HistoryCounts {
  const by = { normal: 0, limited: 0, degraded: 0, 'not-heard': 0, unknown: 0, closed: 0 };
  let [open, troubleMinutes] = [0, 0];
  for (const day of all) {
    by[day.state] += 1;
    if (Object.values(day.open).some((minutes) => minutes > 0)) open += 1;
    troubleMinutes += day.open.degraded;
  }
  return { days: all.length, open, by, troubleMinutes };
}

/** All of it in a few sentences. */
export function historySentence({ days: all, open, by, troubleMinutes }: HistoryCounts): string {
  if (all === 0) return HISTORY.noDays;
  const problem =
    troubleMinutes === 0 ? 'while it was closed' : `for ${durationWords(troubleMinutes)} of its opening hours in all`;
  const parts = [
    `In the last ${days(all)} this surgery was open on ${days(open)}.`,
    open === 0 ? null : `It worked normally on ${by.normal === open && open > 1 ? 'all of them' : by.normal} .`,
    by.degraded === 0 ? null : `It had a problem on ${days(by.degraded)}, ${problem}.`,
    by['not-heard'] === 0 ? null : `We did not hear from it on ${days(by['not-heard'])}.`,
    by.limited === 0 ? null : `It had a limited service on ${days(by.limited)}.`,
    by.unknown === 0 ? null : `We do not know how it was on ${days(by.unknown)}.`,
  ];
  return parts
    .filter((part) => part !== null)
    .join(' ')
    .replace(' .', '.');
}
