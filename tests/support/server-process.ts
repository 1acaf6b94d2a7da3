import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { TEST_KEY_SECRET } from './journal-key.ts';
import { until } from './until.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
/** What `npm start` runs. */
const MAIN = join(PROJECT, 'dist', 'server', 'main.js');
/** The last thing a server says of its start. */
const STARTED = 'Ctrl-C stops everything.';

type Environment = Readonly<Record<string, string>>;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server as a process of its own, at the head of a process group, as a command in a terminal is. */
export interface ServerProcess {
  readonly pid: number;
  /** Everything it wrote so far. */
  readonly said: { readonly output: string; readonly errors: string };
  readonly ended: Promise<Ending>;
  /** To the process alone, or to its whole group, as Ctrl-C in a terminal. */
  signal(signal: NodeJS.Signals, to?: 'process' | 'group'): void;
  /** Ends it without a word and waits for that. */
  kill(): Promise<void>;
}

export interface StartedServer extends ServerProcess {
  readonly origin: string;
}

/** Takes what must be undone at the end: of the test, unless somebody else says. */
type AtEnd = (undo: () => Promise<void>) => void;

/** Starts a server and does not wait for it. It is killed in the end, if it still runs then. */
export function spawnServer(environment: Environment, atEnd: AtEnd = onTestFinished): ServerProcess {
  // Refused outside of a test, and then nothing is started.
  atEnd(() => kill());
  const folders: string[] = [];
  function ownFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'branchboard-own-'));
    folders.push(folder);
    return folder;
  }
  // Servers on one database of the test's own share its key, as its instances do.
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: '0',
    ADMIN_PORT: 'off',
    LOG_LEVEL: 'warn',
    BACKUPS_KEPT: '0',
    ...(environment['DATA_DIR'] === undefined && { DATA_DIR: ownFolder(), JOURNAL_KEY: TEST_KEY_SECRET }),
    ...environment,
  };
  const child = spawn(process.execPath, [MAIN], {
    cwd: PROJECT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.errors += text;
  });
  // Not before its output was read to the end.
  const ended = once(child, 'close').then(([code, signal]): Ending => ({ code, signal }));
  const pid = pidOf(child);

  function signal(name: NodeJS.Signals, to: 'process' | 'group' = 'process'): void {
    if (child.exitCode === null && child.signalCode === null) process.kill(to === 'group' ? -pid : pid, name);
  }

  async function kill(): Promise<void> {
    signal('SIGKILL', 'group');
    await ended;
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }

  // Of a test run that is broken off; in order, so that its database ends as well.
  const breakOff = () => signal('SIGTERM');
  process.once('exit', breakOff);
  void ended.then(() => process.removeListener('exit', breakOff));
  return { pid, said, ended, signal, kill };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

/** Starts a server and waits until it has printed where to look; fails when it ends instead. */
export async function startServerProcess(environment: Environment, atEnd?: AtEnd): Promise<StartedServer> {
  const server = spawnServer(environment, atEnd);
  let ending: Ending | null = null;
  void server.ended.then((end) => {
    ending = end;
  });
  await until('the server starts', () => ending !== null || server.said.output.includes(STARTED), 60_000);
  const origin = /Status page +(\S+)\/$/m.exec(server.said.output)?.[1];
  if (!origin) throw new Error(`the server did not start: ${JSON.stringify({ ending, ...server.said })}`);
  return { ...server, origin };
}
