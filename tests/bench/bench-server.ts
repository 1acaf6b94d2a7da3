import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHead } from '../../server/journal/read.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createDatabase } from '../../server/platform/database.ts';
import type { Db } from '../../server/platform/database.types.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { readPostmasterFile } from '../../server/platform/embedded-postgres-postmaster.ts';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { firstLine, pidOf, startProgram, stopChild } from './child.ts';
import { childrenOf } from './measure/children.ts';

/** The built server, one process or several on one fresh database with the sample branches. */
export interface BenchServer {
  readonly origin: string;
  readonly processes: readonly { readonly origin: string; readonly pid: number }[];
  /** PostgreSQL's, at the moment. */
  databasePids(): readonly number[];
  readonly db: Db;
  /** For commands beside the server. */
  readonly databaseUrl: string;
  readonly folder: string;
  readonly now: () => number;
  headSeq(): Promise<number>;
  stop(): Promise<void>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const ENVIRONMENT = { PORT: '0', ADMIN_PORT: '0', LOG_LEVEL: 'error', BACKUPS_KEPT: '0' };
export const START_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=25', '--v8-pool-size=1'];
const MAIN = join(PROJECT_ROOT, 'dist/server/main.js');

/** Starts the packaged PostgreSQL, with its full durability, and the server with its start options. */
export async function startBenchServer(
  count = 1,
  flags: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  const env = { ...process.env, ...ENVIRONMENT, DATABASE_URL: postgres.connectionString, DATA_DIR: folder, ...more };
  const children: ChildProcess[] = [];
  const processes: { origin: string; pid: number }[] = [];
  // One after the other: the first one fills the empty database.
  while (children.length < count) {
    const child = startProgram(process.execPath, [...START_FLAGS, ...flags, MAIN], env);
    children.push(child);
    processes.push({ origin: await firstLine(child, /Status page\s+(http:\S+)\//), pid: pidOf(child) });
  }
  const postmaster = (await readPostmasterFile(postgres.cluster))?.pid ?? 0;
  const database = createDatabase({ connectionString: postgres.connectionString, log: quiet, poolSize: 1 });
  return {
    origin: processes[0]?.origin ?? '',
    processes,
    databasePids: () => [postmaster, ...childrenOf(postmaster)],
    db: database.db,
    databaseUrl: postgres.connectionString,
    folder,
    now: systemClock.now,
    headSeq: async () => (await readHead(database.db)).seq,
    async stop() {
      await database.close();
      await Promise.all(children.map((child) => stopChild(child)));
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
