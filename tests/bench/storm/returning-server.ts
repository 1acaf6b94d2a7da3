import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../server/platform/project-root.ts';
import { START_FLAGS } from '../bench-server.ts';
import { firstLine, startProgram, stopChild } from '../child.ts';
import { freePort } from '../measure/free-port.ts';

/** A server that ends and comes back at the same port. */
export interface ReturningServer {
  readonly port: number;
  start(): Promise<void>;
  /** `SIGKILL`: it is gone in the middle of a word. `SIGTERM`: it says goodbye. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  isAlive(): boolean;
  /** The longest that its loop was late since this was asked last, in ms. */
  loopLagMs(): Promise<number>;
}

const MAIN = join(PROJECT_ROOT, 'dist/server/main.js');
const LAG = /^nodejs_eventloop_lag_max_seconds ([\d.e+-]+)$/m;

/** On a database of its own or shared with others; it is not started yet. */
export async function createReturningServer(
  databaseUrl: string,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ReturningServer> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
    LOG_LEVEL: 'error',
    BACKUPS_KEPT: '0',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    ...more,
  };
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
  };
}
