import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What PostgreSQL writes about itself into its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly socketDir: string;
  readonly status: string;
}

/** Reads `postmaster.pid`; undefined when there is none, or one that was never finished. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  // https://www.postgresql.org/docs/current/storage-file-layout.html: pid, data, start, port, socket folder, address, key, status
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() };
}

/** Whether `pid` is a living PostgreSQL on this cluster, and not a stranger or a zombie that has its number. */
export function isPostmaster(pid: number, cluster: string): boolean {
  return commandLine(pid).includes(` -D ${cluster} `);
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const line = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return `${line.trim()} `;
  } catch {
    return '';
  }
}

/**
 * Makes sure that a `postmaster.pid` left over from a killed PostgreSQL cannot stop the next one. PostgreSQL believes any
 * living process that has the old number, except its own parent: so that is whom the file is made to name. The rest of
 * the file stays, since PostgreSQL finds backends of the old one that still run by it.
 */
export async function disarmPostmasterFile(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'latin1').catch(() => undefined);
  if (text === undefined) return;
  if ((await readPostmasterFile(cluster)) === undefined) await rm(file);
  else await writeFile(file, text.replace(/^\d+/, String(process.pid)), 'latin1');
}

/**
 * Fast shutdown: open transactions are rolled back, everything committed is on disk, nothing is left running. One that does
 * not end in 30 s is told to leave at once, which costs a recovery at the next start and no data.
 */
export async function shutDown(pid: number, cluster: string): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of steps) {
    if (!isPostmaster(pid, cluster)) return;
    send(pid, signal);
    if (await goneWithin(pid, cluster, patience)) return;
  }
}

/** Sends a signal, if there is still somebody to get it. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function goneWithin(pid: number, cluster: string, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    if (!isPostmaster(pid, cluster)) return true;
    await delay(20);
  }
  return false;
}
