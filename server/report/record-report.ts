import type { Fact } from '../../shared/facts/fact.ts';
import type { ReportAnswer } from '../../shared/wire/report.ts';
import type { Actor } from '../access/access.ts';
import { rightToReport } from '../access/require-right.ts';
import { factNotes } from '../audit/note-facts.ts';
import { hashOf, writeOnce, type Written } from '../journal/write-once.ts';
import { AppError } from '../platform/errors.ts';
import { type KeptAnswer, toAnswers, toPlainAnswer } from './kept-answer.ts';
import { type ReportRequest, requireReport } from './report-request.ts';
import { isSlug } from './slug.ts';
import { askForNews, recordsAhead, recordsOf, type ReportDeps } from './known-reports.ts';
import { type ChangedBranch, decideReports } from './store-reports.ts';

export interface ReportInput extends ReportRequest {
  readonly actor: Actor;
  readonly branch: string;
  /** The account whose words these are, where they may have waited for a sign-in. */
  readonly saidBy?: string | undefined;
}

/**
 * Records what a person says of a branch, in one transaction with the answer to its key. It returns only after the
 * commit. Throws `not-signed-in` where
 * somebody else said it, `bad-request`, `if-match-missing`, `not-found`, `not-allowed`, `key-reused`, `branch-changed` or
 * `database-away`; then nothing is stored and the key stays free.
 */
export async function recordReport(deps: ReportDeps, input: ReportInput): Promise<Written<ReportAnswer>> {
  const { actor, branch, saidBy = actor.id } = input;
  if (saidBy !== actor.id) throw new AppError('not-signed-in', { detail: OTHER_PERSON });
  const report = requireReport(input);
  if (!isSlug(branch)) throw unknownBranch();
  const { key, seenSeq, content, madeSecondsAgo, lastSeenAt } = report;
  const said = { actor, content, madeSecondsAgo, lastSeenAt, branches: [{ slug: branch, seenSeq }] };
  const known = deps.known();
  return writeOnce<readonly Fact[], KeptAnswer, ReportAnswer>(
    deps,
    { actor: actor.id, key, bodyHash: hashOf([branch, content]) },
    {
      foresee: (moment) => {
        const records = recordsAhead(deps.known(), moment, [branch]);
        const decided = records && decideReports(said, records, moment.arrivedAt);
        if (!decided?.write) return null;
        const { write } = decided;
        return {
          ...write,
          toKept: (facts) => write.toKept(facts)[0] ?? lost(),
          name: actor.name,
          answer: (kept) => toPlainAnswer(kept, content),
        };
      },
      allow: (time) => rightToReport(deps.db, actor.id, branch, time, unknownBranch),
      find: () => askForNews(deps.db, known, [branch]),
      write: async ({ trx, head, arrivedAt, found }) => {
        const records = await recordsOf(trx, known, head, [branch], found);
        const { changed, write } = decideReports(said, records, arrivedAt);
        if (changed) throw changedSince(changed);
        return { ...write, toKept: (facts) => write.toKept(facts)[0] ?? lost() };
      },
      note: (facts, arrivedAt) => factNotes(actor, facts, arrivedAt),
      answer: async (trx, kept) => (await toAnswers(trx, [kept], content))[0] ?? lost(),
    },
  );
}

function changedSince([since]: readonly ChangedBranch[]): AppError {
  if (!since) return lost();
  const { seq, changed } = since;
  return new AppError('branch-changed', { extra: { seq, changed }, headers: { etag: `"${seq}"` } });
}

function lost(): never {
  throw new Error('a report was neither stored nor refused');
}

const OTHER_PERSON = 'Somebody else is signed in than who said this. Nothing was saved.';

function unknownBranch(): AppError {
  return new AppError('not-found', { detail: 'There is no branch of this name. Nothing was saved.' });
}
