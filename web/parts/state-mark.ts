import { html, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../shared/practice/instant.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { branchStateWord } from '../../shared/words/staff.ts';
import { mark, markOf } from '../public/marks.ts';

type Stated = Pick<StaffBranch, 'state' | 'reasons' | 'heardAt' | 'contact'>;

/** Shape, colour and word of a branch's state, as patients see it too. */
export function stateMark(branch: Stated, now: Instant, zone: string): TemplateResult {
  const name = markOf(branch);
  return html`<span class="state-mark state-mark--${name}">${mark(name)}<span class="state-mark__word">${branchStateWord(branch, now, zone)}</span></span>`;
}

/** The same where only the shape has room; the word is read out. */
export function stateShape(branch: Stated, now: Instant, zone: string): TemplateResult {
  return html`${mark(markOf(branch))}<span class="nhsuk-u-visually-hidden">${branchStateWord(branch, now, zone)}: </span>`;
}
