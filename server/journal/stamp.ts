import { sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';

/** The time by which that is stamped which is written to `db`, most often a transaction. */
export type StampOf = (db: Db) => Promise<Instant>;

/** The time by the database's own clock: one authority for all that write to it. */
export async function databaseTime(db: Db): Promise<Instant> {
  const { rows } = await sql<{ readonly now: Date }>`select clock_timestamp() as now`.execute(db);
  if (!rows[0]) throw new Error('the database did not tell the time');
  return rows[0].now.getTime();
}
