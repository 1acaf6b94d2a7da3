import { isOfOperations, type StaffRole } from '../../shared/people/roles.ts';
import type { Kysely, Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import type { TextOutcome } from '../../shared/wire/texts.ts';
import type { Database } from '../platform/database.types.ts';

/** A text is delivered again within the hour, if at all. */
const KEPT = 7 * DAY;

/** Somebody with a mobile number. */
export interface Texter {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly branches: readonly string[];
}

/** Who texts from this number; nobody, once they have left. */
export async function findTexter(trx: Transaction<Database>, phone: string, now: Instant): Promise<Texter | null> {
  const row = await trx
    .selectFrom('person')
    .select(['id', 'name', 'role', 'branches'])
    .where('phone', '=', phone)
    .where((eb) => eb.or([eb('leaving', 'is', null), eb('leaving', '>', new Date(now))]))
    .executeTakeFirst();
  return row ?? null;
}

/** Who made a claim; it goes with them. */
export function findPerson(trx: Transaction<Database>, id: string): Promise<Texter> {
  return trx
    .selectFrom('person')
    .select(['id', 'name', 'role', 'branches'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Notes that claims have ended, and forgets what nobody asks for any more. */
export async function forgetOldTexts(db: Kysely<Database>, now: Instant): Promise<void> {
  const old = new Date(now - KEPT);
  await db
    .updateTable('text_claim')
    .set({ state: 'expired', settled_at: new Date(now) })
    .where('state', 'in', ['waiting', 'asked', 'locked'])
    .where('expires_at', '<=', new Date(now))
    .execute();
  await db.deleteFrom('text_claim').where('expires_at', '<=', old).execute();
  await db.deleteFrom('inbound_text').where('arrived_at', '<=', old).execute();
  await db.deleteFrom('text_outbox').where('made_at', '<=', old).execute();
}

/** The people to ask about a branch: its leads with a number, else operations with one. */
export async function findAsked(db: Kysely<Database>, branch: string, now: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'role', 'branches'])
    .where('phone', 'is not', null)
    .where((eb) => eb.or([eb('leaving', 'is', null), eb('leaving', '>', new Date(now))]))
    .orderBy('id')
    .execute();
  const leads = rows.filter(({ role, branches }) => role === 'lead' && branches.includes(branch));
  const asked = leads.length > 0 ? leads : rows.filter(({ role }) => isOfOperations(role));
  return asked.map(({ id }) => id);
}

/** Notes that a text came in. false: it came before; whoever takes it at this moment is waited for. */
export async function insertInbound(trx: Transaction<Database>, id: string, now: Instant): Promise<boolean> {
  const row = await trx
    .insertInto('inbound_text')
    .values({ id, arrived_at: new Date(now), outcome: '' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function readOutcome(trx: Transaction<Database>, id: string): Promise<TextOutcome> {
  const row = await trx.selectFrom('inbound_text').select('outcome').where('id', '=', id).executeTakeFirstOrThrow();
  return row.outcome as TextOutcome;
}

export async function setOutcome(trx: Transaction<Database>, id: string, outcome: TextOutcome): Promise<void> {
  await trx.updateTable('inbound_text').set({ outcome }).where('id', '=', id).execute();
}
