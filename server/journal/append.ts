import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { TextIds } from './fact-payload.ts';
import { type NewFact, toFact, toFactRow } from './fact-row.ts';
import { type Texts, textsOf } from './fact-texts.ts';
import type { FactRow } from './fact.table.ts';
import type { Head } from './head.ts';
import type { FactDigests, JournalKey } from './journal-key.ts';
import type { TextTable } from './text.table.ts';

/** The channel that says "the journal has grown"; its payload is empty, what grew is read from the table. */
export const JOURNAL_CHANNEL = 'journal';

/** What is said of a journal whose evidence another key made. */
export const OTHER_KEY =
  'The journal is sealed with another key: set JOURNAL_KEY to it, or put it back into keys/journal.key of DATA_DIR.';

/** Rows per statement; PostgreSQL takes 65,535 parameters at most. */
const ROWS_PER_INSERT = 1_000;

/**
 * Appends the facts in their order and returns them as the journal took them; nothing is true before the commit. It
 * holds the journal's head until the transaction ends, so call it as one of the last things before the commit: that
 * is what makes `seq` dense and in commit order. An unknown actor is refused by the database.
 */
export async function appendFacts(
  trx: Transaction<Database>,
  key: JournalKey,
  facts: readonly NewFact[],
  recordedAt: Instant,
): Promise<readonly Fact[]> {
  if (facts.length === 0) return [];
  const names = await readActorNames(trx, facts);
  const drafts = facts.map((fact) => toDraft(fact, names, key));
  const bodies = drafts.flatMap(textRowsOf);
  for (const rows of chunksOf(bodies)) await trx.insertInto('free_text').values(rows).execute();

  const head = await lockSealed(trx, key);
  const rows = sealedRows(drafts, head, key, recordedAt);
  for (const chunk of chunksOf(rows)) await trx.insertInto('fact').values(chunk).execute();
  const hash = rows.at(-1)?.hash ?? null;
  await trx
    .updateTable('journal_head')
    .set({ seq: head.seq + rows.length, hash, key_fingerprint: key.fingerprint })
    .returning(sql`pg_notify(${JOURNAL_CHANNEL}, '')`.as('told'))
    .execute();

  // By the same mapping as every reader's, so that the writer's answer and the board's fold hold the same fact.
  return rows.map((row, index) =>
    toFact({ ...row, actor_name: names.get(row.actor) ?? null, texts: drafts[index]?.texts ?? null }),
  );
}

/** Holds the journal's head until the end of the transaction, for verbs that decide by what stands in it. */
export function lockJournal(trx: Transaction<Database>): Promise<Head> {
  return trx.selectFrom('journal_head').select(['epoch', 'seq']).forUpdate().executeTakeFirstOrThrow();
}

interface SealedHead {
  readonly seq: number;
  readonly hash: Buffer | null;
}

async function lockSealed(trx: Transaction<Database>, key: JournalKey): Promise<SealedHead> {
  const head = await trx
    .selectFrom('journal_head')
    .select(['seq', 'hash', 'key_fingerprint'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Another's evidence cannot be carried on: every check would call the facts that follow forged.
  if (head.key_fingerprint !== null && head.key_fingerprint !== key.fingerprint) throw new Error(OTHER_KEY);
  if (head.seq > 0 && head.hash === null) throw new Error('the journal was not sealed: start the server first');
  return head;
}

function sealedRows(
  drafts: readonly Draft[],
  head: SealedHead,
  key: JournalKey,
  recordedAt: Instant,
): readonly FactRow[] {
  let { seq, hash } = head;
  return drafts.map(({ fact, ids, digests }) => {
    seq += 1;
    const row = { ...toFactRow(fact, seq, recordedAt, ids), digests };
    hash = key.hash(hash, row);
    return { ...row, hash };
  });
}

async function readActorNames(
  trx: Transaction<Database>,
  facts: readonly NewFact[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = [...new Set(facts.map((fact) => fact.actor))];
  const actors = await trx.selectFrom('actor').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(actors.map((actor) => [actor.id, actor.name]));
}

interface Draft {
  readonly fact: NewFact;
  readonly texts: Texts;
  readonly ids: TextIds;
  readonly digests: FactDigests;
}

function toDraft(fact: NewFact, names: ReadonlyMap<string, string | null>, key: JournalKey): Draft {
  const texts = textsOf(fact);
  const ids: Record<string, string | null> = {};
  const digests: Record<string, string | null> = {};
  for (const [field, text] of Object.entries(texts)) {
    const id = text === null ? null : randomUUID();
    ids[field] = id;
    digests[field] = id === null || text === null ? null : key.digestText(id, text);
  }
  const name = names.get(fact.actor) ?? null;
  const actor = name === null ? null : key.digestName(fact.actor, name);
  return { fact, texts, ids, digests: { actor, texts: digests } };
}

function textRowsOf({ texts, ids }: Draft): Selectable<TextTable>[] {
  return Object.entries(ids).flatMap(([field, id]) => (id === null ? [] : [{ id, body: texts[field] ?? null }]));
}

function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) chunks.push(rows.slice(at, at + ROWS_PER_INSERT));
  return chunks;
}
