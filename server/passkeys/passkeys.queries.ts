import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { PasskeyTable } from './passkey.table.ts';

export type PasskeyRow = Selectable<PasskeyTable>;

export async function readPasskeys(db: Kysely<Database>, person: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('person', '=', person)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** A passkey and whose it is, locked until the transaction ends. */
export async function lockPasskey(
  trx: Transaction<Database>,
  credential: string,
): Promise<(PasskeyRow & { readonly role: StaffRole; readonly leaving: Date | null }) | null> {
  const row = await trx
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person')
    .selectAll('passkey')
    .select(['person.role', 'person.leaving'])
    .where('passkey.credential_id', '=', credential)
    .forUpdate('passkey')
    .executeTakeFirst();
  return row ?? null;
}

/** null: it is there already; two cannot have one passkey, for whose would it open? */
export async function insertPasskey(
  trx: Transaction<Database>,
  passkey: Insertable<PasskeyTable>,
): Promise<PasskeyRow | null> {
  const row = await trx
    .insertInto('passkey')
    .values(passkey)
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps what a passkey said when it was used. */
export async function updateUse(
  trx: Transaction<Database>,
  id: string,
  { counter, isSynced }: { readonly counter: number; readonly isSynced: boolean },
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('passkey')
    .set({ counter, is_synced: isSynced, used_at: new Date(now) })
    .where('id', '=', id)
    .execute();
}

export async function updateName(
  db: Kysely<Database>,
  { person, id, name }: { readonly person: string; readonly id: string; readonly name: string },
): Promise<PasskeyRow | null> {
  const row = await db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('person', '=', person)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** false: the person has no such passkey. */
export async function deletePasskey(trx: Transaction<Database>, person: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** By what somebody can sign in beside their passkeys. */
export interface OtherWays {
  readonly hasPassword: boolean;
  /** A password, or an account of another service. */
  readonly hasOtherWay: boolean;
  readonly hasApp: boolean;
}

/** Whom passkeys are made for, locked until the transaction ends: two changes of one person's ways wait for each other. */
export async function lockOwner(trx: Transaction<Database>, person: string): Promise<OtherWays | null> {
  const row = await trx.selectFrom('person').select('id').where('id', '=', person).forUpdate().executeTakeFirst();
  if (!row) return null;
  const others = await trx.selectFrom('credential').select('password').where('person', '=', person).execute();
  const app = await trx
    .selectFrom('authenticator_app')
    .select('person')
    .where('person', '=', person)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return {
    hasPassword: others.some(({ password }) => password !== null),
    hasOtherWay: others.length > 0,
    hasApp: app !== undefined,
  };
}

export async function readOwner(
  db: Kysely<Database>,
  person: string,
): Promise<{ readonly id: string; readonly email: string; readonly name: string } | null> {
  const row = await db.selectFrom('person').select(['id', 'email', 'name']).where('id', '=', person).executeTakeFirst();
  return row ?? null;
}
