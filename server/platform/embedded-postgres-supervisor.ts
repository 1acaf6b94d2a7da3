import { type ChildProcess, spawn } from 'node:child_process';
import { open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseAnswers } from './database-probe.ts';
import { DATABASE, DATABASE_USER, oneLine, postgresEnvironment } from './embedded-postgres-cluster.ts';
import type { NativeFolder } from './embedded-postgres-native.ts';
import type { Places } from './embedded-postgres-places.ts';
import {
  disarmPostmasterFile,
  isPostmaster,
  readPostmasterFile,
  send,
  shutDown,
} from './embedded-postgres-postmaster.ts';
import type { Log } from './log.ts';

/** What it takes to start the PostgreSQL of one cluster. */
export interface Launch {
  readonly places: Places;
  readonly native: NativeFolder;
  readonly runFolder: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
}

interface Running {
  readonly pid: number;
  readonly socketDir: string;
  /** Absent when PostgreSQL was found running and taken over. */
  readonly child: ChildProcess | undefined;
}

const LOG_FILE_LIMIT_BYTES = 5_000_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Keeps PostgreSQL running until it is told to stop. */
export interface Supervisor {
  readonly socketDir: string;
  stop(): Promise<void>;
}

/** Takes over the PostgreSQL that runs on the cluster, or starts one, and starts it again whenever it is gone. */
export async function supervise(launch: Launch): Promise<Supervisor> {
  const { places, log } = launch;
  const stopping = new AbortController();
  let running = await attachOrStart(launch, stopping.signal);
  const { socketDir } = running;
  let reviving: Promise<void> = Promise.resolve();
  let unwatch = watch();

  function watch(): () => void {
    return onceGone(running, places.cluster, () => {
      if (stopping.signal.aborted) return;
      log.error({ pid: running.pid }, 'PostgreSQL is gone; it is started again');
      reviving = revive();
    });
  }

  async function revive(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        running = await attachOrStart({ ...launch, runFolder: socketDir }, stopping.signal);
        log.info({ pid: running.pid }, 'PostgreSQL runs again');
        unwatch = watch();
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.error({ reason }, 'PostgreSQL could not be started again yet');
        await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  // A server that ends without stopping its database at least asks it to finish.
  const atExit = () => isPostmaster(running.pid, places.cluster) && send(running.pid, 'SIGINT');
  process.once('exit', atExit);

  return {
    socketDir,
    async stop() {
      stopping.abort();
      unwatch();
      await reviving;
      await shutDown(running.pid, places.cluster);
      process.removeListener('exit', atExit);
      await rm(socketDir, { recursive: true, force: true });
    },
  };
}

/** The address of the database behind a socket. */
export function connectionStringOf(socketDir: string): string {
  return `postgresql://${DATABASE_USER}@localhost/${DATABASE}?host=${encodeURIComponent(socketDir)}`;
}

async function attachOrStart(launch: Launch, signal: AbortSignal): Promise<Running> {
  const { cluster } = launch.places;
  const found = await readPostmasterFile(cluster);
  if (found && isPostmaster(found.pid, cluster)) {
    const there = { pid: found.pid, socketDir: found.socketDir, child: undefined };
    if (await comesUp(there, launch, signal)) {
      launch.log.info({ pid: found.pid }, 'PostgreSQL was still running and is taken over');
      return there;
    }
  }
  await disarmPostmasterFile(cluster);
  return start(launch, signal);
}

/** Whether a living PostgreSQL gets ready, however long its recovery takes; false when it ends instead. */
async function comesUp(running: Running, launch: Launch, signal: AbortSignal): Promise<boolean> {
  const { cluster } = launch.places;
  for (let round = 1; isPostmaster(running.pid, cluster); round++) {
    if (signal.aborted) return true;
    const file = await readPostmasterFile(cluster);
    const ready = file?.pid === running.pid && file.status === 'ready';
    if (ready && (await databaseAnswers(connectionStringOf(running.socketDir), 1_000))) return true;
    if (round % 500 === 0) launch.log.warn({ pid: running.pid }, 'PostgreSQL is not ready yet');
    await delay(20);
  }
  return false;
}

async function start(launch: Launch, signal: AbortSignal): Promise<Running> {
  const { places, native, runFolder, settings } = launch;
  // A lock left over beside the socket would be believed if another process had its number by chance.
  for (const entry of await readdir(runFolder)) await rm(join(runFolder, entry), { force: true });
  const { size } = (await stat(places.logFile).catch(() => undefined)) ?? { size: 0 };
  if (size > LOG_FILE_LIMIT_BYTES) await truncate(places.logFile);
  const said = size > LOG_FILE_LIMIT_BYTES ? 0 : size;

  const fixed = { listen_addresses: '', unix_socket_directories: `"${runFolder}"`, unix_socket_permissions: '0700' };
  const options = Object.entries({ ...settings, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = await open(places.logFile, 'a', 0o600);
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', places.cluster, ...options], {
    ...places.account,
    cwd: '/',
    env: postgresEnvironment(),
    // A session of its own: Ctrl-C in the terminal must not end the database before the server has drained.
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  child.on('error', () => undefined);
  child.unref();
  await output.close();

  const { pid } = child;
  const running = pid === undefined ? undefined : { pid, socketDir: runFolder, child };
  if (running && (await comesUp(running, launch, signal))) return running;
  const reason = (await readFile(places.logFile, 'utf8').catch(() => '')).slice(said);
  throw new Error(`PostgreSQL did not start: ${oneLine(reason) || `see ${places.logFile}`}`);
}

/** Calls back when PostgreSQL ends by itself. Gives a function that stops watching. */
function onceGone(running: Running, cluster: string, tell: () => void): () => void {
  const { child } = running;
  if (child) {
    if (child.exitCode !== null || child.signalCode !== null) queueMicrotask(tell);
    child.once('exit', tell);
    return () => child.removeListener('exit', tell);
  }
  // Only a parent is told; of a PostgreSQL that was taken over init is the parent.
  const timer = setInterval(() => {
    if (isPostmaster(running.pid, cluster)) return;
    clearInterval(timer);
    tell();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
