import { type Kysely, sql } from 'kysely';

/** Of which branch a display is the screen of a waiting room; null: a wallboard for staff. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table display add column waiting_room_of text`.execute(db);
}
