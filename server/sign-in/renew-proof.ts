import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { SignInWay } from '../access/session.table.ts';
import type { Database } from '../platform/database.types.ts';
import { updateProof, updateWay } from './sign-in.queries.ts';

/** Keeps that the holder of a session proved just now who they are. */
export async function renewProof(trx: Transaction<Database>, session: string, now: Instant): Promise<void> {
  await updateProof(trx, session, now);
}

/**
 * Lets somebody work who signed in by a password alone, and has just added an app or a passkey from this session: they proved
 * that they have it.
 */
export async function liftSession(
  trx: Transaction<Database>,
  session: string,
  way: Extract<SignInWay, 'code' | 'passkey'>,
): Promise<void> {
  await updateWay(trx, session, 'password', way);
}
