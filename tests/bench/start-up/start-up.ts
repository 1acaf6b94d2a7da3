import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { CHECKPOINT_EVERY } from '../../../server/board/keep-checkpoints.ts';
import { PROJECT_ROOT } from '../../../server/platform/project-root.ts';
import { type BenchServer, START_FLAGS, startBenchServer } from '../bench-server.ts';
import { bigPracticeSlugs, importBigPractice } from '../big-practice.ts';
import { firstLine, startProgram } from '../child.ts';
import { writeJournal } from './write-journal.ts';

export interface StartFigures {
  readonly name: string;
  readonly isPromised: boolean;
  readonly seconds: readonly number[];
  /** Of the newest checkpoint before the start. */
  readonly checkpointBytes: number;
  /** Facts after it. */
  readonly toFold: number;
}

export interface StartUpOptions {
  readonly facts: number;
  readonly branches: number;
  readonly say: (line: string) => void;
}

const STARTS = 3;
const MAIN = join(PROJECT_ROOT, 'dist/server/main.js');

/** From starting the process to its first 200 of /readyz; then it is killed. */
async function startOnce({ databaseUrl, folder }: BenchServer): Promise<number> {
  const more = { PORT: '0', ADMIN_PORT: '0', LOG_LEVEL: 'error', BACKUPS_KEPT: '0' };
  const env = { ...process.env, ...more, DATABASE_URL: databaseUrl, DATA_DIR: folder };
  const started = performance.now();
  const child = startProgram(process.execPath, [...START_FLAGS, MAIN], env);
  const origin = await firstLine(child, /Status page\s+(http:\S+)\//);
  while (!(await fetch(`${origin}/readyz`)).ok) await wait(10);
  const seconds = (performance.now() - started) / 1_000;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return seconds;
}

async function checkpointOf({ db, headSeq }: BenchServer): Promise<{ bytes: number; toFold: number }> {
  const { rows } = await sql<{ readonly seq: number; readonly bytes: number }>`
    select seq, octet_length(board::text) as bytes from checkpoint order by seq desc limit 1`.execute(db);
  return { bytes: rows[0]?.bytes ?? 0, toFold: (await headSeq()) - (rows[0]?.seq ?? 0) };
}

async function measure(server: BenchServer, name: string, starts: number, isPromised: boolean): Promise<StartFigures> {
  const { bytes, toFold } = await checkpointOf(server);
  const seconds: number[] = [];
  while (seconds.length < starts) seconds.push(await startOnce(server));
  return { name, isPromised, seconds, checkpointBytes: bytes, toFold };
}

/** Starts on a long journal. */
export async function benchStartUp({ facts, branches, say }: StartUpOptions): Promise<readonly StartFigures[]> {
  const server = await startBenchServer();
  try {
    await importBigPractice(server.databaseUrl, server.folder, branches);
    for (const { pid } of server.processes) process.kill(pid, 'SIGKILL');
    const slugs = bigPracticeSlugs(branches);
    await writeJournal(server, slugs, facts, say);
    await sql`analyze`.execute(server.db);
    await server.db.deleteFrom('checkpoint').execute();
    const without = await measure(server, 'without a checkpoint', 1, false);
    const by = await measure(server, 'by its checkpoint', STARTS, true);
    await writeJournal(server, slugs, CHECKPOINT_EVERY - 1, () => {});
    const after = await measure(server, 'after a kill, by the last checkpoint', STARTS, true);
    return [by, after, without];
  } finally {
    await server.stop();
  }
}
