import type { Transaction } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import { digestAddress, type FollowKeys } from './follow-keys.ts';
import { deleteFollower, findByAddress } from './follow.queries.ts';

/** Also as people write it to a person. */
const STOP = /^\W*(?:stop|stop ?all|unsubscribe)\W*$/i;

/** Ends what a number is told, if that is what its text asks for. Whether it did. */
export async function stopByText(
  trx: Transaction<Database>,
  keys: FollowKeys,
  { number, message }: { readonly number: string; readonly message: string },
): Promise<boolean> {
  if (!STOP.test(message)) return false;
  const id = await findByAddress(trx, 'text', digestAddress(keys, 'text', number));
  return id !== null && deleteFollower(trx, id);
}
