import type { Freshness } from '../../shared/live/freshness.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';

/** What the public pages are made of. `server`: rendered once, nothing has proved since that it is still so. */
export interface PageView {
  readonly board: PublicBoard;
  /** The server's clock, as well as this page knows it. */
  readonly now: Instant;
  /** Last proof that the board is the newest. */
  readonly checkedAt: Instant;
  readonly freshness: Freshness | 'server';
}

/** May the page still be read as the state of things. */
export function isOld({ freshness }: PageView): boolean {
  return freshness === 'stale' || freshness === 'dead';
}

/** Ages grow only on a page whose clock runs: text from the server stays true for as long as it is looked at. */
export function showsAges({ freshness }: PageView): boolean {
  return freshness !== 'server';
}
