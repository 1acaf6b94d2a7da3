import { sql } from 'kysely';
import type { Db } from '../platform/database.types.ts';

/** Those of the slugs that branches of the practice have. */
export async function findKnownBranches(db: Db, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { rows } = await sql<{ readonly slug: string }>`
    select named.slug
    from unnest(${[...new Set(slugs)]}::text[]) as named (slug)
    where exists (select from fact where fact.branch = named.slug and fact.kind = 'branch')`.execute(db);
  return new Set(rows.map(({ slug }) => slug));
}
