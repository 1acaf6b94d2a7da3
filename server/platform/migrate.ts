import { Migrator, sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { withReadTimeout } from './database.ts';
import type { Db } from './database.types.ts';

/** Of this application, in the database's own space of advisory locks. */
const LOCK_KEY = 7_461_902_118;
const LOCK_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 600_000;

/**
 * Brings the schema up to date and returns the names of the migrations that were run. Safe to call from several
 * processes at once: the others wait up to 10 s and find nothing left to do. Throws when the database holds a
 * migration that this version does not know.
 */
export function migrateToLatest(db: Db): Promise<readonly string[]> {
  const patient = withReadTimeout(db, STATEMENT_TIMEOUT_MS);
  return patient.connection().execute(async (connection) => {
    await sql`
      select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, false),
        set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, false)`.execute(connection);
    try {
      return await migrateAlone(connection);
    } finally {
      await sql`reset lock_timeout`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

async function migrateAlone(connection: Db): Promise<readonly string[]> {
  // Taken before the library's own lock, which would wait for an hour.
  await sql`select pg_advisory_lock(${LOCK_KEY})`.execute(connection);
  try {
    const migrator = new Migrator({ db: connection, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await sql`select pg_advisory_unlock(${LOCK_KEY})`.execute(connection);
  }
}
