import type { Kysely, Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import type { SignInWay } from '../access/session.table.ts';
import type { Database } from '../platform/database.types.ts';

export interface AccountPerson {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly branches: readonly string[];
  readonly ways: Account['ways'];
}

/** Whose account it is, and by what they can sign in. */
export async function readAccountPerson(db: Kysely<Database>, id: string): Promise<AccountPerson | null> {
  const row = await db
    .selectFrom('person')
    .select(['name', 'email', 'role', 'branches'])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('credential')
            .select('credential.id')
            .whereRef('credential.person', '=', 'person.id')
            .where('credential.password', 'is not', null),
        )
        .$castTo<boolean>()
        .as('password'),
      eb
        .exists(
          eb
            .selectFrom('authenticator_app')
            .select('authenticator_app.person')
            .whereRef('authenticator_app.person', '=', 'person.id')
            .where('authenticator_app.confirmed_at', 'is not', null),
        )
        .$castTo<boolean>()
        .as('app'),
      eb
        .selectFrom('passkey')
        .select((passkey) => passkey.fn.countAll<number>().as('count'))
        .whereRef('passkey.person', '=', 'person.id')
        .as('passkeys'),
      eb
        .selectFrom('recovery_code')
        .select((code) => code.fn.countAll<number>().as('count'))
        .whereRef('recovery_code.person', '=', 'person.id')
        .as('recoveryCodes'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { name, email, role, branches, password, app, passkeys, recoveryCodes } = row;
  const ways = { password, app, passkeys: Number(passkeys), recoveryCodes: Number(recoveryCodes) };
  return { name, email, role, branches, ways };
}

export interface OwnSessionRow {
  readonly id: string;
  readonly way: SignInWay;
  readonly device: string | null;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** The sessions of somebody that have not ended, as they were seen last. */
export async function readSessionsOf(
  db: Kysely<Database>,
  person: string,
  { now, seenAfter }: { readonly now: Instant; readonly seenAfter: Instant },
): Promise<OwnSessionRow[]> {
  return db
    .selectFrom('session')
    .select(['id', 'way', 'device', 'address'])
    .select(['created_at as createdAt', 'seen_at as seenAt', 'expires_at as expiresAt'])
    .where('person', '=', person)
    .where('expires_at', '>', new Date(now))
    .where('seen_at', '>', new Date(seenAfter))
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Ends a session of theirs; false when it is nobody's, or somebody else's. */
export async function deleteSessionOf(db: Kysely<Database>, person: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('person', '=', person)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends all sessions of theirs but one, and tells how many that were. */
export async function deleteOtherSessions(db: Kysely<Database>, person: string, but: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('person', '=', person)
    .where('id', '<>', but)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Gives somebody this password, in the place of the one before. */
export async function writePassword(
  trx: Transaction<Database>,
  { id, person, password }: { readonly id: string; readonly person: string; readonly password: string },
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  const { numUpdatedRows } = await trx
    .updateTable('credential')
    .set({ password, updated_at: at })
    .where('person', '=', person)
    .where('provider', '=', 'credential')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await trx
    .insertInto('credential')
    .values({ id, person, provider: 'credential', account: person, password, created_at: at, updated_at: at })
    .execute();
}
