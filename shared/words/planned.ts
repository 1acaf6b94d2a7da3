import type { Instant } from '../practice/instant.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import type { PublicBranch, PublicPlanned } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { whereOf } from './public-incident.ts';
import { serviceName } from './services.ts';
import { formatDay, formatSpan, formatTimeOnDay } from './times.ts';
import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

/** What the calendar of planned work is called. */
export const PLANNED_CALENDAR = 'Planned work at our surgeries';

/** "Thursday 2 January 2020, 7am to 9am"; over several days "11pm on Thursday 2 January 2020 to 6am on Friday …". */
export function plannedWhen(
  { from, to }: Pick<PublicPlanned, 'from' | 'to'>,
  zone: string,
  words: PageWords = ENGLISH_PAGE,
): string {
  const [begin, end]: readonly [Instant, Instant] = [Date.parse(from), Date.parse(to)];
  if (sameDay(localDay(begin, zone), localDay(end, zone))) {
    const day = formatDay(begin, zone, words);
    return tell(words, 'plannedSameDay', { day, span: formatSpan(begin, end, zone, words) });
  }
  const withDay = (at: Instant) => formatTimeOnDay(at, zone, words);
  return tell(words, 'span', { from: withDay(begin), to: withDay(end) });
}

/** "At Clayton Surgery and Yaxham Surgery. This may not work: medical records."; null: not where. */
export function plannedAbout(
  { branches, services }: Pick<PublicPlanned, 'branches' | 'services'>,
  known: readonly Pick<PublicBranch, 'slug' | 'name'>[] | null,
  words: PageWords = ENGLISH_PAGE,
): string {
  const where = known === null ? '' : whereOf(branches, known, words);
  const names = services.map((service) => serviceName(service, words));
  return [
    ...(where === '' ? [] : [`${tell(words, 'atPlaces', { where })}.`]),
    ...(names.length === 0 ? [] : [tell(words, 'mayNotWork', { services: listOf(names, 'and', words) })]),
  ].join(' ');
}
