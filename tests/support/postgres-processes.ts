import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Account } from '../../server/platform/embedded-postgres-account.ts';

/** A process that holds a database, and what it said of it. */
export interface Holder {
  readonly process: ChildProcess;
  readonly connectionString: string;
  readonly cluster: string;
  /** Why it did not start. */
  readonly error?: string;
}

/** Starts a server reduced to its database as a process of its own, and does not wait for it. */
export function spawnHolder(dataDir: string, account?: Account): ChildProcess {
  const script = join(import.meta.dirname, 'postgres-holder.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    ...account,
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], TSX_DISABLE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Leads a group of its own, as a command in a terminal does.
    detached: true,
  });
}

/** Starts one and waits until it has its database, or has said why not. */
export async function startHolder(dataDir: string, account?: Account): Promise<Holder> {
  const child = spawnHolder(dataDir, account);
  if (!child.stdout) throw new Error('the holder has no output');
  for await (const line of createInterface(child.stdout)) return { process: child, ...JSON.parse(line) };
  throw new Error('the holder ended without a word');
}

/** Sends a signal to a process of ours and waits for its end. Gives its exit code. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

/**
 * Every process that works in a cluster: the postmaster and its children. One that has just ended, and that the system
 * has not cleared away yet, has no command line any more.
 */
export function processesOf(cluster: string): readonly number[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
    return lines.filter((line) => line.includes(` -D ${cluster} `)).map((line) => Number.parseInt(line, 10));
  }
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && workingFolder(entry) === cluster && hasCommandLine(entry))
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function hasCommandLine(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

export function postmasterPid(cluster: string): number {
  return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
}

/** Asks a database one thing, on a connection of its own. */
export async function ask(connectionString: string, question: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}
