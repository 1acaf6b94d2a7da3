import { type Kysely, sql } from 'kysely';
import type { Fact, ReportFact } from '../../shared/facts/fact.ts';
import { toFact } from '../journal/fact-row.ts';
import type { FactRow } from '../journal/fact.table.ts';
import { selectFacts } from '../journal/read.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import { type Ask, ask } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';

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

/** The reports of the branches that have one of the places in the journal. */
export function askReportsAt(db: Db, branches: readonly string[], seqs: readonly number[]): Ask<readonly Fact[]> {
  const at = selectFacts(db)
    .where('fact.kind', '=', 'report')
    .where('fact.seq', '=', sql<number>`any(${[...seqs]}::bigint[])`);
  const [one] = branches;
  const query =
    one !== undefined && branches.length === 1
      ? keepPrepared(at.where('fact.branch', '=', one).compile())
      : at.where('fact.branch', '=', sql<string>`any(${[...branches]}::text[])`).compile();
  return ask(query, (rows) => rows.map(toFact));
}

/** The newest reports of each of the branches that were recorded behind `after`. */
export async function readReportsSince(db: Db, branches: readonly string[], after: number): Promise<readonly Fact[]> {
  const each = Math.max(REPORTS_AT_LEAST, Math.min(REPORTS_COMPARED, Math.floor(REPORTS_AT_MOST / branches.length)));
  const recent = sql<FactRow>`(
    select recent.* from unnest(${[...branches]}::text[]) as named (slug)
    cross join lateral (
      select * from fact where branch = named.slug and kind = 'report' and seq > ${after}
      order by seq desc limit ${sql.lit(each)}
    ) as recent
  )`;
  return (await selectFacts(db, recent).execute()).map(toFact);
}
