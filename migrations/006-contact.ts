import { type Kysely, sql } from 'kysely';

/** The tokens of senders, and what was last heard of each source. No branch: the canary. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table sender_token (
      id uuid primary key,
      branch text,
      token_hash bytea not null unique,
      created_by uuid not null references actor,
      created_at timestamptz not null
    )`.execute(db);
  await sql`
    create table last_heard (
      source text primary key,
      at timestamptz not null,
      every_ms integer not null,
      in_row integer not null,
      unbroken_from timestamptz not null,
      boots jsonb not null,
      checks jsonb not null,
      token uuid not null
    )`.execute(db);
}
