import { createHash } from 'node:crypto';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { waitText } from '../../shared/words/sign-in.ts';
import { addressKey } from '../platform/address-key.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import {
  deleteFailures,
  deleteOldFailures,
  lockFailures,
  takeFailureBack,
  undoFailure,
  writeFailures,
} from './sign-in.queries.ts';
import { accountFailedAgain, accountOpensAt, networkFailedAgain, networkOpensAt } from './sign-in-delay.ts';

/** One try to sign in, which counts as failed until it is known to be none. */
export interface Try {
  succeeded(): Promise<void>;
  /** It came to nothing, through no fault of whoever tried. */
  withdrawn(): Promise<void>;
  /** It counts for the account alone: whoever tried proved before that they are of the house. */
  fromKnownNetwork(): Promise<void>;
}

/** Whose tries count together: an e-mail address, or what `digestOf` made of one. */
export type Counted = string | { readonly digest: string };

export function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

/**
 * Counts a try for an account from an address, for all instances together. Throws `too-many-requests` when it comes too
 * early; such a try is not counted, so nobody can be kept out for longer by being tried for. It does not matter
 * whether there is such an account.
 */
export async function beginTry(db: Db, counted: Counted, address: string, now: Instant): Promise<Try> {
  const account = `account:${typeof counted === 'string' ? digestOf(counted) : counted.digest}`;
  const network = `network:${addressKey(address)}`;
  await deleteOldFailures(db, now);
  const { opensAt, before } = await db.transaction().execute(async (trx) => {
    const ofAccount = await lockFailures(trx, account, now);
    const ofNetwork = await lockFailures(trx, network, now);
    const opens = Math.max(ofAccount ? accountOpensAt(ofAccount) : now, ofNetwork ? networkOpensAt(ofNetwork) : now);
    if (opens > now) return { opensAt: opens, before: ofAccount };
    await writeFailures(trx, account, accountFailedAgain(ofAccount, now));
    await writeFailures(trx, network, networkFailedAgain(ofNetwork, now));
    return { opensAt: now, before: ofAccount };
  });
  if (opensAt > now) {
    throw new AppError('too-many-requests', {
      detail: waitText(opensAt - now),
      headers: { 'retry-after': String(Math.ceil((opensAt - now) / SECOND)) },
    });
  }
  return {
    async succeeded() {
      await deleteFailures(db, account);
      await takeFailureBack(db, [network]);
    },
    async withdrawn() {
      await undoFailure(db, account, { at: now, before });
      await takeFailureBack(db, [network]);
    },
    fromKnownNetwork: () => takeFailureBack(db, [network]),
  };
}
