import { sql } from 'kysely';
import { withReadTimeout } from '../platform/database.ts';
import type { Db } from '../platform/database.types.ts';
import { LONG } from './export.queries.ts';

/** Of this application, in the database's own space of advisory locks. */
const LOCK_KEY = 7_461_902_119;

/** Does the task, whose queries may take long, unless another instance is at it; null when it is. */
export function withExportLock<T>(db: Db, task: (db: Db) => Promise<T>): Promise<T | null> {
  return withReadTimeout(db, LONG)
    .connection()
    .execute(async (connection) => {
      const { rows } = await sql<{ readonly held: boolean }>`
      select pg_try_advisory_lock(${sql.lit(LOCK_KEY)}) as held`.execute(connection);
      if (!rows[0]?.held) return null;
      try {
        return await task(connection);
      } finally {
        await sql`select pg_advisory_unlock(${sql.lit(LOCK_KEY)})`.execute(connection);
      }
    });
}

export interface MadeExport {
  readonly night: string;
  readonly made_at: Date;
}

export async function readLastExport(db: Db): Promise<MadeExport | null> {
  const last = db.selectFrom('nightly_export').select(['night', 'made_at']).orderBy('night', 'desc').limit(1);
  return (await last.executeTakeFirst()) ?? null;
}

export async function insertExport(db: Db, made: MadeExport & { readonly file: string }): Promise<void> {
  await db.insertInto('nightly_export').values(made).execute();
}
