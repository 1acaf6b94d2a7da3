import type { ReportContent } from '../../../shared/facts/check-report.ts';
import type { Clash } from '../../../shared/wire/report.ts';

/** A branch that an edit speaks of. */
export interface EditTarget {
  readonly slug: string;
  /** The seq of the branch that the person saw. */
  readonly seen: number;
  /** The report that brings back what was so before; null when that cannot be said. */
  readonly before: ReportContent | null;
}

/** What others said of one branch while it was edited here. */
export interface BranchClash {
  readonly slug: string;
  readonly seq: number;
  readonly changed: readonly Clash[];
}

export interface EditFault {
  readonly path: string;
  readonly message: string;
}

export type EditStatus =
  /** An earlier edit of the same branch is on its way. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** `notApplied`: fields of which somebody said more later. Times are the page's steady clock, ms. */
  | { readonly kind: 'saved'; readonly at: number; readonly notApplied: readonly Clash[] }
  | { readonly kind: 'conflict'; readonly clashes: readonly BranchClash[] }
  | { readonly kind: 'refused'; readonly detail: string; readonly faults: readonly EditFault[] }
  /** Nobody can tell whether it arrived: the same key may be sent again. */
  | { readonly kind: 'unreachable' };

/** One thing said of one branch or of several, on its way to the journal. */
export interface Edit {
  readonly id: number;
  readonly targets: readonly EditTarget[];
  readonly content: ReportContent;
  readonly key: string;
  /** When it was said, by the page's steady clock, ms. */
  readonly madeAt: number;
  readonly status: EditStatus;
  /** It brings back what was so before another edit. */
  readonly isUndo: boolean;
  /** How often it was sent anew because others had said something else meanwhile. */
  readonly rebased: number;
}

export interface Edits {
  /** Oldest first. */
  readonly list: readonly Edit[];
  readonly nextId: number;
  /** Per branch: from the seq `from` to the seq `to` nobody but this page spoke of it. */
  readonly own: { readonly [slug: string]: { readonly from: number; readonly to: number } };
}

export const NO_EDITS: Edits = { list: [], nextId: 1, own: {} };

/** For so long an edit can be undone. */
export const UNDO_MS = 30_000;

export function isOnItsWay({ status }: Edit): boolean {
  return status.kind === 'waiting' || status.kind === 'saving';
}

/** It failed, and waits for the person. */
export function isStuck({ status }: Edit): boolean {
  return status.kind === 'conflict' || status.kind === 'refused' || status.kind === 'unreachable';
}

export function canUndo({ status, targets, isUndo }: Edit, now: number): boolean {
  if (isUndo || status.kind !== 'saved' || status.notApplied.length > 0) return false;
  return now - status.at < UNDO_MS && targets.every(({ before }) => before !== null);
}

/** The edit that a branch's row tells of: the newest. */
export function editOf(edits: Edits, slug: string): Edit | null {
  return edits.list.findLast(({ targets }) => targets.some((target) => target.slug === slug)) ?? null;
}
