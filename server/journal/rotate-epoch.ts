import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../platform/database.types.ts';
import type { Anchor } from './anchors.ts';
import { JOURNAL_CHANNEL } from './append-statement.ts';
import type { Head } from './head.ts';
import type { SealedHead } from './read.ts';

/**
 * Gives the journal a new life, when it still has the old one: of several instances that notice the same, one changes
 * it. Positions and checkpoints of the old epoch are no longer used by anybody.
 */
export async function rotateEpoch(db: Db, old: string): Promise<void> {
  await db.updateTable('journal_head').set({ epoch: sql`gen_random_uuid()` }).where('epoch', '=', old).execute();
}

/** Says where a journal stands that was put in the place of another, and gives it an epoch that nobody knows. */
export async function beginEpoch(trx: Transaction<Database>, head: Omit<SealedHead, 'epoch'>): Promise<string> {
  const { seq, hash, fingerprint } = head;
  const { epoch } = await trx
    .updateTable('journal_head')
    .set({
      epoch: sql`gen_random_uuid()`,
      seq,
      hash: hash === null ? null : Buffer.from(hash, 'hex'),
      key_fingerprint: fingerprint,
    })
    .returning(['epoch', sql`pg_notify(${JOURNAL_CHANNEL}, '')`.as('told')])
    .executeTakeFirstOrThrow();
  return epoch;
}

/** The anchor that this journal has fallen behind, or no longer holds: it was set back without a new epoch. */
export async function findSetBack(db: Db, anchors: readonly Anchor[]): Promise<{ head: Head; anchor: Anchor } | null> {
  const head = await db.selectFrom('journal_head').select(['epoch', 'seq']).executeTakeFirstOrThrow();
  const ofThisLife = anchors.filter(({ epoch }) => epoch === head.epoch);
  // The furthest, not the last: somebody who had not noticed may have noted less.
  const [anchor] = ofThisLife.toSorted((one, other) => other.seq - one.seq);
  if (!anchor) return null;
  const fact = await db.selectFrom('fact').select('hash').where('seq', '=', anchor.seq).executeTakeFirst();
  return fact?.hash?.toString('hex') === anchor.hash ? null : { head, anchor };
}
