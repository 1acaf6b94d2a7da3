import type { Transaction } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { CreatedAnswer, CreateQuestion, Passkey, PasskeyAdded } from '../../shared/wire/passkeys.ts';
import type { AccountChange } from '../../shared/words/mails.ts';
import { PASSKEY_WORDS } from '../../shared/words/passkeys.ts';
import { noteAccess } from '../audit/note-access.ts';
import { endRecoveryCodes, ensureRecoveryCodes } from '../codes/recovery-codes.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Owner } from '../sign-in/own-account.ts';
import { liftSession } from '../sign-in/renew-proof.ts';
import { takeStep } from '../sign-in/steps.ts';
import { askForPasskey, keepPasskey } from './make-passkey.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { deletePasskey, lockOwner, type PasskeyRow, readOwner, readPasskeys, updateName } from './passkeys.queries.ts';

export interface OwnPasskeysDeps extends PasskeyDeps {
  readonly mail: MailQueue;
}

const NEW_PASSKEY = 'passkey-new';
/** Somebody has a phone or two, a few computers and a key in a drawer. */
const PASSKEYS_MAX = 10;

export async function listPasskeys(db: Db, person: string): Promise<Passkey[]> {
  return (await readPasskeys(db, person)).map(toPasskey);
}

/** Asks the browser of somebody who is signed in for one more passkey. */
export async function askForOneMore(deps: PasskeyDeps, person: string): Promise<CreateQuestion> {
  const owner = await readOwner(deps.db, person);
  if (!owner) throw new AppError('not-signed-in');
  const known = await readPasskeys(deps.db, person);
  if (known.length >= PASSKEYS_MAX) throw refused(PASSKEY_WORDS.tooMany);
  return askForPasskey(deps, { kind: NEW_PASSKEY, person, owner, known });
}

/**
 * Keeps a passkey that was asked for: its owner signs in by it from then on. Recovery codes come with the first one of somebody
 * who has a password to type them with. Throws `bad-request`.
 */
export async function addPasskey(
  deps: OwnPasskeysDeps,
  owner: Owner,
  { step, answer }: CreatedAnswer,
  device: string | null,
): Promise<PasskeyAdded> {
  const { db, clock, origins } = deps;
  const { id: person, session } = owner;
  const now = clock.now();
  const added = await takeStep(db, { secret: step, kind: NEW_PASSKEY, now }, async (row, trx) => {
    const ways = row.person === person ? await lockOwner(trx, person) : null;
    if (!ways) return null;
    if ((await readPasskeys(trx, person)).length >= PASSKEYS_MAX) throw refused(PASSKEY_WORDS.tooMany);
    const { challenge } = row.detail as { readonly challenge: string };
    const kept = await keepPasskey(trx, origins, { person, challenge, answer, device }, now);
    if (!kept) return null;
    await keepChange(trx, deps, owner, 'passkey-added', kept.id, now);
    // Whoever had come in by a password alone has shown more than that.
    await liftSession(trx, session, 'passkey');
    return {
      passkey: toPasskey(kept),
      recoveryCodes: ways.hasPassword ? await ensureRecoveryCodes(trx, person) : null,
    };
  });
  if (!added) throw refused(PASSKEY_WORDS.notKept);
  return added;
}

/** Gives a passkey the name by which its owner knows it. */
export async function namePasskey(
  { db, clock }: PasskeyDeps,
  { id: actor, address, device }: Owner,
  id: string,
  name: string,
): Promise<Passkey> {
  return db.transaction().execute(async (trx) => {
    const row = await updateName(trx, { person: actor, id, name: name.trim() });
    if (!row) throw new AppError('not-found', { detail: PASSKEY_WORDS.none });
    const note = { event: 'way', outcome: 'passkey-renamed', actor, address, device, detail: { passkey: id } } as const;
    await noteAccess(trx, note, clock.now());
    return toPasskey(row);
  });
}

/** Ends a passkey. Nobody can take away the last way by which they sign in. */
export async function removePasskey(deps: OwnPasskeysDeps, by: Owner, id: string): Promise<void> {
  const { id: person } = by;
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    const owner = await lockOwner(trx, person);
    if (!owner || !(await deletePasskey(trx, person, id))) {
      throw new AppError('not-found', { detail: PASSKEY_WORDS.none });
    }
    const isLast = (await readPasskeys(trx, person)).length === 0;
    if (isLast && !owner.hasOtherWay) throw new AppError('not-allowed', { detail: PASSKEY_WORDS.lastWay });
    if (isLast && !owner.hasApp) await endRecoveryCodes(trx, person);
    await keepChange(trx, deps, by, 'passkey-removed', id, now);
  });
}

/** Keeps a note, and tells whose account it is: it may have been somebody else. */
async function keepChange(
  trx: Transaction<Database>,
  { mail }: OwnPasskeysDeps,
  { id: actor, address, device }: Owner,
  what: Extract<AccountChange, 'passkey-added' | 'passkey-removed'>,
  passkey: string,
  now: Instant,
): Promise<void> {
  await noteAccess(trx, { event: 'way', outcome: what, actor, address, device, detail: { passkey } }, now);
  const owner = mail.sends ? await readOwner(trx, actor) : null;
  if (owner) await mail.queue(trx, { to: owner.email, mail: { kind: 'changed', what } }, now);
}

function refused(message: string): AppError {
  return new AppError('bad-request', { faults: [{ path: '/answer', message }] });
}

function toPasskey({ id, name, is_synced, created_at, used_at }: PasskeyRow): Passkey {
  return {
    id,
    name,
    isSynced: is_synced,
    createdAt: toIso(created_at.getTime()),
    usedAt: used_at && toIso(used_at.getTime()),
  };
}
