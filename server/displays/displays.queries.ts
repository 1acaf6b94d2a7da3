import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { DisplayPairingTable } from './display-pairing.table.ts';

/** Of this alone, in the database's own space of advisory locks. */
const PAIRING_LOCK = 7_461_902_120;

/** Counts the open pairings of all and of one address, with nobody else opening one until the transaction ends. */
export async function lockOpenPairings(trx: Transaction<Database>, address: string, now: Instant) {
  await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(PAIRING_LOCK)]).as('lock')).execute();
  await trx.deleteFrom('display_pairing').where('expires_at', '<=', new Date(now)).execute();
  const { all, here } = await trx
    .selectFrom('display_pairing')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('address', '=', address).as('here'),
    ])
    .where('display', 'is', null)
    .executeTakeFirstOrThrow();
  return { all: Number(all), here: Number(here) };
}

/** False when another pairing has this code. */
export async function insertPairing(
  trx: Transaction<Database>,
  pairing: Omit<Insertable<DisplayPairingTable>, 'display'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('display_pairing')
    .values({ ...pairing, display: null })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The pairing that waits under this code, locked until the transaction ends. */
export async function lockWaitingPairing(trx: Transaction<Database>, code: string, now: Instant) {
  const row = await trx
    .selectFrom('display_pairing')
    .select(['id', 'address'])
    .where('code', '=', code)
    .where('display', 'is', null)
    .where('expires_at', '>', new Date(now))
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function insertDisplay(
  trx: Transaction<Database>,
  pairing: string,
  display: {
    readonly id: string;
    readonly name: string;
    readonly by: string;
    readonly address: string;
    readonly waitingRoomOf: string | null;
  },
  now: Instant,
): Promise<void> {
  const { id, name, by, address, waitingRoomOf } = display;
  const waiting_room_of = waitingRoomOf;
  await trx
    .insertInto('display')
    .values({
      id,
      name,
      secret_hash: null,
      waiting_room_of,
      paired_by: by,
      paired_at: new Date(now),
      seen_at: null,
      address,
    })
    .execute();
  await trx.updateTable('display_pairing').set({ display: id }).where('id', '=', pairing).execute();
}

/** The open pairing that a wallboard keeps the secret of. */
export async function findPairing(db: Kysely<Database>, hash: Buffer, now: Instant) {
  const row = await db
    .selectFrom('display_pairing')
    .select(['display', 'expires_at'])
    .where('secret_hash', '=', hash)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  return row ?? null;
}

export async function setDisplaySecret(db: Kysely<Database>, id: string, hash: Buffer): Promise<void> {
  await db.updateTable('display').set({ secret_hash: hash }).where('id', '=', id).execute();
}

const SHOWN = ['id', 'name', 'paired_at', 'seen_at', 'address', 'waiting_room_of'] as const;

/** The display as it is, locked until the transaction ends; null when there is none. */
export async function lockDisplay(trx: Transaction<Database>, id: string) {
  const row = await trx.selectFrom('display').select(SHOWN).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

export async function setWaitingRoom(trx: Transaction<Database>, id: string, branch: string): Promise<void> {
  await trx.updateTable('display').set({ waiting_room_of: branch }).where('id', '=', id).execute();
}

export async function readDisplays(db: Kysely<Database>) {
  return db.selectFrom('display').select(SHOWN).orderBy('name').orderBy('id').execute();
}

export async function deleteDisplay(db: Kysely<Database>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('display').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
