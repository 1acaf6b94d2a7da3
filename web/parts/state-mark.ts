import { html, type TemplateResult } from 'lit/html.js';
import { MARK_WORDS } from '../../shared/words/page.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { mark, markOf } from '../public/marks.ts';

/** Shape, colour and word of a branch's state, as patients see it too. */
export function stateMark(branch: Pick<StaffBranch, 'state' | 'reasons'>): TemplateResult {
  const name = markOf(branch);
  return html`<span class="state-mark state-mark--${name}">${mark(name)}<span class="state-mark__word">${MARK_WORDS[name]}</span></span>`;
}

/** The same where only the shape has room; the word is read out. */
export function stateShape(branch: Pick<StaffBranch, 'state' | 'reasons'>): TemplateResult {
  return mark(markOf(branch), { word: true });
}
