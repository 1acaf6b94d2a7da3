import { type Insertable, type Kysely, sql, type Transaction, type Updateable } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { PersonTable } from './person.table.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly branches: readonly string[];
  readonly leaving: Date | null;
  readonly phone: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly canSignIn: boolean;
}

/** Of a row of `person`: they have a password, a passkey or an account with another service. */
export const canSignIn = sql<boolean>`(
  exists (select from credential where credential.person = person.id)
  or exists (select from passkey where passkey.person = person.id))`;

function selectPeople(db: Kysely<Database>) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'role', 'branches', 'leaving', 'phone', 'created_at as createdAt'])
    .select((eb) => [
      eb
        .selectFrom('session')
        .select((session) => session.fn.max('session.seen_at').as('seen'))
        .whereRef('session.person', '=', 'person.id')
        .as('lastSeenAt'),
      canSignIn.as('canSignIn'),
    ]);
}

export async function readPeople(db: Kysely<Database>): Promise<PersonRow[]> {
  return selectPeople(db).orderBy('name').orderBy('id').execute();
}

export async function readPerson(db: Kysely<Database>, id: string): Promise<PersonRow | null> {
  return (await selectPeople(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Whose e-mail address, in small letters, this is; also of people who left. */
export async function findPersonByEmail(db: Kysely<Database>, email: string): Promise<PersonRow | null> {
  return (await selectPeople(db).where('email', '=', email).executeTakeFirst()) ?? null;
}

/** Stores a person and the actor that their reports will be by. */
export async function insertPerson(
  trx: Transaction<Database>,
  person: Omit<Insertable<PersonTable>, 'created_at' | 'updated_at' | 'leaving' | 'email_verified'>,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await trx.insertInto('actor').values({ id: person.id, kind: 'person', name: person.name }).execute();
  await trx
    .insertInto('person')
    .values({ ...person, leaving: null, created_at: at, updated_at: at })
    .execute();
}

export async function updatePerson(
  trx: Transaction<Database>,
  id: string,
  change: Pick<Updateable<PersonTable>, 'role' | 'branches' | 'leaving' | 'phone'>,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ ...change, updated_at: new Date(now) })
    .where('id', '=', id)
    .execute();
}

/** Ends a person with their sessions, ways to sign in and links. The actor stays, with what was said by it. */
export async function deletePerson(trx: Transaction<Database>, id: string): Promise<void> {
  await trx.deleteFrom('person').where('id', '=', id).execute();
}

export async function deleteSessionsOf(trx: Transaction<Database>, person: string): Promise<void> {
  await trx.deleteFrom('session').where('person', '=', person).execute();
}

/** Ends everything by which a person signs in. */
export async function deleteWaysOf(trx: Transaction<Database>, person: string): Promise<void> {
  await trx.deleteFrom('credential').where('person', '=', person).execute();
  await trx.deleteFrom('passkey').where('person', '=', person).execute();
  await trx.deleteFrom('authenticator_app').where('person', '=', person).execute();
  await trx.deleteFrom('recovery_code').where('person', '=', person).execute();
}

/** Gives a person, who has none, this password. */
export async function insertPassword(
  trx: Transaction<Database>,
  credential: { readonly id: string; readonly person: string; readonly password: string },
  now: Instant,
): Promise<void> {
  const { id, person, password } = credential;
  const at = new Date(now);
  await trx
    .insertInto('credential')
    .values({ id, person, provider: 'credential', account: person, password, created_at: at, updated_at: at })
    .execute();
}

/**
 * The admins who can sign in and stay, locked until the transaction ends: of two who remove each other, the second sees what
 * the first did.
 */
export async function lockAdmins(trx: Transaction<Database>): Promise<string[]> {
  const rows = await trx
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'admin')
    .where('leaving', 'is', null)
    .where(canSignIn)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether any admin can sign in. */
export async function hasAdmin(db: Kysely<Database>, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('person.id')
    .where('role', '=', 'admin')
    .where(canSignIn)
    .where((eb) => eb.or([eb('leaving', 'is', null), eb('leaving', '>', new Date(now))]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
