import { html, nothing, type TemplateResult } from 'lit/html.js';
import { isTroubled, TROUBLED_AT_MOST, worstFirst } from '../../shared/views/board-part.ts';
import { foundLine } from '../../shared/words/page.ts';
import { tell } from '../../shared/words/words.ts';
import type { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { type Arrangement, arrange } from './arrangement.ts';
import { countsOf } from './counts.ts';
import type { PageView } from './page-view.ts';
import { label, say } from './say.ts';
import { closedAdvice, groupHeading } from './status-view.ts';
import { surgeryRow } from './surgery-row.ts';

/** What the server found in a big practice, whose page has no row to show or to hide. */
export interface FoundRows {
  readonly find: string;
  /** So many were found; the best of them are rows. */
  readonly count: number;
  readonly rows: readonly PublicBranch[];
}

/** Where things stand on the first page of a big practice: of its surgeries it has the worst in trouble alone. */
export function arrangeBig(board: PublicBoard): Arrangement {
  const troubled = worstFirst(board.branches.filter(isTroubled)).slice(0, TROUBLED_AT_MOST);
  const groups = { troubled: troubled.map(({ slug }) => slug), working: [], unheard: [], closed: [] };
  return { notice: board.notice !== null, incidents: arrange(board).incidents, groups };
}

function foundSection({ find, count, rows }: FoundRows, view: PageView): TemplateResult {
  return html`<section class="group" aria-labelledby="found">
    <h2 class="group__heading" id="found">${say(view, (words) => foundLine(count, find, words))}</h2>
    ${rows.length === 0 ? nothing : html`<ul class="rows" role="list">${rows.map((branch) => html`<li>${surgeryRow(branch, view)}</li>`)}</ul>`}
  </section>`;
}

/** In place of the rows of all surgeries: how many are how, and the ways to their lists. */
export function bigOthers(view: PageView, found?: FoundRows): TemplateResult {
  const { board } = view;
  const counts = countsOf(board);
  const shown = Math.min(TROUBLED_AT_MOST, board.branches.filter(isTroubled).length);
  const more = counts.degraded + counts.limited + counts.notHeard - shown;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lines = [
    ...(counts.normal > 0 ? (['working'] as const) : []),
    ...(counts.unknown > 0 ? (['unheard'] as const) : []),
    ...(counts.closed > 0 ? (['closed'] as const) : []),
  ];
  return html`${more > 0 ? html`<p><a class="link-line" href="${PUBLIC_PATHS.list}?trouble=1">${say(view, (words) => tell(words, 'andMore', { count: more }))}</a></p>` : nothing}
    ${found ? foundSection(found, view) : nothing}
    ${board.summary.total === 0 && board.notice === null ? closedAdvice(view) : nothing}
    <section class="part" aria-labelledby="all" data-hold>
      <h2 id="all">${label(view, 'allSurgeries')}</h2>
      ${lines.map((group) => html`<p>${say(view, (words) => `${groupHeading(group, board, words)}.`)}</p>`)}
      <p><a class="link-line" href=${PUBLIC_PATHS.list}>${say(view, (words) => tell(words, 'seeAll', { count: total }))}</a></p>
    </section>`;
}
