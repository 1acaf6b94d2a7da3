import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';

/** An answer that was given under a key. */
export interface StoredAnswer {
  readonly bodyHash: string;
  readonly answer: unknown;
}

export async function findAnswer(trx: Transaction<Database>, actor: string, key: string): Promise<StoredAnswer | null> {
  const row = await trx
    .selectFrom('idempotency')
    .select(['body_hash', 'answer'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? { bodyHash: row.body_hash, answer: row.answer } : null;
}

export async function insertAnswer(
  trx: Transaction<Database>,
  row: { actor: string; key: string; bodyHash: string; status: number; answer: object; at: Instant },
): Promise<void> {
  await trx
    .insertInto('idempotency')
    .values({
      actor: row.actor,
      key: row.key,
      body_hash: row.bodyHash,
      status: row.status,
      answer: row.answer,
      created_at: new Date(row.at),
    })
    .execute();
}
