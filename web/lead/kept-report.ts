import type { Draft } from './draft.ts';

/** What was typed: it outlives a reload, a sign-in, a browser that clears its memory. */
export interface KeptReport {
  /** Who typed it: nobody else goes on with it. */
  readonly name: string | null;
  readonly draft: Draft;
}

/** Where a tab keeps things; the browser's `sessionStorage`. */
export type KeptPlace = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEPT = 'branchboard-lead-draft-2';

export function keepReport(place: KeptPlace, report: KeptReport | null): void {
  try {
    if (report === null) place.removeItem(KEPT);
    else place.setItem(KEPT, JSON.stringify(report));
  } catch {
    // The page itself still holds it.
  }
}

export function readKeptReport(place: KeptPlace): KeptReport | null {
  try {
    const kept: unknown = JSON.parse(place.getItem(KEPT) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'draft' in kept ? (kept as KeptReport) : null;
  } catch {
    return null;
  }
}
