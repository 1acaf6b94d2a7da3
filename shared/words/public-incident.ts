import type { Instant } from '../practice/instant.ts';
import { daysBetween, localDay } from '../practice/local-time.ts';
import type { PublicBranch, PublicIncident } from '../wire/public-board.ts';
import { capitalise, listOf } from './lists.ts';
import { serviceName } from './services.ts';
import { formatSince } from './times.ts';
import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

/** More surgeries than this are counted, not named. */
const NAMED_AT_MOST = 4;

/** "Since 9:06am", once it is over "Solved at 3:10pm". */
export function incidentSince(
  { startedAt, resolvedAt }: PublicIncident,
  now: Instant,
  zone: string,
  words: PageWords = ENGLISH_PAGE,
): string {
  const at = Date.parse(resolvedAt ?? startedAt);
  const when = formatSince(at, now, zone, words);
  if (resolvedAt === null) return tell(words, 'since', { when });
  const wasYesterday = daysBetween(localDay(at, zone), localDay(now, zone)) === 1;
  return tell(words, wasYesterday ? 'solvedYesterday' : 'solvedAt', { when });
}

/** "Clayton Surgery and Yaxham Surgery", "12 surgeries"; nothing for none. */
export function whereOf(
  slugs: readonly string[],
  branches: readonly Pick<PublicBranch, 'slug' | 'name'>[],
  words: PageWords = ENGLISH_PAGE,
): string {
  if (slugs.length === 0) return '';
  const names = branches.flatMap(({ slug, name }) => (slugs.includes(slug) ? name : []));
  // A page that holds a part of the surgeries cannot name all of them.
  const isNamed = names.length === slugs.length && names.length <= NAMED_AT_MOST;
  return isNamed ? listOf(names, 'and', words) : tell(words, 'surgeries', { count: slugs.length });
}

/**
 * "At Clayton Surgery and Yaxham Surgery: medical records and prescriptions.", "At 12 surgeries: internet."; without
 * branches to name "Medical records and prescriptions."; nothing when there is nothing to say.
 */
export function incidentAbout(
  { affected, services, resolvedAt }: PublicIncident,
  branches: readonly Pick<PublicBranch, 'slug' | 'name'>[],
  words: PageWords = ENGLISH_PAGE,
): string {
  const where = branches.length === 0 || resolvedAt ? '' : whereOf(affected, branches, words);
  const what = listOf(
    services.map((service) => serviceName(service, words)),
    'and',
    words,
  );
  if (where === '') return what === '' ? '' : `${capitalise(what)}.`;
  return `${what === '' ? tell(words, 'atPlaces', { where }) : tell(words, 'atPlacesServices', { where, services: what })}.`;
}

/** "9:30am", on another day "Yesterday at 9:30am". */
export function incidentTime(at: string, now: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  return capitalise(formatSince(Date.parse(at), now, zone, words));
}
