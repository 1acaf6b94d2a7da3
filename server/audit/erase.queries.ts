import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';

/** `here`: they may still sign in, or the token still works. */
export async function findNameToErase(
  db: Kysely<Database>,
  id: string,
  now: Instant,
): Promise<'named' | 'here' | 'none'> {
  const row = await db
    .selectFrom('actor')
    .select(
      sql<boolean>`exists (select from person where person.id = actor.id)
        or exists (select from api_token where api_token.actor = actor.id and revoked_at is null
          and (expires_at is null or expires_at > ${new Date(now)}))`.as('here'),
    )
    .where('id', '=', id)
    .where('kind', '<>', 'system')
    .where('name', 'is not', null)
    .executeTakeFirst();
  if (!row) return 'none';
  return row.here ? 'here' : 'named';
}
