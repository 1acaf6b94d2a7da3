import { randomUUID } from 'node:crypto';
import { type Instant, MINUTE, toIso } from '../../shared/practice/instant.ts';
import type { Display, NewDisplayBody, Pairing, PairingWaits } from '../../shared/wire/displays.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import type { Actor } from '../access/access.ts';
import type { Doer } from '../access/doer.ts';
import { requireDisplay } from '../access/require-credential.ts';
import { requireRight } from '../access/require-right.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import { noteAccess, noteChange } from '../audit/note-access.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import { addressKey } from '../platform/address-key.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import {
  deleteDisplay,
  findPairing,
  insertDisplay,
  insertPairing,
  lockDisplay,
  lockOpenPairings,
  lockWaitingPairing,
  readDisplays,
  setDisplaySecret,
  setWaitingRoom,
} from './displays.queries.ts';
import { createPairingCode, readPairingCode } from './pairing-code.ts';

const PAIRING_LASTS = 10 * MINUTE;
/** Everybody may ask for a code, so the codes that are out are few: a wrong one must not be found by typing. */
const OPEN_PAIRINGS = 200;
const OPEN_PAIRINGS_HERE = 50;
const CODE_TRIES = 5;

/** A code for a wallboard to show. Throws `too-busy` when too many wait already. */
export async function openPairing(db: Db, address: string, now: Instant): Promise<Pairing> {
  const secret = createTokenSecret();
  const expiresAt = now + PAIRING_LASTS;
  const network = addressKey(address);
  return db.transaction().execute(async (trx) => {
    const { all, here } = await lockOpenPairings(trx, network, now);
    if (all >= OPEN_PAIRINGS || here >= OPEN_PAIRINGS_HERE) {
      throw new AppError('too-busy', { detail: SIGN_IN_WORDS.pairingsFull });
    }
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      const code = createPairingCode();
      const pairing = { id: randomUUID(), code, secret_hash: hashToken(secret), address: network };
      const isNew = await insertPairing(trx, { ...pairing, expires_at: new Date(expiresAt) });
      if (isNew) return { code, secret, expiresAt: toIso(expiresAt) };
    }
    throw new AppError('too-busy', { detail: SIGN_IN_WORDS.pairingsFull });
  });
}

async function requireBranch(db: Db, slug: string): Promise<void> {
  if ((await findKnownBranches(db, [slug])).has(slug)) return;
  throw new AppError('bad-request', { faults: [{ path: '/waitingRoomOf', message: SIGN_IN_WORDS.noSuchBranch }] });
}

/** Lets the display in that shows a code. Throws `bad-request` when none does or there is no such branch, and `not-allowed`. */
export async function pairDisplay(db: Db, by: Doer, body: NewDisplayBody, now: Instant): Promise<Display> {
  const id = randomUUID();
  const name = body.name.trim();
  const { waitingRoomOf = null } = body;
  if (waitingRoomOf !== null) await requireBranch(db, waitingRoomOf);
  return db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    const pairing = await lockWaitingPairing(trx, readPairingCode(body.code), now);
    if (!pairing) {
      throw new AppError('bad-request', { faults: [{ path: '/code', message: SIGN_IN_WORDS.codeUnknown }] });
    }
    const { address } = pairing;
    await insertDisplay(trx, pairing.id, { id, name, by: by.id, address, waitingRoomOf }, now);
    const detail = { name, ...(waitingRoomOf !== null && { waitingRoomOf }) };
    await noteChange(trx, by, { event: 'display', outcome: 'paired', subject: id, detail }, now);
    return { id, name, pairedAt: toIso(now), lastSeenAt: null, address, waitingRoomOf };
  });
}

/** A wallboard that was let in, with the secret for its cookie. */
export interface PairedDisplay {
  readonly secret: string;
  readonly actor: Actor;
}

/**
 * A wallboard's credential once operations let it in; until then, how long its code is good. It can be claimed again until
 * then, since an answer can be lost: the one before stops working. Throws `not-found`.
 */
export async function claimPairing(
  db: Db,
  pairingSecret: string,
  address: string,
  now: Instant,
): Promise<PairedDisplay | PairingWaits> {
  const pairing = await findPairing(db, hashToken(pairingSecret), now);
  if (!pairing) throw new AppError('not-found', { detail: SIGN_IN_WORDS.pairingGone });
  if (pairing.display === null) return { expiresAt: toIso(pairing.expires_at.getTime()) };
  const secret = createTokenSecret();
  await setDisplaySecret(db, pairing.display, hashToken(secret));
  await noteAccess(db, { event: 'display', outcome: 'claimed', actor: null, subject: pairing.display, address }, now);
  return { secret, actor: await requireDisplay(db, secret, address, now) };
}

export async function listDisplays(db: Db): Promise<Display[]> {
  return (await readDisplays(db)).map(toDisplay);
}

type DisplayRow = Awaited<ReturnType<typeof readDisplays>>[number];

function toDisplay({ id, name, paired_at, seen_at, address, waiting_room_of }: DisplayRow): Display {
  return {
    id,
    name,
    pairedAt: toIso(paired_at.getTime()),
    lastSeenAt: seen_at && toIso(seen_at.getTime()),
    address,
    waitingRoomOf: waiting_room_of,
  };
}

/**
 * Points the screen of a waiting room at another branch. Throws `not-found`, and `bad-request` for a wallboard or a branch
 * that there is not.
 */
export async function pointDisplay(db: Db, by: Doer, id: string, branch: string, now: Instant): Promise<Display> {
  await requireBranch(db, branch);
  return db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    const display = await lockDisplay(trx, id);
    if (!display) throw new AppError('not-found', { detail: SIGN_IN_WORDS.noDisplay });
    if (display.waiting_room_of === null) {
      throw new AppError('bad-request', { faults: [{ path: '/waitingRoomOf', message: SIGN_IN_WORDS.noWaitingRoom }] });
    }
    await setWaitingRoom(trx, id, branch);
    const detail = { waitingRoomOf: branch };
    await noteChange(trx, by, { event: 'display', outcome: 'pointed', subject: id, detail }, now);
    return toDisplay({ ...display, waiting_room_of: branch });
  });
}

/** Ends a wallboard; its socket ends within seconds. */
export async function revokeDisplay(db: Db, by: Doer, id: string, now: Instant): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    if (!(await deleteDisplay(trx, id))) throw new AppError('not-found', { detail: SIGN_IN_WORDS.noDisplay });
    await noteChange(trx, by, { event: 'display', outcome: 'revoked', subject: id }, now);
  });
}
