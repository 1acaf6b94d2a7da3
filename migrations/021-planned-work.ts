import { type Kysely, sql } from 'kysely';

/** For what was said of one piece of planned work. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index fact_planned_seq on fact (((payload ->> 'planned')::bigint), seq)
    where kind = 'planned'`.execute(db);
}
