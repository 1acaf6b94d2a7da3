import { LATER } from '../../shared/words/languages/en.ts';
import { ENGLISH_PAGE, type LaterWords, type PageWords } from '../../shared/words/words.ts';
import { type Speaking, say } from './say.ts';
import type { Saying, Shown, Tongue } from './tongue.ts';

export const ENGLISH_LATER: LaterWords = { ...ENGLISH_PAGE, text: { ...ENGLISH_PAGE.text, ...LATER } };

function hasLater(words: PageWords): words is LaterWords {
  return 'yours' in words.text;
}

/** The words of what comes later: a translation has them from the first moment. */
export function laterWords({ words }: Tongue): LaterWords {
  return hasLater(words) ? words : ENGLISH_LATER;
}

/** `say` with the words of what comes later. */
export function sayLater(view: Speaking, saying: Saying<LaterWords>): Shown {
  return say(view, (words, told) => saying(hasLater(words) ? words : ENGLISH_LATER, told));
}
