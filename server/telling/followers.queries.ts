import { sql } from 'kysely';
import type { FollowChannel, FollowKind } from '../../shared/follow/follow.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';

/** Somebody who follows, in the hand of this process. */
export interface TakenFollower {
  readonly id: string;
  readonly address_sealed: Buffer;
  readonly address_digest: string;
  readonly language: string;
  readonly branches: readonly string[] | null;
  readonly kinds: readonly FollowKind[];
  readonly failures: number;
  readonly told_through: number;
  readonly apart: { readonly [slug: string]: boolean } | null;
  readonly messages: number;
  readonly tries: number;
  readonly tried_since: Date | null;
  /** More than 1: a try before may have arrived. */
  readonly taken: number;
  /** What they were told then, if it did. */
  readonly tried_through: number | null;
}

export interface TakeFollowers {
  readonly channel: FollowChannel;
  readonly now: Instant;
  /** Until then nobody else takes them. */
  readonly until: Instant;
  readonly limit: number;
  /** The announcement that they are to be told up to. */
  readonly head: number;
}

/**
 * Its commit waits for no disk: reports do, and must not wait behind those of all who follow. A crash of the machine may
 * tell some twice.
 */
const NOT_WAITED_FOR = sql`select set_config('synchronous_commit', 'off', true) as synchronous`;

/** Ids between which followers are looked at. */
export interface Piece {
  readonly after: string;
  /** null: to the last. */
  readonly upTo: string | null;
}

/** The next ids after one. */
export async function nextPiece(db: Db, after: string, size: number): Promise<Piece> {
  const last = await db
    .selectFrom('follower')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .offset(size - 1)
    .limit(1)
    .executeTakeFirst();
  return { after, upTo: last?.id ?? null };
}

/**
 * Those of a piece who were not told yet. A piece is a bounded piece of work, whatever the database thinks of its tables:
 * a look at all of them for each few would cost the board its quickness.
 */
export async function takeUntold(
  db: Db,
  { channel, now, until, head }: Omit<TakeFollowers, 'limit'>,
  { after, upTo }: Piece,
): Promise<TakenFollower[]> {
  const end = upTo === null ? sql`` : sql`and id <= ${upTo}`;
  const { rows } = await sql<TakenFollower>`
    with piece as materialized (
      select id, channel, confirmed_at from follower where id > ${after} ${end}
    ), due as (
      select piece.id, coalesce(
        told.told_through,
        (select max(n) from announcement where at <= piece.confirmed_at),
        (select min(n) from announcement)
      ) as told_through
      from piece left join lateral (
        select * from follower_told where follower = piece.id offset 0
      ) as told on true
      where piece.channel = ${channel}
        and (told.follower is null or told.told_through < ${head})
        and (told.next_try_at is null or told.next_try_at <= ${new Date(now)})
    ), taken as (
      insert into follower_told as told (follower, told_through, taken, tried_through, next_try_at)
      select id, told_through, 1, ${head}, ${new Date(until)} from due
      on conflict (follower) do update set next_try_at = excluded.next_try_at, taken = told.taken + 1,
        tried_through = coalesce(told.tried_through, excluded.tried_through)
      returning *
    )
    select follower.id, address_sealed, address_digest, language, branches, kinds, taken.failures,
      told_through, apart, messages, tries, tried_since, taken, tried_through
    from taken join follower on follower.id = taken.follower
    order by follower.id`.execute(db);
  return rows;
}

/** Those who are to be tried again, or looked at again, at this time. */
export async function takeDue(db: Db, { channel, now, until, limit, head }: TakeFollowers): Promise<TakenFollower[]> {
  const { rows } = await sql<TakenFollower>`
    with due as (
      select told.follower
      from follower_told as told join follower on follower.id = told.follower
      where told.next_try_at <= ${new Date(now)} and follower.channel = ${channel}
      order by told.next_try_at
      limit ${limit}
    ), taken as (
      update follower_told as told set next_try_at = ${new Date(until)}, taken = told.taken + 1,
        tried_through = coalesce(told.tried_through, ${head}::bigint)
      from due where told.follower = due.follower
      returning told.*
    )
    select follower.id, address_sealed, address_digest, language, branches, kinds, taken.failures,
      told_through, apart, messages, tries, tried_since, taken, tried_through
    from taken join follower on follower.id = taken.follower`.execute(db);
  return rows;
}

/** What is noted of somebody who was in hand. */
export interface Noted {
  readonly id: string;
  readonly told_through: number;
  readonly apart: object | null;
  readonly messages: number;
  readonly tries: number;
  readonly tried_since: Date | null;
  readonly failures: number;
  readonly next_try_at: Date | null;
  /** 1: whether the last try arrived is not known. */
  readonly taken: 0 | 1;
  readonly tried_through: number | null;
}

/** One statement for all of them: a practice's followers are many, and the journal shares the database with them. */
export async function noteTold(db: Db, noted: readonly Noted[]): Promise<void> {
  if (noted.length === 0) return;
  const rows = JSON.stringify(noted);
  await sql`
    with quick as materialized (${NOT_WAITED_FOR})
    update follower_told as told
    set told_through = noted.told_through, apart = noted.apart, messages = noted.messages, tries = noted.tries,
      tried_since = noted.tried_since, failures = noted.failures, next_try_at = noted.next_try_at, taken = noted.taken,
      tried_through = noted.tried_through
    from quick, jsonb_to_recordset(${rows}::jsonb) as noted (
      id uuid, told_through bigint, apart jsonb, messages integer, tries integer, tried_since timestamptz,
      failures integer, next_try_at timestamptz, taken integer, tried_through bigint
    )
    where told.follower = noted.id and quick.synchronous = 'off'`.execute(db);
}

/** How those who follow by one way stand. */
export interface WaitingCount {
  readonly channel: FollowChannel;
  readonly followers: number;
  /** Who was not told yet of all that concerns them, as far as it was looked at. */
  readonly waiting: number;
}

export async function countWaiting(db: Db): Promise<readonly WaitingCount[]> {
  const { rows } = await sql<WaitingCount>`
    with waiting as (
      select follower.channel, count(*)::integer as count
      from follower_told as told join follower on follower.id = told.follower
      where told.next_try_at is not null
      group by 1
    )
    select follower.channel, count(*)::integer as followers, coalesce(max(waiting.count), 0) as waiting
    from follower left join waiting on waiting.channel = follower.channel
    group by 1
    order by 1`.execute(db);
  return rows;
}

/** When the oldest thing was announced that somebody still waits to be told; null: nobody waits. */
export async function readOldestWaiting(db: Db): Promise<Instant | null> {
  const { rows } = await sql<{ readonly at: Date | null }>`
    select min(at) as at from announcement
    where n > (select min(told_through) from follower_told where next_try_at is not null)`.execute(db);
  return rows[0]?.at?.getTime() ?? null;
}
