import { type Kysely, sql } from 'kysely';

/** Mobile numbers of people, text messages that came in, claims that wait to be confirmed, and texts to be sent. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table person add column phone text unique check (phone ~ '^\\+[1-9][0-9]{7,14}$')`.execute(db);
  await sql`
    create table inbound_text (
      id text primary key,
      arrived_at timestamptz not null,
      outcome text not null
    )`.execute(db);
  await sql`create index inbound_text_arrived on inbound_text (arrived_at)`.execute(db);
  await sql`
    create table text_claim (
      id uuid primary key,
      person uuid not null references person on delete cascade,
      branch text not null,
      content jsonb not null,
      said_at timestamptz not null,
      made_at timestamptz not null,
      code text not null,
      wrong_codes integer not null,
      expires_at timestamptz not null,
      state text not null,
      settled_at timestamptz
    )`.execute(db);
  await sql`create index text_claim_waiting on text_claim (person) where state in ('waiting', 'asked')`.execute(db);
  await sql`
    create table text_outbox (
      id uuid primary key,
      person uuid not null references person on delete cascade,
      branch text,
      body text,
      made_at timestamptz not null,
      next_try_at timestamptz,
      tries integer not null
    )`.execute(db);
  await sql`create index text_outbox_due on text_outbox (next_try_at) where next_try_at is not null`.execute(db);
  await sql`create index text_outbox_person on text_outbox (person, made_at)`.execute(db);
}
