import { html, nothing, type TemplateResult } from 'lit/html.js';
import { LISTS, listIsOld } from '../../../shared/words/staff-people.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import type { KeptList } from './kept-list.ts';

/** A list once it is there, and words that say why it is not, or that it may have changed. */
export function listFrame<T>(
  kept: KeptList<T>,
  { board, now }: LiveView<StaffBoard>,
  content: (list: T) => TemplateResult,
): TemplateResult {
  const state = kept.state();
  const again = html`<button class="mini" type="button" @click=${() => void kept.read()}>${LISTS.again}</button>`;
  if (state.kind === 'loading') return html`<p role="status">${LISTS.loading}</p>`;
  if (state.kind === 'refused') return html`<p class="list-fault" role="alert">${state.detail}</p>`;
  if (state.kind === 'unreachable') {
    return html`<p class="list-fault" role="alert"><strong>${LISTS.unreachable}</strong> ${again}</p>`;
  }
  const old = listIsOld(kept.readAt(), now, board.practice.timeZone);
  return html`<div class="list-status" role="status">${state.failed ? html`<p class="list-fault"><strong>${old}</strong> ${again}</p>` : nothing}</div>
    ${content(state.list)}`;
}
