import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { connectionWords } from '../../shared/words/staff.ts';
import type { LiveView } from '../live/live-board.ts';

const BARS = [1, 2, 3, 4];

/**
 * Whether the page is live: words, and four bars that are filled, half filled, hollow or crossed out. Its shape tells it
 * without colour, and its fill with colour across a room.
 */
export function connectionBadge(view: LiveView<StaffBoard>): TemplateResult {
  const { word, more } = connectionWords(view, view.board.practice.timeZone);
  return html`<p class="badge badge--${view.freshness}">
    <span class="badge__bars" aria-hidden="true">${BARS.map(() => html`<span class="badge__bar"></span>`)}</span>
    <span><strong class="badge__word">${word}</strong>${more === null ? nothing : html` <span class="badge__more">${more}</span>`}</span>
  </p>`;
}
