import { html, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { STAFF } from '../../shared/words/staff.ts';
import { DEAD_HEADING, deadLines } from '../../shared/words/staff-wallboard.ts';
import { formatClock } from '../../shared/words/times.ts';
import type { LiveView } from '../live/live-board.ts';

function cover(kind: string, heading: string, lines: readonly string[], clock: string | null): TemplateResult {
  return html`<main class=${`cover cover--${kind}`} id="main" tabindex="0">
    <h1 class="cover__heading">${heading}</h1>
    ${lines.map((line) => html`<p class="cover__line">${line}</p>`)}
    ${clock === null ? '' : html`<p class="cover__clock">${clock}</p>`}
  </main>`;
}

/** In the place of a board that is too old to be looked at. The clock shows that the screen itself still runs. */
export function deadView({ board, checkedAt, now }: LiveView<StaffBoard>): TemplateResult {
  const zone = board.practice.timeZone;
  return cover('dead', DEAD_HEADING, deadLines(checkedAt, now, zone), formatClock(now, zone, { seconds: true }));
}

/** Before there is a board. */
export function waitingView(kind: 'loading' | 'unreachable'): TemplateResult {
  if (kind === 'loading') return cover('loading', STAFF.loading, [], null);
  return cover('dead', STAFF.unreachable, [STAFF.unreachableMore], null);
}
