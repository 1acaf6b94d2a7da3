import type { DayMark } from '../history/branch-day.ts';
import type { Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import type { PublicDay, PublicSpell } from '../wire/history.ts';
import type { Reason } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { plannedWhen } from './planned.ts';
import { serviceName } from './services.ts';
import { formatDay, formatSpan, formatTime } from './times.ts';

/** What a surgery's page says of the days that are over. */
export const HISTORY = {
  heading: 'The last 90 days',
  older: 'Earlier days',
  counted: [
    'We call a day normal when we know of no problem on it.',
    'We must also know how things were for at least half of the time.',
    'Today is not counted yet.',
  ],
  noDays: 'This surgery is new here. There are no days to tell of yet.',
  unknownMark: 'Not known, or we did not hear from it',
  planned: 'Planned work',
  plannedAlone: 'Planned work, and no problem that we know of',
  plannedWhileClosed: 'Planned work while it was closed',
} as const;

export const NOT_KNOWN_YET = 'We do not know this yet. Try again in a few minutes.';

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
function durationWords(minutes: number): string {
  const count = (number: number, unit: string) => (number === 0 ? [] : [`${number} ${unit}${number === 1 ? '' : 's'}`]);
  const parts = [...count(Math.floor(minutes / 60), 'hour'), ...count(minutes % 60, 'minute')];
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

function hoursOf({ from, to, goesBack, goesOn }: PublicSpell, zone: string): string {
  const [begin, end]: readonly [Instant, Instant] = [Date.parse(from), Date.parse(to)];
  if (goesBack && goesOn) return 'All day, and on the days before and after';
  if (goesBack) return `Until ${formatTime(end, zone)}, since the day before`;
  if (goesOn) return `From ${formatTime(begin, zone)}, and on into the next day`;
  const [first, last] = [formatTime(begin, zone), formatTime(end, zone)];
  return first === last ? `At ${first}, for a moment` : `${first} to ${last}`;
}

/** "9:05am to 3:10pm", "From 4pm, and on into the next day", "8pm to 9pm, while it was closed". */
export function spellWhen(spell: PublicSpell, zone: string): string {
  return `${hoursOf(spell, zone)}${spell.wasOpen ? '' : ', while it was closed'}`;
}

/** "Planned work: New phones are put in. 1pm to 2pm." */
export function plannedLine({ title, from, to }: PublicDay['planned'][number], zone: string): string {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const isOneDay = sameDay(localDay(begin, zone), localDay(end, zone));
  return `${HISTORY.planned}: ${title}. ${isOneDay ? formatSpan(begin, end, zone) : plannedWhen({ from, to }, zone)}.`;
}

/** "Tuesday 31 December 2019". */
function dayWords(day: string): string {
  return formatDay(Date.parse(day), 'UTC');
}

/** "Monday 30 December 2019 to Friday 3 January 2020". */
export function daysWords(first: string, last: string): string {
  return first === last ? dayWords(first) : `${dayWords(first)} to ${dayWords(last)}`;
}

/** "And 3 more times." */
export function moreTimes(count: number): string {
  return `And ${count} more ${count === 1 ? 'time' : 'times'}.`;
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
  /** Whether it was open in some of that trouble. */
  readonly wasOpen: boolean;
}

export function countDays(all: readonly PublicDay[]): HistoryCounts {
  const by = { normal: 0, limited: 0, degraded: 0, 'not-heard': 0, unknown: 0, closed: 0 };
  let [open, troubleMinutes] = [0, 0];
  for (const day of all) {
    by[day.state] += 1;
    if (Object.values(day.open).some((minutes) => minutes > 0)) open += 1;
    troubleMinutes += day.open.degraded;
  }
  const wasOpen = all.some(({ spells }) => spells.some((spell) => spell.state === 'degraded' && spell.wasOpen));
  return { days: all.length, open, by, troubleMinutes, wasOpen };
}

function openSentence(all: number, open: number): string {
  if (all === 1) return `On the last day this surgery was ${open === 1 ? 'open' : 'closed'}.`;
  return `In the last ${days(all)} this surgery was open on ${days(open)}.`;
}

function normalSentence(normal: number, open: number): string | null {
  if (normal === 0) return null;
  if (open === 1) return 'It worked normally.';
  return `It worked normally on ${normal === open ? 'all of them' : `${normal} of them`}.`;
}

/** All of it in a few sentences. */
export function historySentence({ days: all, open, by, troubleMinutes, wasOpen }: HistoryCounts): string {
  if (all === 0) return HISTORY.noDays;
  const problem = wasOpen ? `for ${durationWords(troubleMinutes)} of its opening hours in all` : 'while it was closed';
  const parts = [
    openSentence(all, open),
    normalSentence(by.normal, open),
    by.degraded === 0 ? null : `It had a problem on ${days(by.degraded)}, ${problem}.`,
    by['not-heard'] === 0 ? null : `We did not hear from it on ${days(by['not-heard'])}.`,
    by.limited === 0 ? null : `It had a limited service on ${days(by.limited)}.`,
    by.unknown === 0 ? null : `We do not know how it was on ${days(by.unknown)}.`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}
