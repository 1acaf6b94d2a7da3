import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { markedAt, type SeenChanges } from '../../shared/wallboard/changes.ts';
import { toTile } from '../../shared/wallboard/tile.ts';
import type { TileGrid } from '../../shared/wallboard/tile-grid.ts';
import { orderBranches, type TileOrder } from '../../shared/wallboard/tile-order.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { WALLBOARD } from '../../shared/words/staff-wallboard.ts';
import type { LiveView } from '../live/live-board.ts';
import type { SeenWatch } from '../staff/watch-feed.ts';
import { footerView } from './footer-view.ts';
import { headerView } from './header-view.ts';
import { tileView } from './tile-view.ts';

export interface BoardViewState {
  readonly order: TileOrder;
  readonly grid: TileGrid;
  readonly seen: SeenChanges;
  /** How the automatic checks stand; null while the server has not told. */
  readonly watch: SeenWatch | null;
}

function pulseOf({ slug }: StaffBranch, seen: SeenChanges): 'a' | 'b' | null {
  const times = seen[slug]?.times;
  if (times === undefined) return null;
  return times % 2 === 0 ? 'b' : 'a';
}

/** The whole board on one screen. */
export function boardView(view: LiveView<StaffBoard>, { order, grid, seen, watch }: BoardViewState): TemplateResult {
  const { board, now, freshness } = view;
  const frame = { now, zone: board.practice.timeZone, density: grid.density };
  return html`<div class=${`wall wall--${freshness} wall--${grid.density}`}>
    ${headerView(view, { order, density: grid.density, watch })}
    <main class="wall__main" id="main" tabindex="0">
      <h2 class="nhsuk-u-visually-hidden">${WALLBOARD.branches}</h2>
      ${board.branches.length === 0 ? html`<p class="wall__empty">${WALLBOARD.noBranch}</p>` : nothing}
      <ul class="tiles" role="list">
        ${repeat(
          orderBranches(board.branches, order),
          ({ slug }) => slug,
          (branch) =>
            html`<li class="tiles__place">${tileView(toTile(branch, now, markedAt(branch, board, seen, now), watch?.watch.branches[branch.slug]), { ...frame, pulse: pulseOf(branch, seen) })}</li>`,
        )}
      </ul>
    </main>
    ${footerView(view, grid.density)}
  </div>`;
}
