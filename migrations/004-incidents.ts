import { type Kysely, sql } from 'kysely';

/** Indexes for what is said of one incident, and for a branch's timeline with the incidents that are about it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index fact_incident_seq on fact (((payload ->> 'incident')::bigint), seq desc)
    where kind in ('incident', 'check')`.execute(db);
  await sql`
    create index fact_incident_branches on fact using gin ((payload -> 'branches'))
    where kind = 'incident'`.execute(db);
  await sql`
    create index fact_practice_seq on fact (seq desc)
    where branch is null and kind in ('notice', 'alert', 'check')`.execute(db);
}
