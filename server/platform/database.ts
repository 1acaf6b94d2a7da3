import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Db } from './database.types.ts';
import { connectionsOf } from './database-connections.ts';
import { type Listener, listen } from './database-listener.ts';
import type { Log } from './log.ts';

export interface DatabaseOptions {
  readonly connectionString: string;
  readonly log: Log;
  /** Connections kept at most (10). */
  readonly poolSize?: number;
  /** A role that every connection works as; absent: whoever is named in the connection string. */
  readonly role?: string | null;
}

export interface PoolUse {
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface DatabaseHandle {
  readonly db: Db;
  /** Connections of the pool at the moment, and who waits for one. */
  poolUse(): PoolUse;
  /**
   * Hears a channel on a connection of its own. `onDown` is called once, when that connection is lost for a reason
   * other than `close`. Rejects when the database is away.
   */
  listen(channel: string, onNotify: () => void, onDown: (reason: Error) => void): Promise<Listener>;
  /** Waits for queries under way and ends every connection of the pool; listeners are closed by their owners. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 5_000;
const LOCK_TIMEOUT_MS = 2_000;
const IDLE_IN_TRANSACTION_MS = 10_000;
/** For a server that does not answer at all; later than its own `statement_timeout`, which is the cleaner end. */
const READ_TIMEOUT_MS = 7_000;

const poolsOf = new WeakMap<Db, pg.Pool>();

/**
 * The same connections, where the answer of each query is waited for up to `ms`: for work that may take long, as
 * migrations do. Not by AsyncLocalStorage: from its first use on, Node 20 makes every write of every socket pay for it.
 */
export function withReadTimeout(db: Db, ms: number): Db {
  const pool = poolsOf.get(db);
  if (!pool) throw new Error('this is no database of `createDatabase`');
  return queriesOn(pool, ms);
}

function queriesOn(pool: pg.Pool, readTimeoutMs: number): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: connectionsOf(pool, readTimeoutMs) }) });
}

/** Opens nothing by itself: connections are made when they are first needed, and again after they were lost. */
export function createDatabase(options: DatabaseOptions): DatabaseHandle {
  const { connectionString, log, poolSize = 10, role = null } = options;
  const connection = {
    connectionString,
    types: typesOfRows,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    ...(role !== null && { options: `-c role=${role}` }),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = new pg.Pool({
    ...connection,
    application_name: 'branchboard',
    max: poolSize,
    // A statement is sent when it is asked for, not when the one before it was answered.
    pipeline: true,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // Without a listener, an idle connection that PostgreSQL ends takes the whole process with it.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  // The pool listens only while a connection is idle; in use, the query under way reports the loss.
  pool.on('connect', (client) => client.on('error', () => {}));

  const db = queriesOn(pool, READ_TIMEOUT_MS);
  poolsOf.set(db, pool);
  return {
    db,
    poolUse: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    listen: (channel, onNotify, onDown) =>
      listen({ ...connection, application_name: 'branchboard listen' }, channel, onNotify, onDown),
    close: async () => {
      await db.destroy();
      // Kysely ends a pool only when it has used it.
      if (!pool.ended && !pool.ending) await pool.end();
    },
  };
}

/** int8 as number (seq stays far below 2^53), timestamptz as Date; both for these connections only. */
const typesOfRows: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};
