import type { Transaction } from 'kysely';
import type { BranchRecord } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { decideReport, type FieldClash, type ReportDecision } from '../../shared/facts/decide-report.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Clash, ReportAnswer } from '../../shared/wire/report.ts';
import { type Actor, isLeadOf } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import { hashOf, type WriteDeps, writeOnce, type Written } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { type KeptAnswer, toAnswer, toKeptClash } from './kept-answer.ts';
import { branchExists, readRecentReports } from './report.queries.ts';
import { type CheckedReport, type ReportRequest, requireReport } from './report-request.ts';
import { isSlug } from './slug.ts';

export interface ReportInput extends ReportRequest {
  readonly actor: Actor;
  readonly branch: string;
}

interface Attempt extends CheckedReport {
  readonly actor: Actor;
  readonly branch: string;
}

/**
 * Records what a person says of a branch, in one transaction with the answer to its key. It returns only after the
 * commit. Throws `bad-request`, `if-match-missing`, `not-found`, `not-allowed`, `key-reused`, `branch-changed` or
 * `database-away`; then nothing is stored and the key stays free.
 */
export async function recordReport(deps: WriteDeps, input: ReportInput): Promise<Written<ReportAnswer>> {
  const { actor, branch } = input;
  const report = requireReport(input);
  if (!isSlug(branch)) throw unknownBranch();
  const { key, content } = report;
  const attempt = { ...report, actor, branch };
  return writeOnce<KeptAnswer, ReportAnswer>(
    deps,
    { actor: actor.id, key, bodyHash: hashOf([branch, content]) },
    {
      allow: async (trx, arrivedAt) => {
        if (!(await branchExists(trx, branch))) throw unknownBranch();
        await requireRight(trx, actor.id, [branch], arrivedAt);
      },
      write: (trx, arrivedAt) => record(trx, deps.journal, attempt, arrivedAt),
      answer: (trx, kept) => toAnswer(trx, kept, content),
    },
  );
}

async function record(
  trx: Transaction<Database>,
  journal: JournalWriter,
  attempt: Attempt,
  arrivedAt: Instant,
): Promise<KeptAnswer> {
  const { actor, branch, content } = attempt;
  const onBehalf = !isLeadOf(actor, branch);
  const decision = decideReport(await readRecord(trx, branch), toArriving(attempt, arrivedAt));
  const { at, notApplied, overrode } = requireStore(decision);
  const report = { kind: 'report', branch, at, actor: actor.id, onBehalf, ...content } as const;
  // Another instance's clock may be ahead: what it recorded came first all the same.
  const [fact] = await journal.append(trx, [report], Math.max(arrivedAt, at));
  if (!fact) throw new Error('the journal took no fact');
  return {
    seq: fact.seq,
    branch,
    at: toIso(fact.at),
    recordedAt: toIso(fact.recordedAt),
    onBehalf,
    notApplied: notApplied.map(toKeptClash),
    overrode: overrode.map(toKeptClash),
  };
}

async function readRecord(trx: Transaction<Database>, branch: string): Promise<BranchRecord | null> {
  const board = foldFacts(EMPTY_BOARD, await readRecentReports(trx, branch));
  return board.branches[branch] ?? null;
}

function requireStore(decision: ReportDecision): Extract<ReportDecision, { kind: 'store' }> {
  if (decision.kind === 'store') return decision;
  throw new AppError('branch-changed', {
    extra: { seq: decision.seq, changed: decision.changed.map(toClash) },
    headers: { etag: `"${decision.seq}"` },
  });
}

function toArriving({ actor, content, seenSeq, madeSecondsAgo, lastSeenAt }: Attempt, arrivedAt: Instant) {
  return { actor: actor.id, content, seenSeq, madeSecondsAgo, lastSeenAt, arrivedAt };
}

function toClash({ field, by, at, was }: FieldClash): Clash {
  return { field, by, at: toIso(at), was };
}

function unknownBranch(): AppError {
  return new AppError('not-found', { detail: 'There is no branch of this name. Nothing was saved.' });
}
