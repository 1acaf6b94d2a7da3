import { type Kysely, sql } from 'kysely';
import type { Fact, ReportFact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toFact } from '../journal/fact-row.ts';
import type { FactRow } from '../journal/fact.table.ts';
import { selectFacts } from '../journal/read.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import { sqlTime } from '../journal/stamp.ts';
import { type Ask, ask } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';

/** Reports of a branch that a new one is compared with: more than people make in the 48 hours a phone may be away. */
const REPORTS_COMPARED = 200;
/** Of very many branches at once fewer each: the journal is held meanwhile. */
const REPORTS_AT_MOST = 10_000;
const REPORTS_AT_LEAST = 20;
/** Of those that the reporter has seen: more than people make of a branch in the time in which a report is made just now. */
const SEEN_REPORTS_COMPARED = 40;

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

/** A report that is made just now, so long ago. `time` as of `sqlTime`. */
export interface MadeAgo {
  readonly time: Instant | null;
  readonly seconds: number;
}

/**
 * The newest reports of each of the branches. Of those that the reporter of one that is made just now has seen, only the
 * very newest and what was true after it was made: nothing else has a say in it. `made` null: it waited, or was made by
 * somebody who saw no board.
 */
export function askRecentReports(db: Db, branches: readonly SeenReports[], made: MadeAgo | null): Ask<readonly Fact[]> {
  const each = Math.max(REPORTS_AT_LEAST, Math.min(REPORTS_COMPARED, Math.floor(REPORTS_AT_MOST / branches.length)));
  const slugs = branches.map(({ slug }) => slug);
  const seen = branches.map(({ seenSeq }) => seenSeq);
  const recent = sql<FactRow>`(
    select recent.*
    from unnest(${slugs}::text[], ${seen}::bigint[]) as named (slug, seen)
    cross join lateral ${made ? saidByOthersOrLater(each, made) : newest(each)} as recent)`;
  const query = selectFacts(db, recent).compile();
  // Of several branches at once it has another text for each number of them.
  return ask(branches.length === 1 ? keepPrepared(query) : query, (rows) => rows.map(toFact));
}

function newest(limit: number, more = sql`true`, skipped = 0) {
  return sql`(
    select * from fact where branch = named.slug and kind = 'report' and ${more}
    order by seq desc limit ${sql.lit(limit)} offset ${sql.lit(skipped)}
  )`;
}

function saidByOthersOrLater(each: number, { time, seconds }: MadeAgo) {
  const isSeen = sql`seq <= named.seen`;
  const compared = Math.min(each, SEEN_REPORTS_COMPARED);
  const since = sql`(select date_trunc('milliseconds', ${sqlTime(time)} - ${seconds}::float8 * interval '1 second'))`;
  return sql`(
    ${newest(each, sql`seq > named.seen`)}
    union all ${newest(1, isSeen)}
    union all select * from ${newest(compared, isSeen, 1)} as seen where at > ${since}
  )`;
}

export async function readRecentReports(...asked: Parameters<typeof askRecentReports>): Promise<readonly Fact[]> {
  const { query, read } = askRecentReports(...asked);
  return read((await asked[0].executeQuery(query)).rows);
}
