import { type Kysely, sql } from 'kysely';

/** What those who follow were told. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table telling (
      id boolean primary key default true check (id),
      version bigint not null default 0,
      teller uuid,
      teller_until timestamptz,
      epoch uuid,
      seq bigint,
      edge timestamptz,
      state jsonb
    )`.execute(db);
  await sql`insert into telling default values`.execute(db);
  await sql`
    create table announcement (
      n bigint primary key,
      at timestamptz not null,
      standing jsonb not null
    )`.execute(db);
  await sql`
    create table follower_told (
      follower uuid primary key references follower on delete cascade,
      told_through bigint not null,
      apart jsonb,
      messages integer not null default 0,
      tries integer not null default 0,
      tried_since timestamptz,
      failures integer not null default 0,
      taken integer not null default 0,
      tried_through bigint,
      next_try_at timestamptz
    )`.execute(db);
  await sql`create index follower_told_due on follower_told (next_try_at) where next_try_at is not null`.execute(db);
}
