import type { Insertable, Kysely } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import type { AccessLogTable } from './access-log.table.ts';

export async function insertAccess(db: Kysely<Database>, row: Insertable<AccessLogTable>): Promise<void> {
  await db.insertInto('access_log').values(row).execute();
}
