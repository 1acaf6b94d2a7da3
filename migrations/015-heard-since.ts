import { type Kysely, sql } from 'kysely';

/** In which order beats were stored, so that an instance reads what is new and not all branches again and again. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table last_heard add column stored bigint not null default 0`.execute(db);
  await sql`create index last_heard_stored on last_heard (stored)`.execute(db);
}
