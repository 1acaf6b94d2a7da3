import type { Instant } from '../practice/instant.ts';

/**
 * Where a view stands: the seq of the last fact that changed it, and the last clock boundary that could have
 * (an opening, a closing, a lapse). Both are functions of the journal and the time alone, so that every
 * instance gives the same view the same position.
 */
export interface ViewPosition {
  readonly seq: number;
  readonly edge: Instant;
}

/** Below 0 when `a` is earlier than `b`, 0 when they are the same; seq first, then edge. */
export function comparePositions(a: ViewPosition, b: ViewPosition): number {
  return a.seq - b.seq || a.edge - b.edge;
}
