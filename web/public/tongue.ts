import type { TemplateResult } from 'lit/html.js';
import { ENGLISH_TOLD, type Told } from '../../shared/words/told.ts';
import { ENGLISH_PAGE, type LaterWords, type PageWords } from '../../shared/words/words.ts';

export type Shown = TemplateResult | string | readonly (TemplateResult | string)[];
/** Says something in whatever language it is given. */
export type Saying<W = PageWords, T = string> = (words: W, told: Told) => T;

/** The language of a page. */
export interface Tongue {
  readonly lang: string;
  readonly words: PageWords;
  readonly told: Told;
  /** Shows what is said, with the English beside it where nobody has checked the translation; absent in English. */
  readonly show?: (saying: Saying<LaterWords>, as: (text: string) => Shown) => Shown;
  /** Whether somebody has checked all of it; absent in English. */
  readonly isChecked?: boolean;
  /** Added to the addresses of pages: "?lang=pl"; empty where the browser's own wish leads to the same language. */
  readonly query: string;
}

export const ENGLISH_TONGUE: Tongue = { lang: 'en', words: ENGLISH_PAGE, told: ENGLISH_TOLD, query: '' };
