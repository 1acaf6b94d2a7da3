import type { DayMark } from '../history/branch-day.ts';
import type { Service } from '../facts/fact.ts';
import type { PublicDay } from '../wire/history.ts';
import type { Reason } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { serviceName } from './services.ts';

export const NOT_KNOWN_YET = 'We do not know this yet. Try again in a few minutes.';
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
export function historySentence({ days: all, open, by, troubleMinutes }: HistoryCounts): string {
  if (all === 0) return 'This surgery is new here. There are no days to tell of yet.';
  const problem =
    troubleMinutes === 0 ? 'while it was closed' : `for ${durationWords(troubleMinutes)} of its opening hours in all`;
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
