import { type Kysely, sql } from 'kysely';
import type { Fact, ReportFact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toFact } from '../journal/fact-row.ts';
import { selectFacts } from '../journal/read.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { Database } from '../platform/database.types.ts';

/** Reports of a branch that a new one is compared with: more than people make in the 48 hours a phone may be away. */
const REPORTS_COMPARED = 200;
/** Of very many branches at once fewer each: the journal is held meanwhile. */
const REPORTS_AT_MOST = 10_000;
const REPORTS_AT_LEAST = 20;

/** Whether the practice has a branch of this slug; a retired one it has no more. */
export async function branchExists(db: Kysely<Database>, slug: string): Promise<boolean> {
  return (await findKnownBranches(db, [slug])).has(slug);
}

/** Whether the practice has this branch, or had it before it was retired. */
export async function branchEverExisted(db: Kysely<Database>, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('fact')
    .select('seq')
    .where('kind', '=', 'branch')
    .where('branch', '=', slug)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The reports at these places of the journal, with the names and texts they have at this time. */
export async function readReports(db: Kysely<Database>, seqs: readonly number[]): Promise<ReportFact[]> {
  if (seqs.length === 0) return [];
  const rows = await selectFacts(db).where('fact.seq', 'in', seqs).execute();
  return rows.map(toFact).filter((fact) => fact.kind === 'report');
}

/** A branch, and what its reporter has seen of it. */
export interface SeenReports {
  readonly slug: string;
  readonly seenSeq: number;
}

/**
 * The newest reports of each of the branches. With `after`, of those that its reporter has seen only the very newest and
 * what was true after that time: nothing else has a say in a report that is made just now.
 */
export async function readRecentReports(
  db: Kysely<Database>,
  branches: readonly SeenReports[],
  after: Instant | null,
): Promise<Fact[]> {
  const each = Math.max(REPORTS_AT_LEAST, Math.min(REPORTS_COMPARED, Math.floor(REPORTS_AT_MOST / branches.length)));
  const slugs = branches.map(({ slug }) => slug);
  const seen = branches.map(({ seenSeq }) => seenSeq);
  const since = after === null ? null : new Date(after);
  const recent = sql<number>`(
    select recent.seq
    from unnest(${slugs}::text[], ${seen}::bigint[]) as named (slug, seen)
    cross join lateral (
      select seq, at, row_number() over (order by seq desc) as place
      from fact where fact.branch = named.slug and fact.kind = 'report' order by seq desc limit ${each}
    ) as recent
    where ${since}::timestamptz is null or place = 1 or recent.seq > named.seen or recent.at > ${since}::timestamptz)`;
  const rows = await selectFacts(db).where('fact.seq', 'in', recent).execute();
  return rows.map(toFact);
}
