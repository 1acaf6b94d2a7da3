import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { Fact, ReportVia } from '../../shared/facts/fact.ts';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import { decideReport, type FieldClash, type ReportDecision } from '../../shared/facts/decide-report.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Clash } from '../../shared/wire/report.ts';
import { type Actor, isLeadOf } from '../access/access.ts';
import { noteFacts } from '../audit/note-facts.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Write } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { type KeptAnswer, toKeptClash } from './kept-answer.ts';

/** The same report of one branch or several. */
export interface ReportOf {
  readonly actor: Pick<Actor, 'id' | 'role' | 'branches' | 'visit'>;
  readonly content: ReportContent;
  readonly madeSecondsAgo: number;
  readonly lastSeenAt: Instant | null;
  readonly branches: readonly SeenBranch[];
  /** By text message: whoever sent it saw no board. */
  readonly via?: ReportVia;
}

/** A branch, and its last fact by a person that the reporter saw. */
export interface SeenBranch {
  readonly slug: string;
  readonly seenSeq: number;
}

/** A branch of which somebody else said something since. */
export interface ChangedBranch {
  readonly branch: string;
  readonly seq: number;
  readonly changed: readonly Clash[];
}

type Store = Extract<ReportDecision, { kind: 'store' }>;

function toClash({ field, by, at, was }: FieldClash): Clash {
  return { field, by, at: toIso(at), was };
}

/** What a report comes to: facts to be appended and what is kept of the answers, or, where a branch changed since, nothing. */
export type Decided =
  | { readonly changed: readonly ChangedBranch[]; readonly write: null }
  | { readonly changed: null; readonly write: Write<readonly KeptAnswer[]> };

/** Decides for each branch: for all of them or, where one changed since, for none. `records` hold all that was said of them. */
export function decideReports(report: ReportOf, records: Board['branches'], arrivedAt: Instant): Decided {
  const { actor, content, madeSecondsAgo, lastSeenAt, branches, via } = report;
  const age = { madeSecondsAgo, lastSeenAt, arrivedAt };
  const changed: ChangedBranch[] = [];
  const decided: DecidedBranch[] = [];
  for (const { slug, seenSeq } of branches) {
    const arriving = { actor: actor.id, content, seenSeq, unseen: via !== undefined, ...age };
    const decision = decideReport(records[slug] ?? null, arriving);
    if (decision.kind === 'store') decided.push({ slug, decision });
    else changed.push({ branch: slug, seq: decision.seq, changed: decision.changed.map(toClash) });
  }
  if (changed.length > 0) return { changed, write: null };

  const drafts = decided.map(({ slug, decision: { at } }) => {
    const onBehalf = !isLeadOf(actor, slug);
    return { kind: 'report', branch: slug, at, actor: actor.id, onBehalf, ...(via && { via }), ...content } as const;
  });
  // Another instance's clock may be ahead: what it recorded came first all the same.
  const recordedAt = Math.max(arrivedAt, ...drafts.map(({ at }) => at));
  return { changed: null, write: { facts: drafts, recordedAt, toKept: (facts) => toKept(decided, facts, actor) } };
}

type DecidedBranch = { readonly slug: string; readonly decision: Store };

function toKept(decided: readonly DecidedBranch[], facts: readonly Fact[], actor: ReportOf['actor']): KeptAnswer[] {
  return decided.map(({ slug, decision }, index) => {
    const fact = facts[index];
    if (!fact) throw new Error('the journal took fewer facts than it was given');
    return {
      seq: fact.seq,
      branch: slug,
      at: toIso(fact.at),
      recordedAt: toIso(fact.recordedAt),
      onBehalf: !isLeadOf(actor, slug),
      notApplied: decision.notApplied.map(toKeptClash),
      overrode: decision.overrode.map(toKeptClash),
    };
  });
}

/**
 * Stores what a report by text comes to: nobody saw a board for it, so nothing it speaks of can have changed since. `board`
 * holds all that was said of its branch. Hold the journal first.
 */
export async function storeReport(
  trx: Transaction<Database>,
  journal: JournalWriter,
  report: ReportOf & { readonly via: ReportVia },
  board: Board,
  arrivedAt: Instant,
): Promise<KeptAnswer> {
  const decided = decideReports(report, board.branches, arrivedAt);
  if (decided.changed) throw new Error('a report by somebody who saw no board was compared with one');
  const { facts, recordedAt, toKept: keep } = decided.write;
  const stored = await journal.append(trx, facts, recordedAt);
  await noteFacts(trx, report.actor, stored, arrivedAt);
  const [kept] = keep(stored);
  if (!kept) throw new Error('the report of a text was not stored');
  return kept;
}
