import { type Kysely, sql } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import { toFact } from '../journal/fact-row.ts';
import { selectFacts } from '../journal/read.ts';
import type { Database } from '../platform/database.types.ts';

/** Those of the slugs that branches of the practice have. */
export async function findKnownBranches(db: Kysely<Database>, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { rows } = await sql<{ readonly slug: string }>`
    select named.slug
    from unnest(${[...new Set(slugs)]}::text[]) as named (slug)
    where exists (select from fact where fact.branch = named.slug and fact.kind = 'branch')`.execute(db);
  return new Set(rows.map(({ slug }) => slug));
}

/** All that was said of an incident, in the journal's order. */
export async function readIncidentFacts(db: Kysely<Database>, id: number): Promise<readonly Fact[]> {
  const rows = await selectFacts(db)
    .where('fact.kind', '=', 'incident')
    .where(sql<boolean>`(fact.payload ->> 'incident')::bigint = ${id}`)
    .orderBy('fact.seq')
    .execute();
  return rows.map(toFact);
}
