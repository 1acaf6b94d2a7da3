import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../platform/database.types.ts';
import { OTHER_KEY } from './seal-facts.ts';
import { textIdsOf } from './fact-payload.ts';
import type { FactDigests, JournalKey } from './journal-key.ts';
import { type EvidenceRow, selectEvidence } from './evidence.ts';

const BATCH = 1_000;

/**
 * Makes the journal one of this key: an empty one takes it, and one that was written before there was evidence is sealed
 * with it, once. Throws when the journal is of another key.
 */
export function sealJournal(db: Db, key: JournalKey): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const head = await trx
      .selectFrom('journal_head')
      .select(['seq', 'key_fingerprint'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (head.key_fingerprint === key.fingerprint) return;
    if (head.key_fingerprint !== null) throw new Error(OTHER_KEY);
    const hash = await sealFacts(trx, key);
    await trx.updateTable('journal_head').set({ hash, key_fingerprint: key.fingerprint }).execute();
  });
}

async function sealFacts(trx: Transaction<Database>, key: JournalKey): Promise<Buffer | null> {
  let hash: Buffer | null = null;
  for (let seq = 0; ; ) {
    const rows = await selectEvidence(trx, seq, BATCH);
    const seals = rows.map((row) => {
      const digests = digestsOf(row, key);
      hash = key.hash(hash, { ...row, digests });
      return { seq: row.seq, digests, hash: hash.toString('hex') };
    });
    if (seals.length > 0) await writeSeals(trx, seals);
    if (rows.length < BATCH) return hash;
    seq = rows.at(-1)?.seq ?? seq;
  }
}

function digestsOf({ actor, actor_name, payload, texts }: EvidenceRow, key: JournalKey): FactDigests {
  const ids = textIdsOf(payload);
  const digests = Object.entries(ids).map(([field, id]) => {
    const body = texts?.[field] ?? null;
    return [field, id === null || body === null ? null : key.digestText(id, body)] as const;
  });
  return {
    actor: actor_name === null ? null : key.digestName(actor, actor_name),
    texts: Object.fromEntries(digests),
  };
}

interface Seal {
  readonly seq: number;
  readonly digests: FactDigests;
  readonly hash: string;
}

async function writeSeals(trx: Transaction<Database>, seals: readonly Seal[]): Promise<void> {
  await sql`
    update fact set digests = seal.digests, hash = decode(seal.hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as seal (seq bigint, digests jsonb, hash text)
    where fact.seq = seal.seq`.execute(trx);
}
