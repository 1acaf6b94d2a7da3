import { checkReport, saysSomething, toReportContent } from '../../shared/facts/check-report.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { fromIso } from '../../shared/practice/instant.ts';
import type { BulkReportAnswer, BulkReportBody } from '../../shared/wire/bulk-report.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { type Actor, answersFor } from '../access/access.ts';
import { rightTo } from '../access/require-right.ts';
import { factNotes } from '../audit/note-facts.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import { hashOf, writeOnce, type Written } from '../journal/write-once.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { checkKey } from '../platform/idempotency-key.ts';
import { soundPart } from '../platform/request-parts.ts';
import { type KeptAnswer, toAnswers } from './kept-answer.ts';
import { askForNews, recordsOf, type ReportDeps } from './known-reports.ts';
import { decideReports } from './store-reports.ts';

export interface BulkReportInput {
  readonly actor: Actor;
  readonly key: string | undefined;
  readonly body: BulkReportBody;
  readonly shapeFaults: readonly Fault[];
}

type NamedBranches = BulkReportBody['branches'];

function faultsAt(branches: NamedBranches, isWrong: (slug: string, index: number) => boolean, message: string) {
  return branches.flatMap(({ slug }, index) =>
    isWrong(slug, index) ? [{ path: `/branches/${index}/slug`, message }] : [],
  );
}

async function checkBranches(db: Db, branches: NamedBranches): Promise<Fault[]> {
  const slugs = branches.map(({ slug }) => slug);
  const known = await findKnownBranches(db, slugs);
  const first = new Map(slugs.map((slug, index) => [slug, index] as const).toReversed());
  return [
    ...faultsAt(branches, (slug) => !known.has(slug), 'is no branch of this practice.'),
    ...faultsAt(branches, (slug, index) => first.get(slug) !== index, 'is named twice.'),
  ];
}

function checkContent(report: BulkReportBody['report']): Fault[] {
  const faults = checkReport(report).map(({ path, message }) => ({ path: `/report${path}`, message }));
  if (saysSomething(report)) return faults;
  return [...faults, { path: '/report', message: 'must say something: it, gps, access, message, note, or confirm.' }];
}

/** The body when nothing is wrong with it; throws `bad-request`, or `not-allowed`, with every fault. */
async function requireSound({ db }: ReportDeps, { actor, key, body, shapeFaults }: BulkReportInput): Promise<string> {
  const { branches = [], report } = soundPart(body, shapeFaults);
  const faults = [
    ...checkKey(key),
    ...shapeFaults,
    ...(await checkBranches(db, branches)),
    ...(report ? checkContent(report) : []),
  ];
  const foreign = faultsAt(branches, (slug) => !answersFor(actor, slug), 'is not a branch of yours.');
  if (key === undefined || faults.length > 0) throw new AppError('bad-request', { faults: [...faults, ...foreign] });
  if (foreign.length > 0) {
    throw new AppError('not-allowed', {
      detail: 'You may not report for all of these. Nothing was saved.',
      faults: foreign,
    });
  }
  return key;
}

/**
 * Records the same report of several branches, for all of them or for none, in one transaction with the answer to its
 * key. Throws `bad-request`, `not-allowed`, `key-reused`, `branch-changed` (then `branches` tells of each that changed)
 * or `database-away`.
 */
export async function recordReports(deps: ReportDeps, input: BulkReportInput): Promise<Written<BulkReportAnswer>> {
  const { actor, body } = input;
  const key = await requireSound(deps, input);
  const content = toReportContent(body.report);
  const slugs = body.branches.map(({ slug }) => slug);
  const { madeSecondsAgo = 0, lastSeenAt } = body.report;
  const said = {
    actor,
    content,
    madeSecondsAgo,
    lastSeenAt: lastSeenAt === undefined ? null : fromIso(lastSeenAt),
    branches: body.branches.map(({ slug, seen }) => ({ slug, seenSeq: seen })),
  };
  const known = deps.known();
  return writeOnce<readonly Fact[], { readonly reports: readonly KeptAnswer[] }, BulkReportAnswer>(
    deps,
    { actor: actor.id, key, bodyHash: hashOf(['reports', slugs, content]) },
    {
      allow: (time) => rightTo(deps.db, actor.id, slugs, time),
      find: () => askForNews(deps.db, known, slugs),
      write: async ({ trx, head, arrivedAt, found }) => {
        const records = await recordsOf(trx, known, head, slugs, found);
        const { changed, write } = decideReports(said, records, arrivedAt);
        if (changed) throw new AppError('branch-changed', { extra: { branches: changed } });
        return { ...write, toKept: (facts) => ({ reports: write.toKept(facts) }) };
      },
      note: (facts, arrivedAt) => factNotes(actor, facts, arrivedAt),
      answer: async (trx, { reports }) => ({ reports: await toAnswers(trx, reports, content) }),
    },
  );
}
