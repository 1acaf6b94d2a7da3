import type { Instant } from '../practice/instant.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import type { PublicBranch, PublicPlanned } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { whereOf } from './public-incident.ts';
import { serviceName } from './services.ts';
import { formatDay, formatSpan, formatTime } from './times.ts';

export const PLANNED = {
  heading: 'Planned work',
  underWay: 'Going on now.',
  calendar: 'Planned work at our surgeries',
} as const;

/** "Thursday 2 January 2020, 7am to 9am"; over several days "11pm on Thursday 2 January 2020 to 6am on Friday …". */
export function plannedWhen({ from, to }: Pick<PublicPlanned, 'from' | 'to'>, zone: string): string {
  const [begin, end]: readonly [Instant, Instant] = [Date.parse(from), Date.parse(to)];
  if (sameDay(localDay(begin, zone), localDay(end, zone))) {
    return `${formatDay(begin, zone)}, ${formatSpan(begin, end, zone)}`;
  }
  const withDay = (at: Instant) => `${formatTime(at, zone)} on ${formatDay(at, zone)}`;
  return `${withDay(begin)} to ${withDay(end)}`;
}

/** "At Clayton Surgery and Yaxham Surgery. This may not work: medical records."; null: not where. */
export function plannedAbout(
  { branches, services }: Pick<PublicPlanned, 'branches' | 'services'>,
  known: readonly Pick<PublicBranch, 'slug' | 'name'>[] | null,
): string {
  const where = known === null ? '' : whereOf(branches, known);
  const what = services.length === 0 ? '' : ` This may not work: ${listOf(services.map(serviceName))}.`;
  return where === '' ? what.trim() : `At ${where}.${what}`;
}
