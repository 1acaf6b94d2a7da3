import { type Insertable, type Kysely, sql } from 'kysely';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import type { Database } from '../platform/database.types.ts';
import type { FollowerTable } from './follower.table.ts';

/** Adds a follower. Whoever follows already at this address has what the row says from now on, and keeps their id. */
export async function putFollower(db: Kysely<Database>, row: Insertable<FollowerTable>): Promise<void> {
  await db
    .insertInto('follower')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['channel', 'address_digest']).doUpdateSet({
        address_sealed: row.address_sealed,
        branches: row.branches,
        kinds: row.kinds,
        language: row.language,
        confirmed_at: row.confirmed_at,
        failures: 0,
        failed_at: null,
      }),
    )
    .execute();
}

/** How many follow each branch by each channel; `branch` null: all of the practice. */
export async function countFollowers(
  db: Kysely<Database>,
): Promise<readonly { readonly branch: string | null; readonly channel: FollowChannel; readonly followers: number }[]> {
  const { rows } = await sql<{
    readonly branch: string | null;
    readonly channel: FollowChannel;
    readonly followers: number;
  }>`
    select followed.branch, follower.channel, count(*)::integer as followers
    from follower left join lateral unnest(follower.branches) as followed (branch) on true
    group by 1, 2 order by 1 nulls first, 2`.execute(db);
  return rows;
}
