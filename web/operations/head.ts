import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { OPERATIONS, SCREEN_NAMES, totalWords } from '../../shared/words/staff-operations.ts';
import { watchLine } from '../parts/watch-line.ts';
import type { SeenWatch } from '../staff/watch-feed.ts';
import { type Screen, screenPath, screensOf } from './screen.ts';

/** The links between the screens of the page. */
export function screenLinks(
  current: Screen,
  role: string,
  onGo: (event: MouseEvent, screen: Screen) => void,
): TemplateResult {
  return html`<nav class="ops__screens" aria-label=${OPERATIONS.screens}>
    ${screensOf(role).map(
      (screen) =>
        html`<a class="ops__screen-link" href=${screenPath(screen)} aria-current=${screen === current ? 'page' : nothing} @click=${(event: MouseEvent) => onGo(event, screen)}>${SCREEN_NAMES[screen]}</a>`,
    )}
  </nav>`;
}

/** The sentence that patients read, the practice in numbers, and how the automatic checks stand. */
export function boardHead(board: StaffBoard, watch: SeenWatch | null): TemplateResult {
  return html`<h1 class="ops__sentence">${board.summary.sentence}</h1>
    <div class="ops__facts"><dl class="totals" aria-label=${OPERATIONS.totals}>
      ${totalWords(board).map(({ label, value, stands }) => html`<div class="totals__item ${stands ? 'totals__item--stands' : ''}"><dt>${label}</dt><dd>${value}</dd></div>`)}
    </dl>${watchLine(watch, board)}</div>`;
}
