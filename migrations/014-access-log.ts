import { type Kysely, sql } from 'kysely';

/** Who came in, who was refused, and who changed what anybody may do. It is added to and never changed. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table access_log (
      id uuid primary key,
      at timestamptz not null,
      event text not null,
      outcome text not null,
      actor uuid,
      subject uuid,
      address text,
      detail jsonb not null
    )`.execute(db);
  await sql`create index access_log_at on access_log (at desc, id)`.execute(db);
  await sql`create index access_log_event on access_log (event, at desc)`.execute(db);
  await sql`
    create trigger access_log_append_only before update or delete or truncate on access_log
    for each statement execute function refuse_change()`.execute(db);
}
