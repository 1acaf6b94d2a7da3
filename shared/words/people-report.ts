import { lastDayOf } from '../people/last-day.ts';
import type { Move, RightsAtATime } from '../people/movers.ts';
import type { Instant } from '../practice/instant.ts';
import { dayKey, localDay } from '../practice/local-time.ts';
import { ROLE_NAMES } from './staff-people.ts';
import { formatClock } from './times.ts';

/** Of the report of who came, moved and went. */
export const PEOPLE_REPORT = {
  title: 'Joiners, movers and leavers',
  from: 'From',
  to: 'To',
  hint: 'Both days count. Leave a day empty for no limit.',
  download: 'Download as CSV',
  dayWrong: 'must be a day, such as 2026-03-31.',
  onTheServer: 'Whoever runs the server',
} as const;

export const PEOPLE_REPORT_HEADS = [
  'When',
  'What',
  'Name',
  'Role before',
  'Branches before',
  'Role after',
  'Branches after',
  'Last day',
  'By',
] as const;

const KINDS: { readonly [K in Move['kind']]: string } = {
  invited: 'Let in',
  'set-up': 'Set up their account',
  changed: 'Changed',
  left: 'Left: the last day was over',
  removed: 'Removed',
};

function branchesIn(rights: RightsAtATime | null, nameOf: (slug: string) => string): string {
  if (rights === null) return '';
  return rights.role === 'lead' ? rights.branches.map(nameOf).join(', ') : 'All';
}

function whenWords(at: Instant, zone: string): string {
  return `${dayKey(localDay(at, zone))} ${formatClock(at, zone)}`;
}

/** One line of the report, in the order of its heads. */
export function reportLine(
  { at, kind, name, by, before, after }: Move,
  zone: string,
  nameOf: (slug: string) => string,
): readonly string[] {
  return [
    whenWords(at, zone),
    KINDS[kind],
    name,
    before ? ROLE_NAMES[before.role] : '',
    branchesIn(before, nameOf),
    after ? ROLE_NAMES[after.role] : '',
    branchesIn(after, nameOf),
    lastDayOf((after ?? before)?.leaving ?? null, zone),
    by,
  ];
}
