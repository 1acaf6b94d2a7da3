import { type FRAME, type LATER, NAMES, PAGE, type TOLD } from './languages/en.ts';

/** Everything that a language has words for. */
export type AllText = typeof NAMES & typeof PAGE & typeof LATER & typeof TOLD & typeof FRAME;
export type TextId = keyof AllText;

/** A text for each plural form that the language has; "=2" is that number alone. */
export type Forms = { readonly [F in Intl.LDMLPluralRule | `=${number}`]?: string } & { readonly other: string };
type TextLike<T> = T extends string ? string : T extends readonly string[] ? readonly string[] : Forms;

/** How a language is written, and how it counts. */
export interface Language {
  /** BCP 47. */
  readonly lang: string;
  readonly plural: (count: number) => Intl.LDMLPluralRule;
  /** Its clock counts to 24. */
  readonly clock24?: boolean;
  /** Between the digits of a number. */
  readonly decimal?: string;
  /** Holds what is put into a sentence apart where the sentence runs the other way. */
  readonly isolate?: (text: string) => string;
  /** Is told of each text that is used. */
  readonly note?: (id: TextId) => void;
}

/** The words of a language, as far as somebody needs them. */
export interface WordsOf<I extends TextId> extends Language {
  readonly text: { readonly [T in I]: TextLike<AllText[T]> };
}
type PageId = keyof typeof NAMES | keyof typeof PAGE;
export type PageWords = WordsOf<PageId>;
export type LaterWords = WordsOf<PageId | keyof typeof LATER>;
export type Words = WordsOf<TextId>;

type Names<S> = S extends `${string}{${infer N}}${infer R}` ? N | Names<R> : never;
type ArgNames<T> = T extends string ? Names<T> : T extends readonly string[] ? 'index' : Names<T[keyof T]> | 'count';
type ArgsOf<T> = [ArgNames<T>] extends [never] ? [] : [args: { readonly [N in ArgNames<T>]: string | number }];

/** Texts that nothing is put into. */
export type PlainId = {
  [I in TextId]: AllText[I] extends string ? ([Names<AllText[I]>] extends [never] ? I : never) : never;
}[TextId];

/** A text of the language, with what belongs into it: of a list the one at `index`, else the form for `count`. */
export function tell<I extends TextId>(words: WordsOf<I>, id: I, ...[args]: ArgsOf<AllText[I]>): string {
  const { text, plural, isolate, note } = words;
  note?.(id);
  const found: string | readonly string[] | Forms = text[id];
  const values = (args ?? {}) as { readonly [name: string]: string | number };
  const { count = 0, index = 0 } = values;
  const one =
    typeof found === 'string'
      ? found
      : 'other' in found
        ? (found[`=${+count}`] ?? found[plural(+count)] ?? found.other)
        : (found[+index] ?? '');
  return one.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name]);
    return isolate ? isolate(value) : value;
  });
}

/** What something is called. */
export function pick(words: PageWords, id: keyof typeof NAMES): string {
  return tell(words, id);
}

/** English, as far as a page says it by itself. */
export const ENGLISH_PAGE: PageWords = {
  lang: 'en',
  text: { ...NAMES, ...PAGE },
  plural: (count) => (count === 1 ? 'one' : 'other'),
};
