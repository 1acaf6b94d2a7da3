import { sql } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';

/** The time by which what is written is stamped: the database's, one authority for all that write to it (null), or one that is given. */
export type StampBy = () => Instant | null;

/** The time by the database's own clock. */
export async function databaseTime(db: Db): Promise<Instant> {
  const { rows } = await sql<{ readonly now: Date }>`select clock_timestamp() as now`.execute(db);
  if (!rows[0]) throw new Error('the database did not tell the time');
  return rows[0].now.getTime();
}

/** In SQL, a time that was given, or (null) when the transaction began by the database's clock, to the millisecond. */
export function sqlTime(given: Instant | null) {
  const at = given === null ? null : toIso(given);
  return sql<Date>`date_trunc('milliseconds', coalesce(${at}::timestamptz, now()))`;
}
