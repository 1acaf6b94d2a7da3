import type { Db } from '../platform/database.types.ts';
import type { FactRow } from './fact.table.ts';
import type { Texts } from './fact-texts.ts';
import { selectFacts } from './read.ts';

/** A fact with its evidence and the words it speaks at this time. */
export interface EvidenceRow extends FactRow {
  readonly actor_name: string | null;
  readonly texts: Texts | null;
}

/** What follows `seq`, in the journal's order. */
export async function selectEvidence(db: Db, seq: number, limit: number): Promise<readonly EvidenceRow[]> {
  return await selectFacts(db)
    .select(['fact.digests', 'fact.hash'])
    .where('fact.seq', '>', seq)
    .orderBy('fact.seq')
    .limit(limit)
    .execute();
}
