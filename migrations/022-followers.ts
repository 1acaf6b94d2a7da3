import { type Kysely, sql } from 'kysely';

/** Who is told of changes, and who asked to be and did not confirm it yet. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table follower (
      id uuid primary key,
      channel text not null check (channel in ('push', 'email', 'text')),
      address_sealed bytea not null,
      address_digest text not null,
      language text not null,
      branches text[] check (cardinality(branches) > 0),
      kinds text[] not null check (cardinality(kinds) > 0 and kinds <@ array['trouble', 'planned']),
      created_at timestamptz not null,
      confirmed_at timestamptz not null,
      unique (channel, address_digest)
    )`.execute(db);
  await sql`create index follower_branches on follower using gin (branches)`.execute(db);
  await sql`create index follower_of_all on follower (id) where branches is null`.execute(db);
  await sql`
    create table follow_request (
      id uuid primary key,
      channel text not null check (channel in ('email', 'text')),
      address_sealed bytea not null,
      address_digest text not null,
      mailbox_digest text not null,
      language text not null,
      branches text[] check (cardinality(branches) > 0),
      kinds text[] not null check (cardinality(kinds) > 0 and kinds <@ array['trouble', 'planned']),
      made_at timestamptz not null,
      code_digest text,
      wrong_codes integer not null default 0,
      follower uuid references follower on delete cascade
    )`.execute(db);
  await sql`create index follow_request_mailbox on follow_request (mailbox_digest, made_at)`.execute(db);
  await sql`create index follow_request_follower on follow_request (follower)`.execute(db);
  await sql`create index follow_request_made on follow_request (made_at)`.execute(db);
}
