import type { Transaction } from 'kysely';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { ReportVia } from '../../shared/facts/fact.ts';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import {
  claimedAt,
  decideReport,
  type FieldClash,
  isQueued,
  type ReportDecision,
} from '../../shared/facts/decide-report.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Clash } from '../../shared/wire/report.ts';
import { type Actor, isLeadOf } from '../access/access.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Database } from '../platform/database.types.ts';
import { type KeptAnswer, toKeptClash } from './kept-answer.ts';
import { readRecentReports } from './report.queries.ts';

/** The same report of one branch or several. */
export interface ReportOf {
  readonly actor: Pick<Actor, 'id' | 'role' | 'branches'>;
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

/** Decides for each branch, and stores for all of them or, where one changed since, for none. Hold the journal first. */
export async function storeReports(
  trx: Transaction<Database>,
  journal: JournalWriter,
  report: ReportOf,
  arrivedAt: Instant,
): Promise<{ readonly stored: readonly KeptAnswer[]; readonly changed: readonly ChangedBranch[] }> {
  const { actor, content, madeSecondsAgo, lastSeenAt, branches, via } = report;
  const unseen = via !== undefined;
  const age = { madeSecondsAgo, lastSeenAt, arrivedAt };
  const after = isQueued({ unseen, madeSecondsAgo }) ? null : claimedAt(age);
  const { branches: records } = foldFacts(EMPTY_BOARD, await readRecentReports(trx, branches, after));
  const changed: ChangedBranch[] = [];
  const decided: { readonly slug: string; readonly decision: Store }[] = [];
  for (const { slug, seenSeq } of branches) {
    const arriving = { actor: actor.id, content, seenSeq, unseen, ...age };
    const decision = decideReport(records[slug] ?? null, arriving);
    if (decision.kind === 'store') decided.push({ slug, decision });
    else changed.push({ branch: slug, seq: decision.seq, changed: decision.changed.map(toClash) });
  }
  if (changed.length > 0) return { stored: [], changed };

  const drafts = decided.map(({ slug, decision: { at } }) => {
    const onBehalf = !isLeadOf(actor, slug);
    return { kind: 'report', branch: slug, at, actor: actor.id, onBehalf, ...(via && { via }), ...content } as const;
  });
  // Another instance's clock may be ahead: what it recorded came first all the same.
  const facts = await journal.append(trx, drafts, Math.max(arrivedAt, ...drafts.map(({ at }) => at)));
  const stored = decided.map(({ slug, decision }, index) => {
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
  return { stored, changed };
}
