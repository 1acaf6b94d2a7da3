import type { Kysely } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { isStillHere } from './access-log.queries.ts';

/** `here`: they may still sign in, or the token still works. */
export async function findNameToErase(
  db: Kysely<Database>,
  id: string,
  now: Instant,
): Promise<'named' | 'here' | 'none'> {
  const row = await db
    .selectFrom('actor')
    .select(isStillHere(now).as('here'))
    .where('id', '=', id)
    .where('kind', '<>', 'system')
    .where('name', 'is not', null)
    .executeTakeFirst();
  if (!row) return 'none';
  return row.here ? 'here' : 'named';
}
