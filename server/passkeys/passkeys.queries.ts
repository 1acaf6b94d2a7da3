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
