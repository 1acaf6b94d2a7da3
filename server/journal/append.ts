import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { TextIds } from './fact-payload.ts';
import { type NewFact, toFact, toFactRow } from './fact-row.ts';
import { type Texts, textsOf } from './fact-texts.ts';
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
  const drafts = facts.map((fact) => toDraft(fact));
  const names = await readActorNames(trx, facts);
  const bodies = drafts.flatMap(textRowsOf);
  for (const rows of chunksOf(bodies)) await trx.insertInto('free_text').values(rows).execute();

  const head = await trx
    .updateTable('journal_head')
    .set((head) => ({ seq: head('seq', '+', facts.length) }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  const first = head.seq - facts.length + 1;
  const rows = drafts.map(({ fact, ids }, index) => toFactRow(fact, first + index, recordedAt, ids));
  for (const chunk of chunksOf(rows)) await trx.insertInto('fact').values(chunk).execute();
  await sql`select pg_notify(${JOURNAL_CHANNEL}, '')`.execute(trx);

  // By the same mapping as every reader's, so that the writer's answer and the board's fold hold the same fact.
  return rows.map((row, index) =>
    toFact({ ...row, actor_name: names.get(row.actor) ?? null, texts: drafts[index]?.texts ?? null }),
  );
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

interface Draft {
  readonly fact: NewFact;
  readonly texts: Texts;
  readonly ids: TextIds;
}

function toDraft(fact: NewFact): Draft {
  const texts = textsOf(fact);
  const ids = Object.entries(texts).map(([field, text]) => [field, text === null ? null : randomUUID()]);
  return { fact, texts, ids: Object.fromEntries(ids) };
}

function textRowsOf({ texts, ids }: Draft): Selectable<TextTable>[] {
  return Object.entries(ids).flatMap(([field, id]) => (id === null ? [] : [{ id, body: texts[field] ?? null }]));
}

function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) chunks.push(rows.slice(at, at + ROWS_PER_INSERT));
  return chunks;
}
