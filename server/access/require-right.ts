import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { SYSTEM_ACTOR } from './actor.table.ts';
import type { Reach } from './reach.queries.ts';
import { lockPersonsRight } from './sessions.queries.ts';
import { lockTokensRight } from './tokens.queries.ts';

/**
 * Throws `not-allowed` unless the actor may write about that, as the database has it until the commit. Who runs a command on
 * the machine itself may.
 */
export async function requireRight(
  trx: Transaction<Database>,
  actor: string,
  reach: Reach,
  now: Instant,
): Promise<void> {
  if (actor === SYSTEM_ACTOR || (await lockPersonsRight(trx, actor, reach, now))) return;
  if (await lockTokensRight(trx, actor, reach, now)) return;
  if (reach === 'admin') throw new AppError('not-allowed', { detail: 'Only an admin may do this. Nothing was saved.' });
  const what =
    reach === 'operations' ? 'do this' : `report for ${reach.length === 1 ? 'this branch' : 'these branches'}`;
  throw new AppError('not-allowed', { detail: `You may not ${what}. Nothing was saved.` });
}
