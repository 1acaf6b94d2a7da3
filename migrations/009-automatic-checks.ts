import { type Kysely, sql } from 'kysely';

/** Who speaks when a rule has decided and no person has. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    insert into actor (id, kind, name)
    values ('00000000-0000-4000-8000-000000000002', 'system', 'Automatic checks')`.execute(db);
}
