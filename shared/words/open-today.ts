import type { PublicBranch } from '../wire/public-board.ts';
import { asAside, closedFor } from './page.ts';
import { formatSpan } from './times.ts';
import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

/** "8am to 6:30pm", "8am to midday and 2pm to 6pm", "8am to midday (staff training)", "Closed today". */
export function openTodayLine({ open }: PublicBranch, zone: string, words: PageWords = ENGLISH_PAGE): string {
  if (open.today.length === 0) return closedFor(open, words);
  const spans = open.today
    .map(({ from, to }) => formatSpan(Date.parse(from), Date.parse(to), zone, words))
    .reduce((list, last) => tell(words, 'listAnd', { list, last }));
  return open.why === null ? spans : tell(words, 'spanWhy', { spans, why: asAside(open.why) });
}
