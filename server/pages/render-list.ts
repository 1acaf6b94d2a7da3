import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { isTroubled, worstFirst } from '../../shared/views/board-part.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { tell } from '../../shared/words/words.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { connectionLine, oldPage } from '../../web/public/connection-line.ts';
import { pageFace } from '../../web/public/page-title.ts';
import { serverView } from '../../web/public/page-view.ts';
import { surgeryRow } from '../../web/public/surgery-row.ts';
import { htmlDocument } from './html-document.ts';
import { frameLabel, frameWords, sayFrame } from './languages.ts';
import { pageFrame } from './page-frame.ts';
import type { PageInput } from './render-page.ts';

/** Which surgeries are listed: those that begin with a letter, or those in trouble, so many to a page. */
export interface ListQuery {
  readonly letter: string;
  readonly trouble: boolean;
  /** From 1. */
  readonly page: number;
}

const ROWS_AT_MOST = 100;

function letterOf({ name }: PublicBranch): string {
  return name.trim().charAt(0).toUpperCase();
}

function listPath({ letter, trouble }: Pick<ListQuery, 'letter' | 'trouble'>, page = 1): string {
  const query = new URLSearchParams(trouble ? { trouble: '1' } : { letter });
  if (page > 1) query.set('page', String(page));
  return `${PATHS.list}?${query}`;
}

/** What a list of surgeries is asked by, as it is kept: every spelling of the same is one. */
export function listKey(query: ListQuery): string {
  return listPath(query, query.page);
}

/** `/surgeries`: all of them, a letter at a time, for practices whose first page has no room; null for what is no list. */
export function renderList(input: PageInput, { letter, trouble, page }: ListQuery): string | null {
  const { board, now, checkedAt, assets, tongue } = input;
  const view = serverView(board, now, checkedAt, tongue);
  const letters = [...new Set(board.branches.map(letterOf))].sort();
  const shown = letter === '' ? (letters[0] ?? '') : letter;
  const wanted = board.branches.filter((branch) => (trouble ? isTroubled(branch) : letterOf(branch) === shown));
  const rows = trouble ? worstFirst(wanted) : wanted.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_AT_MOST));
  if (page > pages || (!trouble && board.branches.length > 0 && !letters.includes(shown))) return null;
  const here = { letter: shown, trouble };
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  const content = html`<div class="page page--list page--${view.freshness}">
    <div class="summary">
      ${oldPage(view)}
      <h1 class="summary__sentence">${trouble ? frameLabel(view, 'troubledList') : sayFrame(view, (words) => tell(words, 'surgeriesOfLetter', { letter: shown }))}</h1>
      ${connectionLine(view, listPath(here, page))}
    </div>
    <nav class="letters" aria-label=${tell(frameWords(view), 'byLetter')}>${letters.map((one) => html`<a class="letters__one" href=${listPath({ letter: one, trouble: false })} aria-current=${!trouble && one === shown ? 'page' : 'false'}>${one}</a>`)}</nav>
    ${rows.length === 0 ? html`<p>${frameLabel(view, 'noneListed')}</p>` : html`<ul class="rows" role="list">${rows.slice((page - 1) * ROWS_AT_MOST, page * ROWS_AT_MOST).map((branch) => html`<li>${surgeryRow(branch, view)}</li>`)}</ul>`}
    ${pages === 1 ? '' : html`<nav class="letters" aria-label=${tell(frameWords(view), 'otherPages')}>${numbers.map((one) => html`<a class="letters__one" href=${listPath(here, one)} aria-current=${one === page ? 'page' : 'false'}>${one}</a>`)}</nav>`}
    <p class="back"><a class="link-line" href=${PATHS.home}>${frameLabel(view, 'toStart')}</a></p>
  </div>`;
  return htmlDocument({
    face: pageFace(view, null),
    description: board.summary.sentence,
    assets: { ...assets.surgery, scripts: [], preloads: [] },
    data: null,
    body: collectResultSync(
      render(pageFrame({ practice: board.practice, tongue: view.tongue, path: PATHS.home }, content, { home: false })),
    ),
  });
}
