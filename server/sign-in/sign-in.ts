import type { Instant } from '../../shared/practice/instant.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { noteAccess } from '../audit/note-access.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { toAccountEmail } from './account-email.ts';
import { beginTry } from './limit-sign-ins.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import type { Passwords } from './passwords.ts';
import { findAccount, type AccountRow } from './sign-in.queries.ts';

export interface SignInDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly log: Log;
}

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
}

/**
 * Signs a person in. Throws `not-signed-in`, in the same words and after the same work, for an address that nobody has and
 * for a wrong password; `too-many-requests` when there were too many tries.
 */
export async function signIn(deps: SignInDeps, { email, password }: SignInRequest, visit: Visit): Promise<SignedIn> {
  const { address } = visit;
  const { db, clock, log } = deps;
  const now = clock.now();
  const name = toAccountEmail(email);
  const account = await findAccount(db, name);
  const line = { event: 'sign-in', actor: account?.id ?? null, address } as const;
  try {
    const attempt = await beginTry(db, name, address, now);
    const signedIn = await openByPassword(deps, account, password, visit).catch(async (error) => {
      if (error instanceof AppError && error.code === 'too-busy') await attempt.withdrawn();
      throw error;
    });
    await attempt.succeeded();
    await noteAccess(db, { ...line, outcome: 'signed-in', detail: { way: 'password' } }, now);
    log.info({ ...line, outcome: 'signed-in' }, 'signed in');
    return signedIn;
  } catch (error) {
    if (isRefusal(error)) await noteAccess(db, { ...line, outcome: error.code }, now);
    if (error instanceof AppError) log.warn({ ...line, outcome: error.code }, 'sign-in refused');
    throw error;
  }
}

async function openByPassword(
  { db, clock, passwords }: SignInDeps,
  account: AccountRow | null,
  password: string,
  visit: Visit,
): Promise<SignedIn> {
  const isRight = await passwords.verify(password, account?.password ?? null);
  const now = clock.now();
  if (account === null || !isRight || hasLeft(account, now)) throw refused();
  return openSession(db, account, 'password', visit, now);
}

function hasLeft({ leaving }: AccountRow, now: Instant): boolean {
  return leaving !== null && leaving.getTime() <= now;
}

/** Tries that come too early are counted and logged: kept one by one, they would let anybody fill the record. */
function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'not-signed-in';
}

function refused(): AppError {
  return new AppError('not-signed-in', { detail: SIGN_IN_WORDS.refused });
}
