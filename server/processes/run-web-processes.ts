import cluster, { type Worker } from 'node:cluster';
import { SECOND } from '../../shared/practice/instant.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { createLineLog } from '../platform/line-log.ts';
import { endsWithin } from '../platform/time-limit.ts';
import type { WorkNews, WorkOrder } from './messages.ts';

/** Several servers on one port. */
export interface WebProcesses {
  /** Resolves when all listen; rejects when the first cannot start. */
  readonly started: Promise<void>;
  /** Resolves when all of them have ended. */
  stop(): Promise<void>;
}

/** One that ends soon after its start would end soon again. */
const REPLACE_AFTER = SECOND;
const STOP_WITHIN = 11 * SECOND;

type Shared = Omit<WorkOrder, 'config' | 'speaks'>;

/** Each has metrics of its own, on the next port. */
function configOf(config: Config, place: number): Config {
  const { adminPort } = config;
  return { ...config, adminPort: adminPort ? adminPort + place : adminPort };
}

/**
 * Starts `config.webProcesses` servers on one port and replaces one that ends. The first starts alone: it brings the
 * database up to date, and what it has to say is said once.
 */
export function runWebProcesses(config: Config, shared: Shared, say: (text: string) => void): WebProcesses {
  const log = createLineLog(process.stdout);
  const exits = new Set<Promise<void>>();
  let stopping = false;

  async function start(place: number, speaks: boolean): Promise<void> {
    const worker = cluster.fork();
    const order: WorkOrder = { ...shared, config: configOf(config, place), speaks };
    let listens = false;
    const listening = new Promise<void>((resolve) => {
      worker.on('message', (news: WorkNews) => {
        // What is sent before it listens to its channel would be lost.
        if (news.is === 'waiting') return void worker.send(order);
        listens = true;
        if (news.text) say(news.text);
        resolve();
      });
    });
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', (code, signal) => {
        if (!stopping && (listens || !speaks)) replace(place, worker, code ?? signal);
        resolve();
      });
    });
    exits.add(exited);
    void exited.then(() => exits.delete(exited));
    await Promise.race([listening, exited]);
    if (speaks && !listens && !stopping) throw new Error('The first web process did not start.');
  }

  function replace(place: number, worker: Worker, end: number | string): void {
    log.error({ place, pid: worker.process.pid, end }, 'a web process has ended, another takes its place');
    systemClock.after(REPLACE_AFTER, () => {
      if (!stopping) void start(place, false);
    });
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
    await endsWithin(STOP_WITHIN, Promise.all(exits));
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL');
  }

  async function startAll(): Promise<void> {
    await start(0, true);
    if (!stopping) await Promise.all(Array.from({ length: config.webProcesses - 1 }, (_, n) => start(n + 1, false)));
  }

  return { started: startAll(), stop };
}
