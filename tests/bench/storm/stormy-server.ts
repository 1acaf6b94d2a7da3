import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../../server/platform/database.ts';
import { startEmbeddedPostgres } from '../../../server/platform/embedded-postgres.ts';
import { PROJECT_ROOT } from '../../../server/platform/project-root.ts';
import { firstLine, startProgram, stopChild } from '../child.ts';
import { freePort } from '../measure/free-port.ts';
import { START_FLAGS } from '../bench-server.ts';

/** A server that ends and comes back at the same port. */
export interface StormyServer {
  readonly port: number;
  start(): Promise<void>;
  /** `SIGKILL`: it is gone in the middle of a word. `SIGTERM`: it says goodbye. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  isAlive(): boolean;
  /** The longest that its loop was late since this was asked last, in ms. */
  loopLagMs(): Promise<number>;
  /** How often its board's facts and checkpoints were read from the database so far. */
  boardReads(): Promise<number>;
  stop(): Promise<void>;
}

const MAIN = join(PROJECT_ROOT, 'dist/server/main.js');
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const LAG = /^nodejs_eventloop_lag_max_seconds ([\d.e+-]+)$/m;

export async function createStormyServer(): Promise<StormyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  const [port, adminPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
    LOG_LEVEL: 'error',
    BACKUPS_KEPT: '0',
    DATABASE_URL: postgres.connectionString,
    DATA_DIR: folder,
  };
  const database = createDatabase({ connectionString: postgres.connectionString, log: quiet, poolSize: 1 });
  let child: ChildProcess | null = null;
  return {
    port,
    async start() {
      child = startProgram(process.execPath, [...START_FLAGS, MAIN], env);
      await firstLine(child, /Status page\s+(http:\S+)\//);
    },
    async end(signal) {
      if (child) await stopChild(child, signal);
    },
    isAlive: () => child?.exitCode === null && child.signalCode === null,
    async loopLagMs() {
      const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
      return Number(LAG.exec(metrics)?.[1] ?? Number.NaN) * 1_000;
    },
    async boardReads() {
      const { rows } = await sql<{ readonly reads: string }>`
        select sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::text as reads
        from pg_stat_user_tables where relname in ('fact', 'checkpoint')`.execute(database.db);
      return Number(rows[0]?.reads ?? 0);
    },
    async stop() {
      if (child) await stopChild(child);
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
