import { html, nothing, type TemplateResult } from 'lit/html.js';
import { isSilent, type MarkName } from '../../shared/words/page.ts';
import { pick } from '../../shared/words/words.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { type Speaking, say } from './say.ts';
import type { Shown } from './tongue.ts';

/** The mark of a branch. Silence is drawn as not known: nobody said that anything is broken. */
export function markOf(branch: Pick<PublicBranch, 'state' | 'reasons'>): MarkName {
  return isSilent(branch) ? 'unknown' : branch.state;
}

const SHAPES: { readonly [M in MarkName]: () => TemplateResult } = {
  normal: () =>
    html`<svg class="mark mark--normal" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9" /></svg>`,
  limited: () =>
    html`<svg class="mark mark--limited" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 1.5 22.5 12 12 22.5 1.5 12Z" /></svg>`,
  degraded: () =>
    html`<svg class="mark mark--degraded" viewBox="0 0 24 24" aria-hidden="true"><rect x="3" y="3" width="18" height="18" /></svg>`,
  closed: () =>
    html`<svg class="mark mark--closed" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8" /></svg>`,
  unknown: () =>
    html`<svg class="mark mark--unknown" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9.5" /><path d="M9 9.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.400 2.1M12 17.3v.3" /></svg>`,
};

/** What a mark means. */
export function nameOfMark(name: MarkName | 'notHeard', view: Speaking): Shown {
  return say(view, (words) => pick(words, name));
}

/** Shape and colour of a mark. With a view also its word, for those who see neither; not where that stands beside it. */
export function mark(name: MarkName, view?: Speaking): TemplateResult {
  return html`${SHAPES[name]()}${view ? html`<span class="nhsuk-u-visually-hidden">${nameOfMark(name, view)}: </span>` : nothing}`;
}

/** The five marks with their words; `unknown` stands for two things here. */
export function legend(view: Speaking, unknown: Shown): TemplateResult {
  return html`<ul class="legend" role="list">
    ${(Object.keys(SHAPES) as MarkName[]).map((name) => html`<li class="legend__item">${mark(name)}<span>${name === 'unknown' ? unknown : nameOfMark(name, view)}</span></li>`)}
  </ul>`;
}
