import type { Kysely, Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';

/** Begins with a new app in the place of one that was never confirmed; false: there is one that was. */
export async function insertApp(trx: Transaction<Database>, person: string, secret: Buffer): Promise<boolean> {
  const row = await trx
    .insertInto('authenticator_app')
    .values({ person, secret, confirmed_at: null })
    .onConflict((conflict) =>
      conflict
        .column('person')
        .doUpdateSet({ secret, last_step: 0 })
        .where('authenticator_app.confirmed_at', 'is', null),
    )
    .returning('person')
    .executeTakeFirst();
  return row !== undefined;
}

export interface AppRow {
  readonly secret: Buffer;
  readonly isConfirmed: boolean;
}

/** Their app, locked until the transaction ends. */
export async function lockApp(trx: Transaction<Database>, person: string): Promise<AppRow | null> {
  const row = await trx
    .selectFrom('authenticator_app')
    .select(['secret', 'confirmed_at'])
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst();
  return row ? { secret: row.secret, isConfirmed: row.confirmed_at !== null } : null;
}

/** Takes a step of half a minute, and so every one before it; false: it was taken. */
export async function takeAppStep(trx: Transaction<Database>, person: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('authenticator_app')
    .set({ last_step: step })
    .where('person', '=', person)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function confirmApp(trx: Transaction<Database>, person: string, now: Instant): Promise<void> {
  await trx
    .updateTable('authenticator_app')
    .set({ confirmed_at: new Date(now) })
    .where('person', '=', person)
    .execute();
}

/** Takes their app away; false: there was none that was confirmed. */
export async function deleteApp(trx: Transaction<Database>, person: string): Promise<boolean> {
  const row = await trx
    .deleteFrom('authenticator_app')
    .where('person', '=', person)
    .returning('confirmed_at')
    .executeTakeFirst();
  return row !== undefined && row.confirmed_at !== null;
}

/** New ones in the place of all before. */
export async function replaceRecoveryCodes(
  trx: Transaction<Database>,
  person: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await deleteRecoveryCodes(trx, person);
  await trx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ person, code_hash })))
    .execute();
}

export async function deleteRecoveryCodes(trx: Transaction<Database>, person: string): Promise<void> {
  await trx.deleteFrom('recovery_code').where('person', '=', person).execute();
}

/** Uses a code up; false: it is none of theirs, or was used. */
export async function takeRecoveryCode(trx: Transaction<Database>, person: string, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('recovery_code')
    .where('person', '=', person)
    .where('code_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export interface EntrantRow {
  readonly id: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly leaving: Date | null;
}

/** Somebody who has not left, by their own id or by the e-mail address of their account. */
export async function findEntrant(
  db: Kysely<Database>,
  by: { readonly id: string } | { readonly email: string },
  now: Instant,
): Promise<EntrantRow | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'email', 'role', 'leaving'])
    .where((eb) => ('id' in by ? eb('id', '=', by.id) : eb('email', '=', by.email)))
    .where((eb) => eb.or([eb('leaving', 'is', null), eb('leaving', '>', new Date(now))]))
    .executeTakeFirst();
  return row ?? null;
}

/** The slow hash of their password; null: they have none. */
export async function readPassword(db: Kysely<Database>, person: string): Promise<string | null> {
  const row = await db
    .selectFrom('credential')
    .select('password')
    .where('person', '=', person)
    .where('password', 'is not', null)
    .executeTakeFirst();
  return row?.password ?? null;
}
