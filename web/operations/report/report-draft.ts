import { checkReport, type ReportContent } from '../../../shared/facts/check-report.ts';
import { type Access, SERVICES, type Service, type ServiceState } from '../../../shared/facts/fact.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { REPORT_FAULTS } from '../../../shared/words/staff-operations-report.ts';
import { countsFault, faultSentence } from '../../../shared/words/staff-edits.ts';
import { GP_FIELDS, type GpField } from '../edits/gp-draft.ts';

export type TextDraft =
  | { readonly kind: 'leave' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'remove' };

/** A report as it is being put together. What is not spoken of is left as it is. */
export interface ReportDraft {
  readonly it: { readonly [S in Service]?: ServiceState };
  /** null: no counts are given. A count that is null has yet to be given. */
  readonly gps: { readonly [F in GpField]: number | null } | null;
  readonly access: Access | null;
  readonly message: TextDraft;
  readonly note: TextDraft;
}

export const EMPTY_DRAFT: ReportDraft = {
  it: {},
  gps: null,
  access: null,
  message: { kind: 'leave' },
  note: { kind: 'leave' },
};

export interface DraftFault {
  readonly field: 'gps' | 'message' | 'note' | 'report';
  readonly message: string;
}

/** Where the counts begin: those of the one branch, or of the day as it is usually planned; for several, nowhere. */
export function firstCounts(branches: readonly StaffBranch[]): { readonly [F in GpField]: number | null } {
  const [only, ...more] = branches;
  if (!only || more.length > 0) return { expected: null, offSick: null, away: null, locums: null };
  const { counts } = only.gps;
  if (!counts) return { expected: only.expectedGps, offSick: 0, away: 0, locums: 0 };
  const { expected, offSick, away, locums } = counts;
  return { expected, offSick, away, locums };
}

export function sayService(draft: ReportDraft, service: Service, state: ServiceState | null): ReportDraft {
  const { [service]: _, ...it } = draft.it;
  return { ...draft, it: state === null ? it : { ...it, [service]: state } };
}

export function sayAllWorking(draft: ReportDraft): ReportDraft {
  return { ...draft, it: Object.fromEntries(SERVICES.map((service) => [service, 'working'])) };
}

/** What is typed into a text; an empty one says nothing. Line ends become spaces: patients read one line. */
export function sayText(text: string): TextDraft {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.trim() === '' ? { kind: 'leave' } : { kind: 'say', text: line };
}

function textOf(draft: TextDraft): string | null | undefined {
  if (draft.kind === 'leave') return undefined;
  return draft.kind === 'say' ? draft.text.trim() : null;
}

function countsOf({ gps }: ReportDraft): ReportContent['gps'] | null {
  if (!gps) return undefined;
  const { expected, offSick, away, locums } = gps;
  if (expected === null || offSick === null || away === null || locums === null) return null;
  return { expected, offSick, away, locums };
}

/** The report in a draft: only what is spoken of. */
export function toContent(draft: ReportDraft): ReportContent {
  const content: ReportContent = {};
  const counts = countsOf(draft);
  const message = textOf(draft.message);
  const note = textOf(draft.note);
  if (Object.keys(draft.it).length > 0) content.it = { ...draft.it };
  if (counts) content.gps = counts;
  if (draft.access !== null) content.access = draft.access;
  if (message !== undefined) content.message = message;
  if (note !== undefined) content.note = note;
  return content;
}

export function saysNothing(draft: ReportDraft): boolean {
  return draft.gps === null && Object.keys(toContent(draft)).length === 0;
}

/** Only staff read it: it tells patients nothing. */
export function isForStaffOnly(draft: ReportDraft): boolean {
  const { note: _, ...others } = toContent(draft);
  return !saysNothing(draft) && draft.gps === null && Object.keys(others).length === 0;
}

/** All that keeps it from being sent. */
export function draftFaults(draft: ReportDraft): DraftFault[] {
  if (saysNothing(draft)) return [{ field: 'report', message: REPORT_FAULTS.saysNothing }];
  if (countsOf(draft) === null) {
    const missing = GP_FIELDS.filter((field) => draft.gps?.[field] === null);
    return [{ field: 'gps', message: REPORT_FAULTS.countsMissing(missing) }];
  }
  return checkReport(toContent(draft)).map(({ path, message }): DraftFault => {
    if (path === '/gps') return { field: 'gps', message: countsFault(message) };
    return { field: path === '/message' ? 'message' : 'note', message: faultSentence(path, message) };
  });
}
