import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { type Ask, ask, askTogether } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import { appendStatement } from './append-statement.ts';
import type { NewFact } from './fact-row.ts';
import type { Head } from './head.ts';
import type { JournalKey } from './journal-key.ts';
import { type HeldHead, sealFacts } from './seal-facts.ts';

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
  const [names, head] = await askTogether(trx, [askActorNames(trx, facts), askForHead()]);
  const sealed = sealFacts(key, facts, { head: head(), names: names(), recordedAt });
  await trx.executeQuery(appendStatement(sealed));
  return sealed.facts;
}

/** Holds the journal's head until the end of the transaction, for verbs that decide by what stands in it. */
export async function lockJournal(trx: Transaction<Database>): Promise<Head> {
  const [head] = await askTogether(trx, [askForHead()]);
  return head();
}

/** The head of the journal, which nobody else moves until the transaction ends. */
export function askForHead(): Ask<HeldHead> {
  return ask<HeldHead, HeldHead>(HEAD, ([head]) => {
    if (!head) throw new Error('the journal has no head');
    return head;
  });
}

const HEAD = keepPrepared<HeldHead>(
  CompiledQuery.raw(
    'select epoch, seq, hash, key_fingerprint as fingerprint from journal_head for update',
  ) as CompiledQuery<HeldHead>,
);

interface ActorName {
  readonly id: string;
  readonly name: string | null;
}

function askActorNames(db: Db, facts: readonly NewFact[]): Ask<ReadonlyMap<string, string | null>> {
  const ids = [...new Set(facts.map((fact) => fact.actor))];
  const query = sql<ActorName>`select id, name from actor where id = any(${ids}::uuid[])`.compile(db);
  return ask(keepPrepared(query), (actors) => new Map(actors.map(({ id, name }) => [id, name])));
}
