import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Actor } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import { lockJournal } from '../journal/append.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';

/**
 * Changes settings in one transaction that holds the journal: what `change` reads stands until the commit. Throws
 * `not-allowed` unless the actor is of operations, by the database as it stands.
 */
export async function writeSettings<T>(
  { db, journal }: WriteDeps,
  actor: Actor,
  change: (trx: Transaction<Database>, now: Instant) => Promise<T>,
): Promise<T> {
  let committing = false;
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        const now = await journal.stampOf(trx);
        await requireRight(trx, actor.id, 'operations', now);
        await lockJournal(trx);
        const done = await change(trx, now);
        committing = true;
        return done;
      });
  } catch (error) {
    // A connection lost during the commit leaves it open whether the commit took place.
    if (committing && isDatabaseAway(error)) throw outcomeUnknown(error);
    throw error;
  }
}

function outcomeUnknown(cause: unknown): AppError {
  return new AppError('database-away', {
    detail:
      'The database went away while this was being saved, so we cannot tell whether it was. Send it again: what is ' +
      'set so already stays as it is.',
    cause,
  });
}
