import { type Kysely, sql } from 'kysely';

/** Finds how a branch is set up without reading all that was ever said of it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index fact_setting on fact (kind, branch, seq desc) where kind in ('branch', 'practice')`.execute(db);
}
