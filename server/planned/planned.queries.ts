import { type Kysely, sql } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import { toFact } from '../journal/fact-row.ts';
import { selectFacts } from '../journal/read.ts';
import type { Database } from '../platform/database.types.ts';

/** All that was said of a piece of planned work, in the journal's order. */
export async function readPlannedFacts(db: Kysely<Database>, id: number): Promise<readonly Fact[]> {
  const rows = await selectFacts(db)
    .where('fact.kind', '=', 'planned')
    .where(sql<boolean>`(fact.payload ->> 'planned')::bigint = ${id}`)
    .orderBy('fact.seq')
    .execute();
  return rows.map(toFact);
}
