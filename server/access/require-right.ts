import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { type Ask, askTogether } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { SYSTEM_ACTOR } from './actor.table.ts';
import type { Reach } from './reach.queries.ts';
import { askRight } from './right.queries.ts';

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
  if (actor === SYSTEM_ACTOR) return;
  const [right] = await askTogether(trx, [askRight(trx, { actor, reach }, now)]);
  if (!right().may) throw notAllowed(reach);
}

/** `requireRight` as a question that is sent with others. */
export function rightTo(db: Db, actor: string, reach: Reach, time: Instant | null): Ask<void> {
  const { query, read } = askRight(db, { actor, reach }, time);
  return {
    query,
    read: (rows) => {
      if (!read(rows).may) throw notAllowed(reach);
    },
  };
}

/** The right to report for a branch; `unknown` makes what is thrown when the practice has no such branch, or has it no more. */
export function rightToReport(
  db: Db,
  actor: string,
  branch: string,
  time: Instant | null,
  unknown: () => AppError,
): Ask<void> {
  const { query, read } = askRight(db, { actor, reach: [branch], branch }, time);
  return {
    query,
    read: (rows) => {
      const { may, stands } = read(rows);
      if (!stands) throw unknown();
      if (!may) throw notAllowed([branch]);
    },
  };
}

function notAllowed(reach: Reach): AppError {
  if (reach === 'admin')
    return new AppError('not-allowed', { detail: 'Only an admin may do this. Nothing was saved.' });
  const what =
    reach === 'operations' ? 'do this' : `report for ${reach.length === 1 ? 'this branch' : 'these branches'}`;
  return new AppError('not-allowed', { detail: `You may not ${what}. Nothing was saved.` });
}
