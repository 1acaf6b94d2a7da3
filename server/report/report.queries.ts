import type { Kysely, Transaction } from 'kysely';
import type { Fact, ReportFact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toFact } from '../journal/fact-row.ts';
import { selectFacts } from '../journal/read.ts';
import type { Database } from '../platform/database.types.ts';

/** Reports of a branch that a new one is compared with: more than people make in the 48 hours a phone may be away. */
const REPORTS_COMPARED = 200;

/** An answer that was given under a key. */
export interface StoredAnswer {
  readonly bodyHash: string;
  readonly answer: unknown;
}

export async function findAnswer(db: Kysely<Database>, actor: string, key: string): Promise<StoredAnswer | null> {
  const row = await db
    .selectFrom('idempotency')
    .select(['body_hash', 'answer'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? { bodyHash: row.body_hash, answer: row.answer } : null;
}

export async function insertAnswer(
  trx: Transaction<Database>,
  row: { actor: string; key: string; bodyHash: string; status: number; answer: object; at: Instant },
): Promise<void> {
  await trx
    .insertInto('idempotency')
    .values({
      actor: row.actor,
      key: row.key,
      body_hash: row.bodyHash,
      status: row.status,
      answer: row.answer,
      created_at: new Date(row.at),
    })
    .execute();
}

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
