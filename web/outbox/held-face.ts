import { STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import { DAY } from '../../shared/practice/instant.ts';
import type { HeldFace } from '../staff/open-face.ts';
import type { KeptSight } from './kept.store.ts';

const NO_EPOCH = '00000000-0000-0000-0000-000000000000';

/** No session lasts longer: what a phone that was lost still holds is not shown for ever. */
const LONGEST_MS = 30 * DAY;

/** What a page shows of what it saw last: at least so old that it looks old, however its device's clock was set. */
export function heldFace(sight: KeptSight | null): HeldFace | null {
  if (!sight) return null;
  const { session, board, checkedAt, word } = sight;
  const lain = Date.now() - word.wall;
  if (lain > LONGEST_MS) return null;
  const now = word.now + Math.max(STALE_ABOVE_MS + 1, lain);
  // Of no epoch: whatever comes from the server replaces it whole, because it is only a part of the board.
  return { session, board: { board: { ...board, epoch: NO_EPOCH }, now, checkedAt } };
}
