import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { SetUpOffer } from '../../shared/wire/session.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { hashToken } from '../access/token-secret.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { isUniqueViolation } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import { noteAccess } from '../audit/note-access.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import { openSession, type SignedIn, type Visit } from '../sign-in/open-session.ts';
import type { SignInDeps } from '../sign-in/sign-in.ts';
import { faultsOfPassword, type KnownWords } from './check-password.ts';
import { deleteSessionsOf, hasAdmin, insertPerson, replacePassword } from './people.queries.ts';
import { deleteFirstSetUps, findSetUp, type SetUpRow, takeSetUp } from './set-up.queries.ts';

export interface SetUpDeps extends SignInDeps {
  /** Names that everybody knows: of the practice and its branches. */
  readonly knownWords: () => KnownWords;
  readonly branchName: (slug: string) => string;
}

export interface SetUpRequest {
  readonly token: string;
  readonly name?: string | undefined;
  readonly email: string;
  readonly password: string;
}

/** Whom a link is for; it stays good. Throws `not-found` when it was used, replaced or is too old. */
export async function readSetUp({ db, clock, branchName }: SetUpDeps, token: string): Promise<SetUpOffer> {
  const { person, role, branches } = await requireSetUp(db, token, clock.now());
  const branchNames = branches.map(branchName);
  return { role, branches: [...branches], branchNames, name: person?.name ?? null, email: person?.email ?? null };
}

/** Uses a link up: the person has a password from then on, and is signed in. Throws `not-found` or `bad-request`. */
export async function completeSetUp(deps: SetUpDeps, request: SetUpRequest, visit: Visit): Promise<SignedIn> {
  const { db, clock, passwords, log } = deps;
  const now = clock.now();
  const setUp = await requireSetUp(db, request.token, now);
  const name = request.name?.trim() ?? setUp.person?.name ?? '';
  const wanted = { ...request, name, email: toAccountEmail(request.email) };
  const faults = faultsOf(wanted, setUp, deps.knownWords());
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const password = await passwords.hash(wanted.password);
  const id = setUp.person?.id ?? randomUUID();
  const keeping = db.transaction().execute((trx) => keep(trx, setUp, { ...wanted, id, password }, visit, now));
  const signedIn = await keeping.catch((error: unknown) => {
    if (!isUniqueViolation(error, 'person_email_key')) throw error;
    throw new AppError('bad-request', { faults: [{ path: '/email', message: SIGN_IN_WORDS.emailTaken }] });
  });
  log.info({ event: 'set-up', actor: id, address: visit.address, outcome: 'set-up' }, 'a person was set up');
  return signedIn;
}

async function keep(
  trx: Transaction<Database>,
  setUp: SetUpRow,
  wanted: { readonly id: string; readonly name: string; readonly email: string; readonly password: string },
  visit: Visit,
  now: Instant,
): Promise<SignedIn> {
  const { id, name, email, password } = wanted;
  if (!(await takeSetUp(trx, setUp.id))) throw linkGone();
  if (setUp.person) {
    await deleteSessionsOf(trx, id);
  } else {
    // Printed at a start, and somebody else came first by another way.
    if (await hasAdmin(trx, now)) throw linkGone();
    await insertPerson(trx, { id, name, email, role: 'admin', branches: [] }, now);
  }
  await replacePassword(trx, { id: randomUUID(), person: id, password }, now);
  if (setUp.role === 'admin') await deleteFirstSetUps(trx);
  const detail = { role: setUp.role, branches: setUp.branches };
  await noteAccess(trx, { event: 'set-up', outcome: 'set-up', actor: id, address: visit.address, detail }, now);
  return openSession(trx, { id, role: setUp.role, leaving: setUp.person?.leaving ?? null }, 'set-up', visit, now);
}

async function requireSetUp(db: Db, token: string, now: Instant): Promise<SetUpRow> {
  const setUp = await findSetUp(db, hashToken(token), now);
  if (!setUp) throw linkGone();
  return setUp;
}

function linkGone(): AppError {
  return new AppError('not-found', { detail: SIGN_IN_WORDS.linkGone });
}

function faultsOf(
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
  { person }: SetUpRow,
  known: KnownWords,
): Fault[] {
  const hasOtherName = person !== null && person.name !== name;
  const isOther = person !== null && person.email !== email;
  return [
    ...(name === '' ? [{ path: '/name', message: SIGN_IN_WORDS.nameMissing }] : []),
    ...(hasOtherName ? [{ path: '/name', message: SIGN_IN_WORDS.otherName }] : []),
    ...(isOther ? [{ path: '/email', message: SIGN_IN_WORDS.otherEmail }] : []),
    ...faultsOfPassword(password, [...known, name, email]),
  ];
}
