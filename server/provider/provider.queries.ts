import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { Entrant } from '../sign-in/open-session.ts';

/** Who was let in before as this subject of this service. */
export async function findKnown(db: Kysely<Database>, issuer: string, subject: string): Promise<Entrant | null> {
  const row = await db
    .selectFrom('credential')
    .innerJoin('person', 'person.id', 'credential.person')
    .select(['person.id', 'person.role', 'person.leaving'])
    .where('credential.provider', '=', issuer)
    .where('credential.account', '=', subject)
    .executeTakeFirst();
  return row ?? null;
}

/** Whose address this is, in small letters, while no other subject of the service is let in as them. */
export async function lockUnknown(trx: Transaction<Database>, issuer: string, email: string): Promise<Entrant | null> {
  const row = await trx
    .selectFrom('person')
    .select(['id', 'role', 'leaving'])
    .where('email', '=', email)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('credential')
            .select('credential.id')
            .whereRef('credential.person', '=', 'person.id')
            .where('credential.provider', '=', issuer),
        ),
      ),
    )
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function insertKnown(
  trx: Transaction<Database>,
  known: { readonly person: string; readonly issuer: string; readonly subject: string },
  now: Instant,
): Promise<void> {
  const { person, issuer, subject } = known;
  const at = new Date(now);
  await trx
    .insertInto('credential')
    .values({
      id: randomUUID(),
      person,
      provider: issuer,
      account: subject,
      password: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}
