import { type Kysely, sql } from 'kysely';

/** Mails to be sent. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table mail_outbox (
      id uuid primary key,
      recipient text not null,
      mail jsonb not null,
      made_at timestamptz not null,
      give_up_at timestamptz not null,
      next_try_at timestamptz not null,
      tries integer not null
    )`.execute(db);
  await sql`create index mail_outbox_due on mail_outbox (next_try_at)`.execute(db);
}
