import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openLine, stateWord } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { mark, markOf } from './marks.ts';
import type { PageView } from './page-view.ts';

/** Words of a row that stand elsewhere than in the list of all. */
interface RowWords {
  /** How far away it is. */
  readonly far?: string;
  /** A shorter word for its state. */
  readonly state?: string;
}

/** A line of the list: mark, name, open until. Its words change in place, it does not move by itself. */
export function surgeryRow(
  branch: PublicBranch,
  { board, now }: PageView,
  { far, state }: RowWords = {},
): TemplateResult {
  const zone = board.practice.timeZone;
  const plain = branch.state === 'normal' || branch.state === 'closed';
  return html`<a class="row" data-hold href=${surgeryPath(branch.slug)}>
    ${mark(markOf(branch), { word: plain })}
    <span class="row__name">${branch.name}</span>
    ${plain ? nothing : html`<span class="row__state">${state ?? stateWord(branch)}</span>`}
    <span class="row__open">${far === undefined ? nothing : `${far} · `}${openLine(branch, now, zone)}</span>
  </a>`;
}
