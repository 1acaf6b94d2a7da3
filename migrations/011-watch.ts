import { type Kysely, sql } from 'kysely';

/** What the automatic checks keep from pass to pass, for whichever instance makes the next one. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table watch (
      id boolean primary key default true check (id),
      version bigint not null default 0,
      changed bigint not null default 0,
      pass_at timestamptz,
      state jsonb
    )`.execute(db);
  await sql`insert into watch default values`.execute(db);
}
