import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { type NewFact, type TextIds, toFact, toFactRow } from './fact-row.ts';
import type { Head } from './head.ts';
import type { TextTable } from './text.table.ts';

/** The channel that says "the journal has grown"; its payload is empty, what grew is read from the table. */
export const JOURNAL_CHANNEL = 'journal';

/** Rows per statement; PostgreSQL takes 65,535 parameters at most. */
const ROWS_PER_INSERT = 1_000;

/**
 * Appends the facts in their order and returns them as the journal took them; nothing is true before the commit. It
 * holds the journal's head until the transaction ends, so call it as one of the last things before the commit: that
 * is what makes `seq` dense and in commit order. An unknown actor is refused by the database.
 */
export async function appendFacts(
  trx: Transaction<Database>,
  facts: readonly NewFact[],
  recordedAt: Instant,
): Promise<readonly Fact[]> {
  if (facts.length === 0) return [];
  const drafts = facts.map((fact) => ({ fact, texts: textIdsOf(fact) }));
  const names = await readActorNames(trx, facts);
  const bodies = drafts.flatMap(({ fact, texts }) => textsOf(fact, texts));
  for (const rows of chunksOf(bodies)) await trx.insertInto('free_text').values(rows).execute();

  const head = await trx
    .updateTable('journal_head')
    .set((head) => ({ seq: head('seq', '+', facts.length) }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  const first = head.seq - facts.length + 1;
  const rows = drafts.map(({ fact, texts }, index) => toFactRow(fact, first + index, recordedAt, texts));
  for (const chunk of chunksOf(rows)) await trx.insertInto('fact').values(chunk).execute();
  await sql`select pg_notify(${JOURNAL_CHANNEL}, '')`.execute(trx);

  return rows.map((row, index) => {
    const fact = facts[index];
    const spoken = fact?.kind === 'report' ? fact : undefined;
    // By the same mapping as every reader's, so that the writer's answer and the board's fold hold the same fact.
    return toFact({
      ...row,
      actor_name: names.get(row.actor) ?? null,
      message_body: spoken?.message ?? null,
      note_body: spoken?.note ?? null,
    });
  });
}

/** Holds the journal's head until the end of the transaction, for verbs that decide by what stands in it. */
export function lockJournal(trx: Transaction<Database>): Promise<Head> {
  return trx.selectFrom('journal_head').select(['epoch', 'seq']).forUpdate().executeTakeFirstOrThrow();
}

async function readActorNames(
  trx: Transaction<Database>,
  facts: readonly NewFact[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = [...new Set(facts.map((fact) => fact.actor))];
  const actors = await trx.selectFrom('actor').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(actors.map((actor) => [actor.id, actor.name]));
}

function textIdsOf(fact: NewFact): TextIds {
  if (fact.kind !== 'report') return { message: null, note: null };
  return {
    message: typeof fact.message === 'string' ? randomUUID() : null,
    note: typeof fact.note === 'string' ? randomUUID() : null,
  };
}

function textsOf(fact: NewFact, ids: TextIds): Selectable<TextTable>[] {
  if (fact.kind !== 'report') return [];
  const texts: Selectable<TextTable>[] = [];
  if (ids.message !== null) texts.push({ id: ids.message, body: fact.message ?? null });
  if (ids.note !== null) texts.push({ id: ids.note, body: fact.note ?? null });
  return texts;
}

function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) chunks.push(rows.slice(at, at + ROWS_PER_INSERT));
  return chunks;
}
