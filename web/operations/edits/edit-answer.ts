import type { BulkReportAnswer } from '../../../shared/wire/bulk-report.ts';
import type { Clash, ReportAnswer } from '../../../shared/wire/report.ts';
import type { SendResult } from '../../staff/send.ts';
import type { BranchClash, Edit, EditFault } from './edit.ts';

/** What the server made of an edit. */
export type EditAnswer =
  | {
      readonly kind: 'saved';
      readonly seqs: { readonly [slug: string]: number };
      readonly notApplied: readonly Clash[];
    }
  | { readonly kind: 'changed'; readonly clashes: readonly BranchClash[] }
  | { readonly kind: 'refused'; readonly detail: string; readonly faults: readonly EditFault[] }
  | { readonly kind: 'unreachable' };

function toSaved(reports: readonly ReportAnswer[]): EditAnswer {
  return {
    kind: 'saved',
    seqs: Object.fromEntries(reports.map(({ branch, seq }) => [branch, seq])),
    notApplied: reports.flatMap(({ notApplied }) => notApplied),
  };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The answer about one branch has `seq` and `changed` in itself, the one about several a list of such. */
function toClashes(edit: Edit, problem: Readonly<Record<string, unknown>>): readonly BranchClash[] {
  if (isList(problem.branches)) {
    const told = problem.branches as readonly { branch: string; seq: number; changed: readonly Clash[] }[];
    return told.map(({ branch, seq, changed }) => ({ slug: branch, seq, changed }));
  }
  const [only] = edit.targets;
  if (!only || !isList(problem.changed) || typeof problem.seq !== 'number') return [];
  return [{ slug: only.slug, seq: problem.seq, changed: problem.changed as readonly Clash[] }];
}

export function toEditAnswer(edit: Edit, result: SendResult): EditAnswer {
  if (result.kind === 'unreachable') return { kind: 'unreachable' };
  if (result.kind === 'ok') {
    const isBulk = edit.targets.length > 1;
    return toSaved(isBulk ? (result.body as BulkReportAnswer).reports : [result.body as ReportAnswer]);
  }
  const { code, detail, faults } = result.problem;
  const clashes = code === 'branch-changed' ? toClashes(edit, result.problem) : [];
  return clashes.length > 0 ? { kind: 'changed', clashes } : { kind: 'refused', detail, faults };
}
