import { sql } from 'kysely';
import type { Db } from '../platform/database.types.ts';

/** Those of the slugs that branches of the practice have at this time: set up, and not retired since. */
export async function findKnownBranches(db: Db, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { rows } = await sql<{ readonly slug: string }>`
    select named.slug
    from unnest(${[...new Set(slugs)]}::text[]) as named (slug)
    where (
      select coalesce(fact.payload -> 'branch' -> 'retired', 'false') = 'false'
      from fact
      where fact.kind = 'branch' and fact.branch = named.slug
      order by fact.seq desc
      limit 1
    )`.execute(db);
  return new Set(rows.map(({ slug }) => slug));
}
