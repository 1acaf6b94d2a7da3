import { checkReport } from '../../../shared/facts/check-report.ts';
import type { GpCounts } from '../../../shared/facts/fact.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { COUNT_FAULT, countsFault } from '../../../shared/words/staff-edits.ts';
import type { BranchClash } from './edit.ts';

export const GP_FIELDS = ['expected', 'offSick', 'away', 'locums'] as const;
export type GpField = (typeof GP_FIELDS)[number];

/** Counts as they are being typed into a row. A newer board never writes over them. */
export interface GpDraft {
  readonly slug: string;
  readonly typed: { readonly [F in GpField]: string };
  /** What was shown when the typing began; null: nothing was known. */
  readonly base: GpCounts | null;
  /** The counts are others by now. */
  readonly isOvertaken: boolean;
}

function countsOf({ gps }: StaffBranch): GpCounts | null {
  if (!gps.counts) return null;
  const { expected, offSick, away, locums } = gps.counts;
  return { expected, offSick, away, locums };
}

function same(a: GpCounts | null, b: GpCounts | null): boolean {
  if (!a || !b) return a === b;
  return GP_FIELDS.every((field) => a[field] === b[field]);
}

/** Begins with what is shown; where nothing is known, with the GPs that are usually planned. */
export function beginDraft(branch: StaffBranch): GpDraft {
  const base = countsOf(branch);
  const from = base ?? { expected: branch.expectedGps, offSick: 0, away: 0, locums: 0 };
  const typed = {
    expected: String(from.expected),
    offSick: String(from.offSick),
    away: String(from.away),
    locums: String(from.locums),
  };
  return { slug: branch.slug, typed, base, isOvertaken: false };
}

export function typeInto(draft: GpDraft, field: GpField, text: string): GpDraft {
  return { ...draft, typed: { ...draft.typed, [field]: text } };
}

/** A newer board came while the counts are being typed. What lapsed was not changed by anybody. */
export function meetBoard(draft: GpDraft, branch: StaffBranch): GpDraft {
  const counts = countsOf(branch);
  const isOvertaken = counts !== null && !same(counts, draft.base);
  return draft.isOvertaken === isOvertaken ? draft : { ...draft, isOvertaken };
}

const WHOLE_NUMBER = /^\d{1,2}$/;

export type DraftReading =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'faulty'; readonly field: GpField | null; readonly message: string }
  | { readonly kind: 'counts'; readonly counts: GpCounts };

/** The counts in it, or the first fault: of a field, or of the counts together. */
export function readDraft({ typed, base }: GpDraft): DraftReading {
  const bad = GP_FIELDS.find((field) => !WHOLE_NUMBER.test(typed[field].trim()));
  if (bad) return { kind: 'faulty', field: bad, message: COUNT_FAULT };
  const counts = {
    expected: Number(typed.expected),
    offSick: Number(typed.offSick),
    away: Number(typed.away),
    locums: Number(typed.locums),
  };
  if (base && same(counts, base)) return { kind: 'unchanged' };
  const [fault] = checkReport({ gps: counts });
  if (fault) return { kind: 'faulty', field: null, message: countsFault(fault.message) };
  return { kind: 'counts', counts };
}

/** What somebody said of the counts while they were typed here; null when nobody did, or said the same. */
export function clashOf(draft: GpDraft, branch: StaffBranch, counts: GpCounts): BranchClash | null {
  const theirs = countsOf(branch);
  const { said } = branch.gps;
  if (!draft.isOvertaken || !theirs || !said || same(theirs, counts)) return null;
  return { slug: branch.slug, seq: branch.seq, changed: [{ field: 'gps', by: said.by, at: said.at, was: theirs }] };
}
