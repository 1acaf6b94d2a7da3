import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import type { Actor } from '../access/access.ts';
import { requireSession } from '../access/require-credential.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Accounts } from './accounts.ts';
import { beginTry } from './limit-sign-ins.ts';
import { findPersonByEmail } from './sign-in.queries.ts';

export interface SignInDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly log: Log;
}

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

/** Somebody who just signed in; the token is for their cookie. */
export interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
}

/** A lead reports from their own phone; operations reaches everything from computers that others use too. */
const SESSION_LASTS = { lead: 30 * DAY, operations: 12 * HOUR } as const;

/** An e-mail address as it is kept. */
export function toAccountEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Signs a person in. Throws `not-signed-in`, in the same words and after the same work, for an address that nobody has and
 * for a wrong password; `too-many-requests` when there were too many tries.
 */
export async function signIn(deps: SignInDeps, { email, password, address }: SignInRequest): Promise<SignedIn> {
  const { db, clock, log } = deps;
  const now = clock.now();
  const account = toAccountEmail(email);
  const person = await findPersonByEmail(db, account);
  const line = { event: 'sign-in', actor: person?.id ?? null, address };
  try {
    const attempt = await beginTry(db, account, address, now);
    const signedIn = await openSession(deps, account, password, person).catch(async (error) => {
      if (error instanceof AppError && error.code === 'too-busy') await attempt.withdrawn();
      throw error;
    });
    await attempt.succeeded();
    log.info({ ...line, outcome: 'signed-in' }, 'signed in');
    return signedIn;
  } catch (error) {
    if (error instanceof AppError) log.warn({ ...line, outcome: error.code }, 'sign-in refused');
    throw error;
  }
}

/** The same for somebody who was just given this password, whatever was tried before. */
export async function signInAfterSetUp(deps: SignInDeps, email: string, password: string): Promise<SignedIn> {
  return openSession(deps, email, password, await findPersonByEmail(deps.db, email));
}

type FoundPerson = Awaited<ReturnType<typeof findPersonByEmail>>;

async function openSession(
  { db, clock, accounts }: SignInDeps,
  email: string,
  password: string,
  person: FoundPerson,
): Promise<SignedIn> {
  const now = clock.now();
  const token = await accounts.openSession({ email, password, now, expiresAt: sessionEnds(person, now) });
  if (token === null || !isCurrent(person, now)) throw refused();
  return { token, actor: await requireSession(db, token, now) };
}

function sessionEnds(person: FoundPerson, now: Instant): Instant {
  const usual = now + SESSION_LASTS[person?.role ?? 'operations'];
  return Math.min(usual, person?.leaving?.getTime() ?? usual);
}

function isCurrent(person: FoundPerson, now: Instant): boolean {
  return person !== null && (person.leaving === null || person.leaving.getTime() > now);
}

function refused(): AppError {
  return new AppError('not-signed-in', { detail: SIGN_IN_WORDS.refused });
}
