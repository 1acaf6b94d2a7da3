import { isDeepStrictEqual } from 'node:util';
import { CompiledQuery, sql } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
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

/** Put together once for each kind of reach: that costs more than the rest of the question. */
const texts = new Map<string, string>();

/** Whether the actor may write about that. `time` as of `sqlTime`. */
export function askRight(
  db: Db,
  { actor, reach, branch = null }: { readonly actor: string; readonly reach: Reach; readonly branch?: string | null },
  time: Instant | null,
): Ask<Right> {
  const kind = typeof reach === 'string' ? reach : 'branches';
  const text = texts.get(kind);
  const asked = [actor, time === null ? null : toIso(time), ...(typeof reach === 'string' ? [] : [[...reach]])];
  const parameters = [...asked, ...asked, branch, branch];
  const query = text === undefined ? compileRight(db, { actor, reach, branch }, time) : toRight(text, parameters);
  // Their places are the compiler's: both must agree before one stands for the other.
  if (text === undefined && isDeepStrictEqual(query.parameters, parameters)) texts.set(kind, query.sql);
  return ask(keepPrepared(query), ([right]) => right ?? { may: false, stands: false });
}

function toRight(text: string, parameters: readonly unknown[]): CompiledQuery<Right> {
  return CompiledQuery.raw(text, [...parameters]) as CompiledQuery<Right>;
}

function compileRight(
  db: Db,
  { actor, reach, branch }: { readonly actor: string; readonly reach: Reach; readonly branch: string | null },
  time: Instant | null,
): CompiledQuery<Right> {
  const now = sqlTime(time);
  return sql<Right>`
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
}
