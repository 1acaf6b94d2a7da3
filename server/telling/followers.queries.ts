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

/** Those who were not told yet, in order of their ids after `after`. */
export async function takeUntold(
  db: Db,
  { channel, now, until, limit, head }: TakeFollowers,
  after: string,
): Promise<TakenFollower[]> {
  const { rows } = await sql<TakenFollower>`
    with due as (
      select follower.id, coalesce(
        told.told_through,
        (select max(n) from announcement where at <= follower.confirmed_at),
        (select min(n) from announcement)
      ) as told_through
      from follower left join follower_told as told on told.follower = follower.id
      where follower.channel = ${channel} and follower.id > ${after}
        and (told.follower is null or told.told_through < ${head})
        and (told.next_try_at is null or told.next_try_at <= ${new Date(now)})
      order by follower.id
      limit ${limit}
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
