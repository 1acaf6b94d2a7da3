import { sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { standsNow } from '../journal/known-branches.ts';
import { sqlTime } from '../journal/stamp.ts';
import { type Ask, ask } from '../platform/ask.ts';
import type { Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import { type Reach, reaches } from './reach.queries.ts';

export interface Right {
  /** By the rows of this person, or token, as they stand in this transaction: they cannot be changed until it ends. */
  readonly may: boolean;
  /** Whether the practice has the branch that was named beside. */
  readonly stands: boolean;
}

/** Whether the actor may write about that. `time` as of `sqlTime`. */
export function askRight(
  db: Db,
  { actor, reach, branch = null }: { readonly actor: string; readonly reach: Reach; readonly branch?: string | null },
  time: Instant | null,
): Ask<Right> {
  const now = sqlTime(time);
  const query = sql<Right>`
    select
      coalesce(
        (select true from person where id = ${actor} and (leaving is null or leaving > ${now}) and ${reaches(reach)} for share),
        (
          select true from api_token
          where actor = ${actor} and revoked_at is null and (expires_at is null or expires_at > ${now}) and ${reaches(reach)}
          limit 1 for share
        ),
        false
      ) as may,
      ${branch}::text is null or ${standsNow(sql`${branch}::text`)} as stands`.compile(db);
  return ask(keepPrepared(query), ([right]) => right ?? { may: false, stands: false });
}
