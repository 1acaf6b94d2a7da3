import { CompiledQuery, type Transaction } from 'kysely';
import type { Database } from './database.types.ts';

/** A question to the database that can be sent with others, and what its rows come to. */
export interface Ask<T> {
  readonly query: CompiledQuery;
  readonly read: (rows: readonly unknown[]) => T;
}

/** They are read when somebody wants to know: an answer may be to throw. */
type Answers<A extends readonly Ask<unknown>[]> = { readonly [I in keyof A]: () => ReturnType<A[I]['read']> };

export function ask<Row, T>(query: CompiledQuery<Row>, read: (rows: readonly Row[]) => T): Ask<T> {
  return { query, read: (rows) => read(rows as readonly Row[]) };
}

/** Sends all questions one behind the other, so that they cost one round trip; each sees what the one before it left. */
export function askTogether<const A extends readonly Ask<unknown>[]>(
  trx: Transaction<Database>,
  asks: A,
): Promise<Answers<A>> {
  return trx.getExecutor().provideConnection(async (connection) => {
    const sent = await Promise.allSettled(asks.map(({ query }) => connection.executeQuery(query)));
    const rows = sent.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value.rows;
    });
    return asks.map(
      ({ read }, index) =>
        () =>
          read(rows[index] ?? []),
    ) as unknown as Answers<A>;
  });
}

/** The connection was lost when a transaction was to be committed: it is open whether it was. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('it is not known whether this was committed', { cause });
  }
}

const COMMIT = CompiledQuery.raw('commit');

/**
 * Sends the last statements of a transaction and its commit together, and gives the rows of each. Where one of them fails,
 * nothing is committed.
 */
export function executeLast(
  trx: Transaction<Database>,
  queries: readonly CompiledQuery[],
): Promise<readonly (readonly unknown[])[]> {
  return trx.getExecutor().provideConnection(async (connection) => {
    const sent = [...queries, COMMIT].map((query) => connection.executeQuery(query));
    const answers = await Promise.allSettled(sent);
    const commit = answers.pop();
    if (commit?.status === 'rejected') throw new OutcomeUnknown(commit.reason);
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value.rows;
    });
  });
}
