import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { nameOf, openShown } from './branch-facts.ts';
import { mark, markOf } from './marks.ts';
import { pathIn } from './page-path.ts';
import type { PageView } from './page-view.ts';
import { say } from './say.ts';
import type { Shown } from './tongue.ts';

/** Words of a row that stand elsewhere than in the list of all. */
interface RowWords {
  /** How far away it is. */
  readonly far?: Shown;
  /** A shorter word for its state. */
  readonly state?: Shown;
}

/** A line of the list: mark, name, open until. Its words change in place, it does not move by itself. */
export function surgeryRow(branch: PublicBranch, view: PageView, { far, state }: RowWords = {}): TemplateResult {
  const plain = branch.state === 'normal' || branch.state === 'closed';
  return html`<a class="row" data-hold href=${pathIn(view, surgeryPath(branch.slug))}>
    ${mark(markOf(branch), plain ? view : undefined)}
    <span class="row__name">${nameOf(branch, view)}</span>
    ${plain ? nothing : html`<span class="row__state">${state ?? say(view, (_, told) => told.state(branch, view))}</span>`}
    <span class="row__open">${far === undefined ? nothing : html`${far} · `}${openShown(branch, view)}</span>
  </a>`;
}
