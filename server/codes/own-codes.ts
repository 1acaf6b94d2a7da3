import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { AccountChange } from '../../shared/words/mails.ts';
import { CODE_WORDS } from '../../shared/words/codes.ts';
import type { AppOffer } from '../../shared/wire/codes.ts';
import { noteAccess } from '../audit/note-access.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Owner } from '../sign-in/own-account.ts';
import { liftSession } from '../sign-in/renew-proof.ts';
import { createAppSecret, sealAppSecret, toAppOffer } from './app-secret.ts';
import { takeAppCode } from './check-code.ts';
import type { CodesDeps } from './codes-deps.ts';
import { confirmApp, deleteApp, insertApp, lockApp } from './codes.queries.ts';
import { readWays } from '../sign-in/read-ways.ts';
import { endRecoveryCodes, ensureRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';

/** Makes the secret of a new app. It counts once a code of it was typed in. Throws `already-done` when there is an app. */
export async function beginApp(deps: CodesDeps, { id }: Owner, practice: string): Promise<AppOffer> {
  const secret = createAppSecret();
  return deps.db.transaction().execute(async (trx) => {
    const { email } = await requireWays(trx, id);
    if (!(await insertApp(trx, id, sealAppSecret(deps.authSecret, secret, id)))) {
      throw new AppError('already-done', { detail: CODE_WORDS.appThere });
    }
    return toAppOffer(secret, { practice, email });
  });
}

/**
 * Takes a new app that shows the right code. Gives the recovery codes that come with the first one; null: they have some. Throws
 * `not-found` when no app was begun, and `bad-request`.
 */
export async function addApp(deps: CodesDeps, owner: Owner, code: string): Promise<string[] | null> {
  const { db, authSecret, clock } = deps;
  const now = clock.now();
  const { id: person, session } = owner;
  return db.transaction().execute(async (trx) => {
    const app = await lockApp(trx, person);
    if (!app || app.isConfirmed) throw new AppError('not-found', { detail: CODE_WORDS.appNotBegun });
    if (!(await takeAppCode(trx, authSecret, { person, secret: app.secret, code }, now))) {
      throw new AppError('bad-request', { faults: [{ path: '/code', message: CODE_WORDS.appCodeWrong }] });
    }
    await confirmApp(trx, person, now);
    await liftSession(trx, session, 'code');
    await keepChange(trx, deps, owner, 'app-added', now);
    return ensureRecoveryCodes(trx, person);
  });
}

/** Takes somebody's app away. Throws `not-found` when they have none. */
export async function removeApp(deps: CodesDeps, owner: Owner): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deleteApp(trx, owner.id))) throw new AppError('not-found', { detail: CODE_WORDS.noApp });
    const { ways } = await requireWays(trx, owner.id);
    if (ways.passkeys === 0) await endRecoveryCodes(trx, owner.id);
    await keepChange(trx, deps, owner, 'app-removed', now);
  });
}

/** Makes new recovery codes in the place of those before. */
export async function renewRecoveryCodes(deps: CodesDeps, owner: Owner): Promise<string[]> {
  const now = deps.clock.now();
  return deps.db.transaction().execute(async (trx) => {
    await keepChange(trx, deps, owner, 'recovery-codes', now);
    return makeRecoveryCodes(trx, owner.id);
  });
}

async function requireWays(trx: Transaction<Database>, person: string) {
  const found = await readWays(trx, person);
  if (!found) throw new AppError('not-signed-in');
  return found;
}

/** Keeps a note, and tells whose account it is: it may have been somebody else. */
async function keepChange(
  trx: Transaction<Database>,
  { mail }: CodesDeps,
  { id: actor, address, device }: Owner,
  what: AccountChange,
  now: Instant,
): Promise<void> {
  await noteAccess(trx, { event: 'way', outcome: what, actor, address, device }, now);
  if (!mail.sends) return;
  const { email } = await requireWays(trx, actor);
  await mail.queue(trx, { to: email, mail: { kind: 'changed', what } }, now);
}
