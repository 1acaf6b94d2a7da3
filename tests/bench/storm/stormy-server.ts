import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../../server/platform/database.ts';
import { startEmbeddedPostgres } from '../../../server/platform/embedded-postgres.ts';
import { createReturningServer, type ReturningServer } from './returning-server.ts';

/** A server that comes back, with a database of its own. */
export interface StormyServer extends ReturningServer {
  /** How often its board's facts and checkpoints were read from the database so far. */
  boardReads(): Promise<number>;
  stop(): Promise<void>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export async function createStormyServer(): Promise<StormyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  const server = await createReturningServer(postgres.connectionString, folder);
  const database = createDatabase({ connectionString: postgres.connectionString, log: quiet, poolSize: 1 });
  return {
    ...server,
    async boardReads() {
      const { rows } = await sql<{ readonly reads: string }>`
        select sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::text as reads
        from pg_stat_user_tables where relname in ('fact', 'checkpoint')`.execute(database.db);
      return Number(rows[0]?.reads ?? 0);
    },
    async stop() {
      await server.end('SIGTERM');
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
