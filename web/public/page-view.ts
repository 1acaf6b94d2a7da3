import { type Freshness, freshnessOf } from '../../shared/live/freshness.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { ENGLISH_TONGUE, type Tongue } from './tongue.ts';

/** What the public pages are made of. */
export interface PageView {
  readonly board: PublicBoard;
  /** The server's clock, as well as this page knows it. */
  readonly now: Instant;
  /** Last proof that the board is the newest. */
  readonly checkedAt: Instant;
  /** `server`: nothing has proved it since the server wrote it. */
  readonly freshness: Freshness | 'server';
  /** Ages are written only where a clock runs: the server's words stay true for as long as they are looked at. */
  readonly clockRuns: boolean;
  readonly tongue: Tongue;
}

/** The view that the server renders from, and that the browser takes over: what the server itself knew, and no more. */
export function serverView(
  board: PublicBoard,
  now: Instant,
  checkedAt: Instant,
  tongue: Tongue = ENGLISH_TONGUE,
): PageView {
  const freshness = freshnessOf(null, now - checkedAt);
  const shown = freshness === 'reconnecting' ? 'server' : freshness;
  return { board, now, checkedAt, freshness: shown, clockRuns: false, tongue };
}

/** May the page no longer be read as the state of things. */
export function isOld({ freshness }: PageView): boolean {
  return freshness === 'stale' || freshness === 'dead';
}
