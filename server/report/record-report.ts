import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { BranchRecord } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import { decideReport, type FieldClash, type ReportDecision } from '../../shared/facts/decide-report.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Clash, ReportAnswer } from '../../shared/wire/report.ts';
import { type Actor, isLeadOf } from '../access/access.ts';
import { requireReportRight } from '../access/require-report-right.ts';
import { lockJournal } from '../journal/append.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import { type KeptAnswer, toAnswer, toKeptClash } from './kept-answer.ts';
import { branchExists, findAnswer, insertAnswer, readRecentReports } from './report.queries.ts';
import { type CheckedReport, type ReportRequest, requireReport } from './report-request.ts';
import { isSlug } from './slug.ts';

export interface ReportDeps {
  readonly db: Db;
  readonly journal: JournalWriter;
}

export interface ReportInput extends ReportRequest {
  readonly actor: Actor;
  readonly branch: string;
}

export interface RecordedReport {
  /** 201: stored by this call; 200: an earlier call with the same key stored it. */
  readonly status: 201 | 200;
  readonly answer: ReportAnswer;
}

interface Attempt extends CheckedReport {
  readonly actor: Actor;
  readonly branch: string;
  readonly bodyHash: string;
  readonly arrivedAt: Instant;
}

/**
 * Records what a person says of a branch, in one transaction with the answer to its key. It returns only after the
 * commit. Throws `bad-request`, `if-match-missing`, `not-found`, `not-allowed`, `key-reused`, `branch-changed` or
 * `database-away`; then nothing is stored and the key stays free.
 */
export async function recordReport({ db, journal }: ReportDeps, input: ReportInput): Promise<RecordedReport> {
  const { actor, branch } = input;
  const report = requireReport(input);
  if (!isSlug(branch)) throw unknownBranch();
  const attempt = { ...report, actor, branch, bodyHash: hashContent(branch, report.content) };
  let committing = false;
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        const recorded = await record(trx, journal, { ...attempt, arrivedAt: await journal.stampOf(trx) });
        committing = true;
        return recorded;
      });
  } catch (error) {
    // A connection lost during the commit leaves it open whether the commit took place.
    if (committing && isDatabaseAway(error)) throw outcomeUnknown(error);
    throw error;
  }
}

async function record(trx: Transaction<Database>, journal: JournalWriter, attempt: Attempt): Promise<RecordedReport> {
  const { actor, branch, arrivedAt, content } = attempt;
  const before = await findRecorded(trx, attempt);
  if (before) return before;
  if (!(await branchExists(trx, branch))) throw unknownBranch();
  await requireReportRight(trx, actor.id, branch, arrivedAt);

  await lockJournal(trx);
  // Two tries with one key may have come here together; the first has committed by the time the second holds the lock.
  const meanwhile = await findRecorded(trx, attempt);
  if (meanwhile) return meanwhile;
  const onBehalf = !isLeadOf(actor, branch);
  const { at, notApplied, overrode } = requireStore(decideReport(await readRecord(trx, branch), toArriving(attempt)));
  const report = { kind: 'report', branch, at, actor: actor.id, onBehalf, ...content } as const;
  // Another instance's clock may be ahead: what it recorded came first all the same.
  const [fact] = await journal.append(trx, [report], Math.max(arrivedAt, at));
  if (!fact) throw new Error('the journal took no fact');
  const kept: KeptAnswer = {
    seq: fact.seq,
    branch,
    at: toIso(fact.at),
    recordedAt: toIso(fact.recordedAt),
    onBehalf,
    notApplied: notApplied.map(toKeptClash),
    overrode: overrode.map(toKeptClash),
  };
  const { key, bodyHash } = attempt;
  await insertAnswer(trx, { actor: actor.id, key, bodyHash, status: 201, answer: kept, at: arrivedAt });
  return { status: 201, answer: await toAnswer(trx, kept, content) };
}

/** The answer this key had before; throws `key-reused` when it was given for another report. */
async function findRecorded(trx: Transaction<Database>, attempt: Attempt): Promise<RecordedReport | null> {
  const stored = await findAnswer(trx, attempt.actor.id, attempt.key);
  if (!stored) return null;
  if (stored.bodyHash !== attempt.bodyHash) throw new AppError('key-reused');
  return { status: 200, answer: await toAnswer(trx, stored.answer as KeptAnswer, attempt.content) };
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

function toArriving({ actor, content, seenSeq, madeSecondsAgo, lastSeenAt, arrivedAt }: Attempt) {
  return { actor: actor.id, content, seenSeq, madeSecondsAgo, lastSeenAt, arrivedAt };
}

function toClash({ field, by, at, was }: FieldClash): Clash {
  return { field, by, at: toIso(at), was };
}

function hashContent(branch: string, content: ReportContent): string {
  return createHash('sha256')
    .update(JSON.stringify([branch, content]))
    .digest('hex');
}

function unknownBranch(): AppError {
  return new AppError('not-found', { detail: 'There is no branch of this name. Nothing was saved.' });
}

function outcomeUnknown(cause: unknown): AppError {
  return new AppError('database-away', {
    detail:
      'The database went away while this was being saved, so we cannot tell whether it was. Send it again with the ' +
      'same Idempotency-Key: it is never stored twice.',
    cause,
  });
}
