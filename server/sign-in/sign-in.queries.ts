import type { Insertable, Kysely, Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import type { SessionTable, SignInWay } from '../access/session.table.ts';
import type { Database } from '../platform/database.types.ts';
import type { Failures } from './sign-in-delay.ts';

/** What was counted under a key, locked until the transaction ends. */
export async function lockFailures(trx: Transaction<Database>, key: string, now: Instant): Promise<Failures | null> {
  const at = new Date(now);
  // A row that is there can be locked: two tries at once are counted as two.
  await trx
    .insertInto('sign_in_failure')
    .values({ key, failures: 0, began_at: at, last_at: at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await trx
    .selectFrom('sign_in_failure')
    .select(['failures', 'began_at', 'last_at'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.failures === 0) return null;
  return { failures: row.failures, beganAt: row.began_at.getTime(), lastAt: row.last_at.getTime() };
}

export async function writeFailures(
  trx: Transaction<Database>,
  key: string,
  { failures, beganAt, lastAt }: Failures,
): Promise<void> {
  await trx
    .updateTable('sign_in_failure')
    .set({ failures, began_at: new Date(beganAt), last_at: new Date(lastAt) })
    .where('key', '=', key)
    .execute();
}

/** Forgets what an account failed at. */
export async function deleteFailures(db: Kysely<Database>, key: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('key', '=', key).execute();
}

/** Takes one try of an account back, as if it had not been: the next is due when it was due before. */
export async function undoFailure(
  db: Kysely<Database>,
  key: string,
  { at, before }: { readonly at: Instant; readonly before: Failures | null },
): Promise<void> {
  await db
    .updateTable('sign_in_failure')
    .set((eb) => ({
      failures: eb('failures', '-', 1),
      // Somebody else may have failed meanwhile.
      last_at: eb
        .case()
        .when('last_at', '=', new Date(at))
        .then(new Date(before?.lastAt ?? at))
        .else(eb.ref('last_at'))
        .end(),
    }))
    .where('key', '=', key)
    .where('failures', '>', 0)
    .execute();
}

/** Takes one try back, of each key, that was none. */
export async function takeFailureBack(db: Kysely<Database>, keys: readonly string[]): Promise<void> {
  await db
    .updateTable('sign_in_failure')
    .set((eb) => ({ failures: eb('failures', '-', 1) }))
    .where('key', 'in', keys)
    .where('failures', '>', 0)
    .execute();
}

/** What no rule looks at any more. */
export async function deleteOldFailures(db: Kysely<Database>, now: Instant): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('last_at', '<', new Date(now - DAY))
    .execute();
}

export interface AccountRow {
  readonly id: string;
  readonly role: StaffRole;
  readonly leaving: Date | null;
  /** The slow hash; null: they have none. */
  readonly password: string | null;
}

/** Whose e-mail address, in small letters, this is; also of people who left. */
export async function findAccount(db: Kysely<Database>, email: string): Promise<AccountRow | null> {
  const row = await db
    .selectFrom('person')
    .leftJoin('credential', (join) =>
      join.onRef('credential.person', '=', 'person.id').on('credential.password', 'is not', null),
    )
    .select(['person.id', 'person.role', 'person.leaving', 'credential.password'])
    .where('person.email', '=', email)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertSession(db: Kysely<Database>, session: Insertable<SessionTable>): Promise<void> {
  await db.insertInto('session').values(session).execute();
}

export async function updateProof(trx: Transaction<Database>, session: string, now: Instant): Promise<void> {
  await trx
    .updateTable('session')
    .set({ proved_at: new Date(now) })
    .where('id', '=', session)
    .execute();
}

/** Of a session that was opened in one way, says that it is as good as one of another. */
export async function updateWay(
  trx: Transaction<Database>,
  session: string,
  from: SignInWay,
  to: SignInWay,
): Promise<void> {
  await trx.updateTable('session').set({ way: to }).where('id', '=', session).where('way', '=', from).execute();
}
