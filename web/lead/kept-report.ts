import type { ReportContent } from '../../shared/facts/check-report.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Draft } from './draft.ts';

/** What was typed, and how far it came: it outlives a reload, a sign-in, a browser that clears its memory. */
export interface KeptReport {
  /** Who typed it: nobody else sends it. */
  readonly name: string | null;
  /** When it was said, by the server's clock; 0 while it is being typed. */
  readonly at: Instant;
  readonly draft: Draft;
  readonly stage: 'typing' | 'sent' | 'signed-out';
  readonly content: ReportContent | null;
  readonly key: string;
  readonly seen: number;
}

/** Where a tab keeps things; the browser's `sessionStorage`. */
export type KeptPlace = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEPT = 'branchboard-lead-report-1';

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
