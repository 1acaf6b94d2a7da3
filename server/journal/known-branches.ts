import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/database.types.ts';

/** In SQL, whether a branch of this slug was set up, and not retired since; null when it never was. */
export function standsNow(slug: RawBuilder<unknown>) {
  return sql<boolean | null>`(
    select coalesce(fact.payload -> 'branch' -> 'retired', 'false') = 'false'
    from fact
    where fact.kind = 'branch' and fact.branch = ${slug}
    order by fact.seq desc
    limit 1
  )`;
}

/** Those of the slugs that branches of the practice have at this time. */
export async function findKnownBranches(db: Db, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { rows } = await sql<{ readonly slug: string }>`
    select named.slug
    from unnest(${[...new Set(slugs)]}::text[]) as named (slug)
    where ${standsNow(sql`named.slug`)}`.execute(db);
  return new Set(rows.map(({ slug }) => slug));
}
