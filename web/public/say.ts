import { type PageWords, type PlainId, tell } from '../../shared/words/words.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { NAMES, PAGE } from '../../shared/words/languages/en.ts';
import type { Saying, Shown, Tongue } from './tongue.ts';

/** What of a page's view says in which language it is. */
export interface Speaking {
  readonly tongue: Tongue;
}

const asItIs = (text: string): Shown => text;

/**
 * Says something in the page's language, and the English beside a translation that nobody has checked. What is the same
 * in both, as names and what staff wrote, is marked as English.
 */
export function say({ tongue }: Speaking, saying: Saying, as = asItIs): Shown {
  const { words, told, show } = tongue;
  return show ? show(saying, as) : as(saying(words, told));
}

/** A text that nothing is put into. */
export function label(view: Speaking, id: PlainId & (keyof typeof PAGE | keyof typeof NAMES), as = asItIs): Shown {
  return say(view, (words) => tell(words, id), as);
}

/** Texts as the page's language has them, to see how many there are. */
export function textsOf<T>({ tongue: { words, told } }: Speaking, saying: Saying<PageWords, T>): T {
  return saying(words, told);
}

/** Several texts, each shown by itself: there are as many of them in every language. */
export function sayAll<S>(
  view: Speaking,
  saying: Saying<PageWords, readonly string[]>,
  each: (shown: Shown) => S,
  as = asItIs,
): S[] {
  return textsOf(view, saying).map((_, index) => each(say(view, (of, by) => saying(of, by)[index] ?? '', as)));
}

/** Where and when sentences of the board are read. */
export interface Reading extends Speaking {
  readonly board: PublicBoard;
  readonly now: Instant;
}
