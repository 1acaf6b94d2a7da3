import type { Fault, ProblemCode } from '../wire/problem.ts';
import type { Clash } from '../wire/report.ts';
import { toOvertaken } from './clashes.ts';
import type { EntryAnswer } from './decide-entry.ts';
import type { RefusalReason } from './entry.ts';

/** What came back for a report that was sent. */
export type ReportResult =
  | { readonly kind: 'ok'; readonly body: unknown }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: Readonly<Record<string, unknown>> & {
        readonly code: string;
        readonly detail: string;
        readonly faults: readonly Fault[];
      };
    }
  | { readonly kind: 'unreachable' };

/** Answers of ours that no other try changes. */
const REFUSALS: { readonly [C in ProblemCode]?: RefusalReason } = {
  'bad-request': 'faults',
  'not-allowed': 'no-right',
  'not-found': 'gone',
  'already-done': 'faults',
  'body-too-large': 'faults',
  'key-reused': 'faults',
};

function isReason(code: string): code is keyof typeof REFUSALS {
  return Object.hasOwn(REFUSALS, code);
}

function storedAnswer(body: unknown): EntryAnswer | null {
  const { seq, at, notApplied, overrode } = (body ?? {}) as Record<string, unknown>;
  if (typeof seq !== 'number' || typeof at !== 'string') return null;
  if (!Array.isArray(notApplied) || !Array.isArray(overrode)) return null;
  return { kind: 'stored', seq, at, notApplied: notApplied as Clash[], overrode: overrode as Clash[] };
}

/**
 * What an answer says of a report. Only our own words end it: a hotel's sign-in page answers 200 to everything, and what
 * a proxy refuses was never asked of us.
 */
export function toAnswer(result: ReportResult): EntryAnswer {
  if (result.kind === 'unreachable') return { kind: 'later', why: 'no-connection', detail: null };
  if (result.kind === 'ok') {
    return storedAnswer(result.body) ?? { kind: 'later', why: 'no-connection', detail: null };
  }
  const { problem } = result;
  const { code, detail, faults } = problem;
  if (code === 'not-signed-in') return { kind: 'later', why: 'signed-out', detail: null };
  const overtaken = toOvertaken(problem);
  if (overtaken) return { kind: 'overtaken', ...overtaken };
  const why = isReason(code) ? REFUSALS[code] : undefined;
  if (why) return { kind: 'refused', why, detail, faults };
  return { kind: 'later', why: 'busy', detail };
}
