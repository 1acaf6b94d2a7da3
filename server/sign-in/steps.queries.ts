import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { SignInStepTable } from './sign-in-step.table.ts';

export type StepRow = Selectable<SignInStepTable>;

export async function insertStep(db: Kysely<Database>, step: Insertable<SignInStepTable>): Promise<void> {
  await db.insertInto('sign_in_step').values(step).execute();
}

function stepsBy(db: Kysely<Database>, hash: Buffer, kind: string, now: Instant) {
  return db
    .selectFrom('sign_in_step')
    .selectAll()
    .where('secret_hash', '=', hash)
    .where('kind', '=', kind)
    .where('expires_at', '>', new Date(now));
}

/** The step that has this secret and is not too old. */
export async function findStep(
  db: Kysely<Database>,
  hash: Buffer,
  kind: string,
  now: Instant,
): Promise<StepRow | null> {
  return (await stepsBy(db, hash, kind, now).executeTakeFirst()) ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockStep(
  trx: Transaction<Database>,
  hash: Buffer,
  kind: string,
  now: Instant,
): Promise<StepRow | null> {
  return (await stepsBy(trx, hash, kind, now).forUpdate().executeTakeFirst()) ?? null;
}

export async function countStepTry(trx: Transaction<Database>, id: string): Promise<void> {
  await trx
    .updateTable('sign_in_step')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function deleteStep(trx: Transaction<Database>, id: string): Promise<void> {
  await trx.deleteFrom('sign_in_step').where('id', '=', id).execute();
}

/** What nobody can take any more. */
export async function deleteOldSteps(db: Kysely<Database>, now: Instant): Promise<void> {
  await db.deleteFrom('sign_in_step').where('expires_at', '<=', new Date(now)).execute();
}
