import type { Socket } from 'node:net';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { endsConnection } from './database-errors.ts';
import { preparedName } from './prepared.ts';

const NOTHING = { command: '', rowCount: 0, rows: [] };

function begins(text: string): boolean {
  return text === 'begin' || text.startsWith('start transaction');
}

function ends(text: string): boolean {
  return text === 'commit' || text === 'rollback';
}

/** What is sent within one turn of the event loop goes out in one piece. */
function gather(client: pg.PoolClient): void {
  // Not in the package's types.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/**
 * The connections of a pool as they are used here.
 * Nobody waits until a transaction has begun: its first statement follows at once. One that has ended, with its last
 * statement, is not ended again.
 * A connection that was lost, or whose answer did not come in time, may still hold an open transaction and late answers: it
 * is refused further queries and ended on release, so that the next user of the pool never gets it.
 */
export function connectionsOf(pool: pg.Pool, readTimeoutMs: number): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      let unfit: Error | undefined;
      let hasEnded = false;

      async function send(text: string, parameters: readonly unknown[]): Promise<unknown> {
        gather(client);
        try {
          // Not in the package's types.
          const limit = { query_timeout: readTimeoutMs };
          return await client.query({ text, name: preparedName(text), values: [...parameters], ...limit });
        } catch (error) {
          if (endsConnection(error)) unfit = error;
          throw error;
        }
      }

      async function query(text: string, parameters: readonly unknown[]): Promise<unknown> {
        if (ends(text) && hasEnded) return NOTHING;
        if (unfit) throw unfit;
        if (begins(text)) {
          hasEnded = false;
          // What follows would each be a transaction of its own.
          send(text, parameters).catch((error: Error) => {
            unfit = error;
          });
          return NOTHING;
        }
        if (ends(text)) hasEnded = true;
        return send(text, parameters);
      }
      // The dialect's type also covers cursors, which need a package of their own and are not used.
      return { query: query as PostgresPoolClient['query'], release: () => client.release(unfit) };
    },
    end: () => pool.end(),
  };
}
