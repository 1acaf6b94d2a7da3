import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

/** The title of a page carries the state: "■ 1 problem – Example Fen Medical Practice". */
export function pageTitle(mark: string, state: string, practice: string): string {
  return `${mark} ${state} – ${practice}`;
}

export function problemsTitle(count: number, words: PageWords = ENGLISH_PAGE): string {
  return tell(words, 'titleProblems', { count });
}
