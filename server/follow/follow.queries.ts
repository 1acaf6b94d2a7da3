import { type Insertable, type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { FollowChannel, FollowChoice } from '../../shared/follow/follow.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { FollowerTable, FollowRequestTable } from './follower.table.ts';

export type FollowerRow = Selectable<FollowerTable>;
export type RequestRow = Selectable<FollowRequestTable>;

/** Adds a follower. Whoever follows already at this address has what the row says from now on, and keeps their id. */
export async function putFollower(db: Kysely<Database>, row: Insertable<FollowerTable>): Promise<string> {
  const { address_sealed, branches, kinds, language, confirmed_at } = row;
  const { id } = await db
    .insertInto('follower')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'address_digest'])
        .doUpdateSet({ address_sealed, branches, kinds, language, confirmed_at }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findFollower(db: Kysely<Database>, id: string): Promise<FollowerRow | null> {
  return (await db.selectFrom('follower').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** What they follow from now on; whether there is such a follower. */
export async function setChoice(db: Kysely<Database>, id: string, choice: FollowChoice): Promise<boolean> {
  const { branches, kinds, language } = choice;
  const changed = await db
    .updateTable('follower')
    .set({ branches, kinds, language })
    .where('id', '=', id)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** They leave no trace, nor does what they asked for. Whether there was such a follower. */
export async function deleteFollower(db: Kysely<Database>, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('follower').where('id', '=', id).executeTakeFirst();
  return gone.numDeletedRows > 0n;
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

export async function insertRequest(trx: Transaction<Database>, row: Insertable<FollowRequestTable>): Promise<void> {
  await trx.insertInto('follow_request').values(row).execute();
}

/** A request, held until the transaction ends, so that it is used once. */
export async function lockRequest(trx: Transaction<Database>, id: string): Promise<RequestRow | null> {
  const found = await trx.selectFrom('follow_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return found ?? null;
}

export async function findRequest(db: Kysely<Database>, id: string): Promise<RequestRow | null> {
  return (await db.selectFrom('follow_request').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** It made this follower; the others of the same address lead nowhere any more. */
export async function closeRequest(trx: Transaction<Database>, request: RequestRow, follower: string): Promise<void> {
  const { id, address_digest } = request;
  await trx.updateTable('follow_request').set({ follower }).where('id', '=', id).execute();
  await trx.deleteFrom('follow_request').where('address_digest', '=', address_digest).where('id', '<>', id).execute();
}

/** How much was sent lately, to one mailbox or phone and to everybody by the same channel. */
export interface RequestCounts {
  readonly ofMailboxInHour: number;
  readonly ofMailboxInTwoDays: number;
  readonly ofAllInMinute: number;
  readonly ofAllInTwoDays: number;
}

const LOCK = 7_461_902_122;

/** Counts what was sent before; whoever counts next waits until this transaction has added its own. Older rows are gone. */
export async function countRequests(
  trx: Transaction<Database>,
  channel: RequestRow['channel'],
  mailbox: string,
  now: Instant,
): Promise<RequestCounts> {
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(trx);
  const [hourAgo, minuteAgo] = [new Date(now - HOUR), new Date(now - MINUTE)];
  const { rows } = await sql<RequestCounts>`
    select
      (select count(*)::integer from follow_request where mailbox_digest = ${mailbox} and made_at > ${hourAgo}) as "ofMailboxInHour",
      (select count(*)::integer from follow_request where mailbox_digest = ${mailbox}) as "ofMailboxInTwoDays",
      (select count(*)::integer from follow_request where channel = ${channel} and made_at > ${minuteAgo}) as "ofAllInMinute",
      (select count(*)::integer from follow_request where channel = ${channel}) as "ofAllInTwoDays"`.execute(trx);
  const [counts] = rows;
  if (!counts) throw new Error('nothing was counted');
  return counts;
}

/** One more code that was none. */
export async function countWrongCode(trx: Transaction<Database>, id: string): Promise<void> {
  await trx
    .updateTable('follow_request')
    .set((row) => ({ wrong_codes: row('wrong_codes', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function deleteRequest(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('follow_request').where('id', '=', id).execute();
}

export async function deleteRequestsBefore(db: Kysely<Database>, before: Instant): Promise<void> {
  await db.deleteFrom('follow_request').where('made_at', '<=', new Date(before)).execute();
}

/** Id of the follower of an address. */
export async function findByAddress(
  db: Kysely<Database>,
  channel: FollowChannel,
  digest: string,
): Promise<string | null> {
  const found = await db
    .selectFrom('follower')
    .select('id')
    .where('channel', '=', channel)
    .where('address_digest', '=', digest)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Another address of the same browser. Where it has that one already, the old one goes. */
export async function replaceAddress(
  db: Kysely<Database>,
  old: string,
  { address_digest, address_sealed }: Pick<FollowerRow, 'address_digest' | 'address_sealed'>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await findByAddress(trx, 'push', address_digest);
    const follower = trx.updateTable('follower').set({ address_digest, address_sealed });
    if (known === null) await follower.where('channel', '=', 'push').where('address_digest', '=', old).execute();
    else if (old !== address_digest) {
      await trx.deleteFrom('follower').where('channel', '=', 'push').where('address_digest', '=', old).execute();
    }
  });
}
