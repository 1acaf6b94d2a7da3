import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readHead } from '../../server/journal/read.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createDatabase } from '../../server/platform/database.ts';
import type { Db } from '../../server/platform/database.types.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';

/** The built server as a process of its own, on a fresh database with the sample branches. */
export interface BenchServer {
  readonly origin: string;
  readonly db: Db;
  readonly now: () => number;
  headSeq(): Promise<number>;
  stop(): Promise<void>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

async function originOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const origin = /Status page\s+(http:\S+)\//.exec(line)?.[1];
    if (origin) return origin;
  }
  throw new Error('the server did not start');
}

const ENVIRONMENT = { PORT: '0', ADMIN_PORT: 'off', LOG_LEVEL: 'error', BACKUPS_KEPT: '0' };

/** Starts the packaged PostgreSQL, with its full durability, and the server with its start options. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  const server = spawn(process.execPath, ['--max-semi-space-size=2', join(PROJECT_ROOT, 'dist/server/main.js')], {
    env: { ...process.env, ...ENVIRONMENT, DATABASE_URL: postgres.connectionString, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await originOf(server);
  const database = createDatabase({ connectionString: postgres.connectionString, log: quiet, poolSize: 1 });
  return {
    origin,
    db: database.db,
    now: systemClock.now,
    headSeq: async () => (await readHead(database.db)).seq,
    async stop() {
      await database.close();
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
