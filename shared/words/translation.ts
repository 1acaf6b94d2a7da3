import { directionOf, type Translated } from './languages/list.ts';
import type { Language, TextId, Words } from './words.ts';

/** Who read texts of a translation against the English, and found them right. */
export interface Review {
  /** Name and role: "Anna Kowalska, community interpreter". */
  readonly by: string;
  /** "2026-12-01". */
  readonly on: string;
  readonly texts: 'all' | readonly TextId[];
}

/** A language's file. */
export interface Translation extends Pick<Language, 'clock24' | 'decimal'> {
  readonly lang: Translated;
  /** None: nobody has checked it, and the English stands beside each text. */
  readonly reviews: readonly Review[];
  readonly text: Words['text'];
}

/** Keeps a phone number or a name as it is within a sentence that runs from right to left. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The words of a translation, ready to be said. */
export function wordsOf({ lang, text, clock24 = false, decimal = '.' }: Translation): Words {
  const rules = new Intl.PluralRules(lang);
  const words = { lang, text, clock24, decimal, plural: (count: number) => rules.select(count) };
  return directionOf(lang) === 'rtl' ? { ...words, isolate: isolated } : words;
}

/** Whether somebody has checked a text. */
export function isReviewed({ reviews }: Translation, id: TextId): boolean {
  return reviews.some(({ texts }) => texts === 'all' || texts.includes(id));
}
