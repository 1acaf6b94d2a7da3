import type { Kysely, Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { canSignIn } from './people.queries.ts';

export interface SetUpRow {
  readonly id: string;
  /** null: for the first admin. */
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly leaving: Date | null;
  } | null;
  readonly role: StaffRole;
  readonly branches: readonly string[];
  /** They can sign in already, by what the link will end. */
  readonly replaces: boolean;
}

/** Makes a link for a person, or for the first; the one before it stops working. */
export async function replaceSetUp(
  db: Kysely<Database>,
  setUp: { readonly id: string; readonly person: string | null; readonly hash: Buffer; readonly expiresAt: Instant },
): Promise<void> {
  const { id, person, hash, expiresAt } = setUp;
  await db
    .deleteFrom('set_up')
    .where('person', person === null ? 'is' : '=', person)
    .execute();
  await db
    .insertInto('set_up')
    .values({ id, person, token_hash: hash, expires_at: new Date(expiresAt) })
    .execute();
}

/** Whom the valid link with this digest is for. */
export async function findSetUp(db: Kysely<Database>, hash: Buffer, now: Instant): Promise<SetUpRow | null> {
  const row = await db
    .selectFrom('set_up')
    .leftJoin('person', 'person.id', 'set_up.person')
    .select(['set_up.id', 'person.id as person', 'person.name', 'person.email'])
    .select(['person.role', 'person.branches', 'person.leaving'])
    .select(canSignIn.as('replaces'))
    .where('set_up.token_hash', '=', hash)
    .where('set_up.expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (!row) return null;
  const { id, person, name, email, role, branches, leaving, replaces } = row;
  const known = person !== null && name !== null && email !== null;
  return {
    id,
    person: known ? { id: person, name, email, leaving } : null,
    role: role ?? 'admin',
    branches: branches ?? [],
    replaces,
  };
}

/** Uses a link up; false when somebody else has just done so. */
export async function takeSetUp(trx: Transaction<Database>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('set_up').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends every link for the first person. */
export async function deleteFirstSetUps(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('set_up').where('person', 'is', null).execute();
}
