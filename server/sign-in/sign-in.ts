import type { Instant } from '../../shared/practice/instant.ts';
import type { NextStep } from '../../shared/wire/codes.ts';
import { CODE_WORDS } from '../../shared/words/codes.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import type { CodesDeps } from '../codes/codes-deps.ts';
import { secondStepOf } from '../codes/second-step.ts';
import { AppError } from '../platform/errors.ts';
import { toAccountEmail } from './account-email.ts';
import { beginTry, digestOf } from './limit-sign-ins.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import type { Passwords } from './passwords.ts';
import { findAccount, type AccountRow } from './sign-in.queries.ts';

export interface SignInDeps extends CodesDeps {
  readonly passwords: Passwords;
}

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
}

/** Who signed in, or what they must prove beside their password. */
export type Entered =
  | { readonly kind: 'in'; readonly signedIn: SignedIn }
  | { readonly kind: 'next'; readonly next: NextStep };

/**
 * Signs a person in, or begins the step that takes their code. Throws `not-signed-in`, in the same words and after the same
 * work, for an address that nobody has and for a wrong password; `too-many-requests` when there were too many tries.
 */
export async function signIn(deps: SignInDeps, { email, password }: SignInRequest, visit: Visit): Promise<Entered> {
  const { address, device } = visit;
  const { db, clock, log } = deps;
  const now = clock.now();
  const name = toAccountEmail(email);
  const account = await findAccount(db, name);
  const line = { event: 'sign-in', actor: account?.id ?? null, address, device } as const;
  try {
    const attempt = await beginTry(db, name, address, now);
    const entered = await enterByPassword(deps, account, { name, password, visit }).catch(async (error) => {
      if (error instanceof AppError && error.code === 'too-busy') await attempt.withdrawn();
      throw error;
    });
    // Wrong codes go on counting: whoever knows a password could begin anew with it after each of them.
    await (entered.kind === 'in' ? attempt.succeeded() : attempt.withdrawn());
    const outcome = entered.kind === 'in' ? 'signed-in' : 'password-right';
    await noteAccess(db, { ...line, outcome, detail: { way: 'password' } }, now);
    log.info({ ...line, outcome }, 'signed in');
    return entered;
  } catch (error) {
    if (isRefusal(error)) await noteRefusal(db, { ...line, outcome: error.code }, now);
    if (error instanceof AppError) log.warn({ ...line, outcome: error.code }, 'sign-in refused');
    throw error;
  }
}

interface Typed {
  readonly name: string;
  readonly password: string;
  readonly visit: Visit;
}

async function enterByPassword(
  deps: SignInDeps,
  account: AccountRow | null,
  { name, password, visit }: Typed,
): Promise<Entered> {
  const { db, clock, passwords } = deps;
  const isRight = await passwords.verify(password, account?.password ?? null);
  const now = clock.now();
  if (account === null || !isRight || hasLeft(account, now)) throw refused(SIGN_IN_WORDS.refused);
  const next = await secondStepOf(deps, account.id, digestOf(name), now);
  if (next === 'passkey') throw refused(CODE_WORDS.byPasskey);
  if (next !== 'none') return { kind: 'next', next };
  return { kind: 'in', signedIn: await openSession(db, account, 'password', visit, now) };
}

function hasLeft({ leaving }: AccountRow, now: Instant): boolean {
  return leaving !== null && leaving.getTime() <= now;
}

/** Of tries that come too early the guard keeps a note, as of all who ask too often. */
function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'not-signed-in';
}

function refused(detail: string): AppError {
  return new AppError('not-signed-in', { detail, isNoted: true });
}
