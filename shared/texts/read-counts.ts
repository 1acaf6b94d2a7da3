import { ABSENT_WORDS, FILLERS, GP_WORDS, NUMBER_WORDS, PRESENT_WORDS } from './vocabulary.ts';

export type ReadCounts =
  | { readonly kind: 'counts'; readonly available: number; readonly expected: number }
  | { readonly kind: 'no-counts'; readonly why: 'absent-counts' | 'more-than-expected' | 'bad-counts' };

const BETWEEN = new Set(['/', 'of']);

function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const named = NUMBER_WORDS.indexOf(word);
  return named === -1 ? null : named;
}

/** "4 of 8", "4/8", "four out of eight" beside a word for GPs: so many of so many are in. */
export function readCounts(words: readonly string[]): ReadCounts {
  const said = words.filter((word) => !GP_WORDS.has(word) && !PRESENT_WORDS.has(word) && !FILLERS.has(word));
  const plain = said.join(' ').replaceAll('out of', 'of').split(' ');
  if (plain.some((word) => ABSENT_WORDS.has(word))) return { kind: 'no-counts', why: 'absent-counts' };
  const [first, between, second, ...more] = plain;
  const [available, expected] = [numberOf(first), numberOf(second)];
  if (available === null || expected === null || !BETWEEN.has(between ?? '') || more.length > 0) {
    return { kind: 'no-counts', why: 'bad-counts' };
  }
  if (available > expected) return { kind: 'no-counts', why: 'more-than-expected' };
  return { kind: 'counts', available, expected };
}
