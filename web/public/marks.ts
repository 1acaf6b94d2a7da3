import { html, nothing, type TemplateResult } from 'lit/html.js';
import { FRAME, isSilent, MARK_WORDS, type MarkName } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';

/** The mark of a branch. Silence is drawn as not known: nobody said that anything is broken. */
export function markOf(branch: Pick<PublicBranch, 'state' | 'reasons'>): MarkName {
  return isSilent(branch) ? 'unknown' : branch.state;
}

/** Each mark as a character, for titles and feeds. */
export const MARK_SIGNS: { readonly [M in MarkName]: string } = {
  normal: '●',
  limited: '◆',
  degraded: '■',
  closed: '○',
  unknown: '?',
};

const SHAPES: { readonly [M in MarkName]: () => TemplateResult } = {
  normal: () =>
    html`<svg class="mark mark--normal" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="9" /></svg>`,
  limited: () =>
    html`<svg class="mark mark--limited" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 1.5 22.5 12 12 22.5 1.5 12Z" /></svg>`,
  degraded: () =>
    html`<svg class="mark mark--degraded" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect x="3" y="3" width="18" height="18" /></svg>`,
  closed: () =>
    html`<svg class="mark mark--closed" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="8" /></svg>`,
  unknown: () =>
    html`<svg class="mark mark--unknown" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="9.5" /><path d="M9 9.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.400 2.1M12 17.3v.3" /></svg>`,
};

/** Shape and colour of a mark, and its word for those who see neither (leave it out where the word stands beside it). */
export function mark(name: MarkName, options: { readonly word: boolean } = { word: false }): TemplateResult {
  return html`${SHAPES[name]()}${options.word ? html`<span class="nhsuk-u-visually-hidden">${MARK_WORDS[name]}: </span>` : nothing}`;
}

/** The five marks with their words. */
export function legend(): TemplateResult {
  return html`<ul class="legend" role="list">
    ${(Object.keys(SHAPES) as MarkName[]).map((name) => html`<li class="legend__item">${mark(name)}${name === 'unknown' ? FRAME.unknownMark : MARK_WORDS[name]}</li>`)}
  </ul>`;
}
