import type { Instant } from '../practice/instant.ts';
import type { PublicBranch, StateCounts } from '../wire/public-board.ts';
import { NAMES, PAGE } from './languages/en.ts';
import { capitalise, withCommas } from './lists.ts';
import { formatAge, formatMoment, formatNextOpening, formatSince, formatTime } from './times.ts';
import { ENGLISH_PAGE, type PageWords, pick, tell } from './words.ts';

/** What each mark means, in the order of the legend. */
export const MARK_WORDS = {
  normal: NAMES.normal,
  limited: NAMES.limited,
  degraded: NAMES.degraded,
  closed: NAMES.closed,
  unknown: NAMES.unknown,
} as const;
export type MarkName = keyof typeof MARK_WORDS;

/** What a surgery is that fell silent, where its mark alone would say too little. */
export const NOT_HEARD = NAMES.notHeard;

export const SERVICE_WORDS = {
  working: NAMES.isWorking,
  degraded: NAMES.isPartly,
  down: NAMES.isDown,
  unknown: NAMES.isUnknown,
} as const;

/** Silence alone: nobody said that anything is broken, so nothing is drawn as broken. */
export function isSilent({ state, reasons }: Pick<PublicBranch, 'state' | 'reasons'>): boolean {
  return state === 'degraded' && reasons.join() === 'not-heard';
}

/** A sentence as a heading: without its full stop, unless more sentences stand before it. */
export function asHeading(sentence: string): string {
  return /[.?!۔।] /.test(sentence) ? sentence : sentence.replace(/[.۔।]$/, '');
}

/** "Checked at 10:42am". */
export function checkedLine(checkedAt: Instant, now: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  return tell(words, 'checked', { when: formatMoment(checkedAt, now, zone, words) });
}

/** When a page was last proved right, and whether it may say how long ago that is. */
interface Checked {
  readonly checkedAt: Instant;
  readonly now: Instant;
  readonly clockRuns: boolean;
}

/** "Not live. Last checked 10:42am (7 minutes ago)". */
export function notLiveLine({ checkedAt, now, clockRuns }: Checked, zone: string, words: PageWords): string {
  const age = clockRuns ? ` (${formatAge(now - checkedAt, words)})` : '';
  return tell(words, 'notLive', { when: formatSince(checkedAt, now, zone, words) }) + age;
}

/** What stands over everything else once a page is too old to be trusted. */
export function oldPageLine({ checkedAt, now, clockRuns }: Checked, zone: string, words: PageWords): string {
  const when = formatMoment(checkedAt, now, zone, words);
  if (!clockRuns) return tell(words, 'oldPage', { when });
  return tell(words, 'oldPageAge', { when, age: formatAge(now - checkedAt, words) });
}

/** "What we knew at 10:35am": stands over a summary that may no longer be true. */
export function knownAt(checkedAt: Instant, now: Instant, zone: string, words: PageWords = ENGLISH_PAGE): string {
  return tell(words, 'knownAt', { when: formatMoment(checkedAt, now, zone, words) });
}

/** "Since 9:05am", for a silent surgery "Last heard 10:32am"; null when nobody knows. */
export function sinceLine(
  branch: PublicBranch,
  now: Instant,
  zone: string,
  words: PageWords = ENGLISH_PAGE,
): { text: string; at: Instant } | null {
  const stamp = isSilent(branch) ? branch.heardAt : branch.changedAt;
  if (stamp === null) return null;
  const at = Date.parse(stamp);
  const when = formatSince(at, now, zone, words);
  return { text: tell(words, isSilent(branch) ? 'lastHeardAt' : 'since', { when }), at };
}

/**
 * "Open until 6:30pm", "By phone only until 6:30pm", "Closed, opens at 8am tomorrow"; on a day out of the ordinary
 * "Closed today: staff training. Opens at 8am tomorrow".
 */
export function openLine(
  { open, access, reasons }: PublicBranch,
  now: Instant,
  zone: string,
  words: PageWords = ENGLISH_PAGE,
): string {
  if (reasons.includes('closed-by-report')) return tell(words, 'doorsClosedToday');
  if (!open.now) {
    const opening = open.next === null ? null : formatNextOpening(Date.parse(open.next), now, zone, words);
    const isOver = !open.today.some(({ from }) => Date.parse(from) > now);
    if (open.why === null || !isOver) {
      return opening === null ? pick(words, 'closed') : tell(words, 'closedOpens', { opening });
    }
    const closed = closedFor(open, words);
    return opening === null ? closed : `${closed}. ${tell(words, 'opens', { opening })}`;
  }
  const span = open.today.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const byPhone = access === 'phone-only';
  if (!span) return tell(words, byPhone ? 'phoneOnlyStill' : 'openStill');
  return tell(words, byPhone ? 'phoneOnlyUntil' : 'openUntil', { time: formatTime(Date.parse(span.to), zone, words) });
}

/** "Closed today: staff training"; "Closed: staff training" once the openings of a short day are over. */
export function closedFor({ today, why }: PublicBranch['open'], words: PageWords): string {
  const isAllDay = today.length === 0;
  if (why === null) return isAllDay ? tell(words, 'closedToday') : pick(words, 'closed');
  return tell(words, isAllDay ? 'closedTodayWhy' : 'closedWhy', { why: asAside(why) });
}

/** Words that keep their capital wherever they stand. */
const PROPER =
  /^(?:Christmas|Boxing|Easter|Good|New|May|King|Queen|Royal|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;

/** A note within a sentence: "staff training", but "Christmas Eve" and "NHS training" as they are. */
export function asAside(note: string): string {
  const text = note.replace(/\.$/, '');
  return PROPER.test(text) || !/^[A-Z](?:[a-z]| )/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** "Medical records, prescriptions". */
export function servicesLine(services: readonly string[], words: PageWords = ENGLISH_PAGE): string {
  return capitalise(withCommas(services, words));
}

/** Said beside a number that nobody would answer. */
export const PHONES_DOWN = PAGE.phonesDown;

/** "2 surgeries have a problem" of those in trouble, by what sort of trouble that is. */
export function troubledHeading(
  { degraded, notHeard, limited }: Pick<StateCounts, 'degraded' | 'notHeard' | 'limited'>,
  words: PageWords,
): string {
  const count = degraded + notHeard + limited;
  if (degraded === count) return tell(words, 'headingProblem', { count });
  if (notHeard === count) return tell(words, 'headingNotHeard', { count });
  return tell(words, limited === count ? 'headingLimited' : 'headingUnusual', { count });
}

export function foundLine(count: number, query: string, words: PageWords): string {
  return count === 0 ? tell(words, 'noneFound', { query }) : tell(words, 'found', { count });
}
