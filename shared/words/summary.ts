import type { Tally } from '../board/tally.ts';
import type { Instant } from '../practice/instant.ts';
import { ENGLISH } from './english.ts';
import { formatNextOpening } from './times.ts';
import { tell, type TextId, type Words } from './words.ts';

/** What is said of a number of surgeries: of the only one, at the first mention, and after it. */
type Saying = 'problem' | 'limited' | 'notHeard' | 'notTold' | 'notSure';

/** One count of the sentence. */
type Part = { readonly count: number } & (
  | { readonly saying: Saying }
  | { readonly id: 'problemClosed' | 'notHeardClosed' | 'closedMore' }
  | { readonly saying: 'closed' }
);

function sayPart(part: Part, { branches }: Tally, isFirst: boolean, words: Words): string {
  const { count } = part;
  if ('id' in part) return tell(words, part.id, { count });
  const { saying } = part;
  if (saying === 'closed') return tell(words, isFirst ? 'closedFirst' : 'closedThen', { count });
  if (!isFirst) return tell(words, `${saying}Then`, { count });
  return branches === 1 ? tell(words, `${saying}Alone`) : tell(words, `${saying}First`, { count });
}

function sayParts(parts: readonly Part[], tally: Tally, nounSaid: boolean, words: Words): string[] {
  return parts
    .filter(({ count }) => count > 0)
    .map((part, index) => sayPart(part, tally, !nounSaid && index === 0, words));
}

function workingPart({ working, open, branches }: Tally, words: Words): string[] {
  if (working === 0) return [];
  const someClosed = open < branches;
  if (working === open) return [tell(words, someClosed ? 'allOpenWorking' : 'allWorking', { count: open })];
  return [tell(words, someClosed ? 'someOpenWorking' : 'someWorking', { count: working, total: open })];
}

function whileOpen(tally: Tally, words: Words): string[] {
  const working = workingPart(tally, words);
  if (tally.trouble > 1 && tally.trouble === tally.branches) {
    return [tell(words, 'allProblem', { count: tally.trouble })];
  }
  const isMore = tally.troubleClosed + tally.notHeardClosed > 0;
  const parts: readonly Part[] = [
    { count: tally.trouble, saying: 'problem' },
    { count: tally.limited, saying: 'limited' },
    { count: tally.notHeard, saying: 'notHeard' },
    { count: tally.notTold, saying: 'notTold' },
    { count: tally.notSure, saying: 'notSure' },
    { count: tally.troubleClosed, id: 'problemClosed' },
    { count: tally.notHeardClosed, id: 'notHeardClosed' },
    { count: tally.closed, ...(isMore ? { id: 'closedMore' } : { saying: 'closed' }) },
  ];
  return [...working, ...sayParts(parts, tally, working.length > 0, words)];
}

function whileAllClosed(tally: Tally, now: Instant, zone: string, words: Words): string[] {
  const troubles: readonly Part[] = [
    { count: tally.troubleClosed, saying: 'problem' },
    { count: tally.notHeardClosed, saying: 'notHeard' },
  ];
  const parts = sayParts(troubles, tally, false, words);
  const isOnly = tally.branches === 1;
  const closed: TextId = !isOnly ? 'allClosed' : parts.length === 0 ? 'surgeryClosed' : 'itIsClosed';
  const opening = tally.nextOpening === null ? null : formatNextOpening(tally.nextOpening, now, zone, words);
  const opens = opening === null ? [] : [tell(words, isOnly ? 'itOpens' : 'nextOpens', { opening })];
  return [...parts, tell(words, closed), ...opens];
}

/**
 * The sentence that stands first on the page: how many of the surgeries that are open now are known to work, then the
 * troubled ones, then those nobody has heard of, then the closed ones.
 */
export function summarySentence(tally: Tally, now: Instant, zone: string, words: Words = ENGLISH): string {
  if (tally.branches === 0) return tell(words, 'noSurgeries');
  const parts = tally.open === 0 ? whileAllClosed(tally, now, zone, words) : whileOpen(tally, words);
  return parts.join(' ');
}
