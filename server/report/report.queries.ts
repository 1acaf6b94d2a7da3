import type { Kysely } from 'kysely';
import type { Fact, ReportFact } from '../../shared/facts/fact.ts';
import { toFact } from '../journal/fact-row.ts';
import { selectFacts } from '../journal/read.ts';
import type { Database } from '../platform/database.types.ts';

/** Reports of a branch that a new one is compared with: more than people make in the 48 hours a phone may be away. */
const REPORTS_COMPARED = 200;

/** Whether the practice has set up a branch of this slug. */
export async function branchExists(db: Kysely<Database>, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('fact')
    .select('seq')
    .where('branch', '=', slug)
    .where('kind', '=', 'branch')
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

/** The newest reports of a branch, newest first. */
export async function readRecentReports(db: Kysely<Database>, slug: string): Promise<Fact[]> {
  const rows = await selectFacts(db)
    .where('fact.branch', '=', slug)
    .where('fact.kind', '=', 'report')
    .orderBy('fact.seq', 'desc')
    .limit(REPORTS_COMPARED)
    .execute();
  return rows.map(toFact);
}
