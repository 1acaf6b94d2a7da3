import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

/** "A", "A and B", "A, B and C"; or with "or". */
export function listOf(
  names: readonly string[],
  conjunction: 'and' | 'or' = 'and',
  words: PageWords = ENGLISH_PAGE,
): string {
  const last = names.at(-1) ?? '';
  if (names.length <= 1) return last;
  const list = withCommas(names.slice(0, -1), words);
  return tell(words, conjunction === 'and' ? 'listAnd' : 'listOr', { list, last });
}

/** "A, B, C". */
export function withCommas(names: readonly string[], words: PageWords = ENGLISH_PAGE): string {
  return names.length === 0 ? '' : names.reduce((list, last) => tell(words, 'listComma', { list, last }));
}

/** The text with its first letter as a capital. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
