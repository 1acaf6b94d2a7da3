import { STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import type { HeldFace } from '../staff/open-face.ts';
import type { KeptSight } from './kept.store.ts';

/** What a page shows of what it saw last: at least so old that it looks old, however its device's clock was set. */
export function heldFace(sight: KeptSight | null): HeldFace | null {
  if (!sight) return null;
  const { session, board, checkedAt, word } = sight;
  const heldFor = Math.max(STALE_ABOVE_MS + 1, Date.now() - word.wall);
  return { session, board: { board, now: word.now, checkedAt, heldFor } };
}
