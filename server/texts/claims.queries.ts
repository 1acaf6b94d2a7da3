import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { HOUR, type Instant } from '../../shared/practice/instant.ts';
import { WRONG_CODES_MOST } from '../../shared/texts/text-limits.ts';
import type { Database } from '../platform/database.types.ts';
import type { ClaimState, TextClaimTable } from './text-claim.table.ts';

export type ClaimRow = Selectable<TextClaimTable>;

/** A claim with the name of who made it. */
export type NamedClaim = ClaimRow & { readonly name: string };

/** The claims of a person that a code may still confirm, held until the transaction ends: guesses come one by one. */
export async function lockClaimsOf(
  trx: Transaction<Database>,
  person: string,
  now: Instant,
): Promise<readonly ClaimRow[]> {
  return trx
    .selectFrom('text_claim')
    .selectAll()
    .where('person', '=', person)
    .where('state', 'in', ['waiting', 'asked'])
    .where('expires_at', '>', new Date(now))
    .orderBy('made_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function countClaims(trx: Transaction<Database>, person: string, now: Instant): Promise<number> {
  const { count } = await trx
    .selectFrom('text_claim')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .where('state', '<>', 'asked')
    .where('made_at', '>', new Date(now - HOUR))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertClaim(trx: Transaction<Database>, claim: Insertable<TextClaimTable>): Promise<void> {
  await trx.insertInto('text_claim').values(claim).execute();
}

export async function setClaimState(
  trx: Transaction<Database>,
  ids: readonly string[],
  state: ClaimState,
  now: Instant,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('text_claim')
    .set({ state, settled_at: new Date(now) })
    .where('id', 'in', ids)
    .execute();
}

/** One wrong code more against all that waits for one; those with too many take none any more. */
export async function countWrongCode(trx: Transaction<Database>, claims: readonly ClaimRow[]): Promise<void> {
  if (claims.length === 0) return;
  const ids = claims.map(({ id }) => id);
  await trx
    .updateTable('text_claim')
    .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
  await trx
    .updateTable('text_claim')
    .set({ state: 'locked' })
    .where('id', 'in', ids)
    .where('wrong_codes', '>=', WRONG_CODES_MOST)
    .execute();
}

function openClaims(db: Kysely<Database>, now: Instant) {
  return db
    .selectFrom('text_claim')
    .innerJoin('person', 'person.id', 'text_claim.person')
    .selectAll('text_claim')
    .select('person.name')
    .where('text_claim.state', 'in', ['waiting', 'locked'])
    .where('text_claim.expires_at', '>', new Date(now));
}

/** What the office, or a branch's sender, may still confirm. Oldest first. */
export async function readOpenClaims(db: Kysely<Database>, now: Instant): Promise<readonly NamedClaim[]> {
  return openClaims(db, now).orderBy('text_claim.made_at').orderBy('text_claim.id').execute();
}

/** The claim, held until the transaction ends; null when it is settled, or was never there. */
export async function lockOpenClaim(trx: Transaction<Database>, id: string, now: Instant): Promise<NamedClaim | null> {
  const row = await openClaims(trx, now).where('text_claim.id', '=', id).forUpdate('text_claim').executeTakeFirst();
  return row ?? null;
}

export async function claimExists(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await db.selectFrom('text_claim').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
