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
  /**
   * Replaces them one after the other, each when the one that takes its place listens: the port is never without a
   * server. One that does not come to listen ends this, and the others stay. A second call joins the one under way.
   */
  renew(): Promise<void>;
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
  const exits = new Map<Worker, Promise<void>>();
  /** Whose end is wanted. */
  const dismissed = new Set<Worker>();
  /** The one that listens, by place. */
  const holders = new Map<number, Worker>();
  let renewing: Promise<void> | null = null;
  /** Somebody already comes for this place. */
  let relieved: number | null = null;
  let stopping = false;

  /** Whether it came to listen. */
  async function start(place: number, comes: 'first' | 'next' | 'in relief'): Promise<boolean> {
    const worker = cluster.fork();
    const speaks = comes === 'first';
    const order: WorkOrder = { ...shared, config: configOf(config, place), speaks };
    let listens = false;
    const listening = new Promise<void>((resolve) => {
      worker.on('message', (news: WorkNews) => {
        // What is sent before it listens to its channel would be lost.
        if (news.is === 'waiting') return void worker.send(order);
        listens = true;
        holders.set(place, worker);
        if (news.text) say(news.text);
        resolve();
      });
    });
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', (code, signal) => {
        exits.delete(worker);
        const isMissed = !dismissed.delete(worker) && (listens || comes === 'next');
        if (isMissed && !stopping) replace(place, worker, code ?? signal);
        resolve();
      });
    });
    exits.set(worker, exited);
    await Promise.race([listening, exited]);
    if (speaks && !listens && !stopping) throw new Error('The first web process did not start.');
    return listens;
  }

  function replace(place: number, worker: Worker, end: number | string): void {
    log.error({ place, pid: worker.process.pid, end }, 'a web process has ended, another takes its place');
    systemClock.after(REPLACE_AFTER, () => {
      if (!stopping && place !== relieved) void start(place, 'next');
    });
  }

  async function renewAll(): Promise<void> {
    for (const [place, old] of [...holders].toSorted(([a], [b]) => a - b)) {
      if (stopping) return;
      relieved = place;
      const isRelieved = await start(place, 'in relief');
      relieved = null;
      if (stopping) return;
      if (!isRelieved) {
        log.error({ place }, 'the new web process did not start, those that run stay');
        if (old.isDead()) void start(place, 'next');
        return;
      }
      await dismiss(old);
      log.info({ place, pid: old.process.pid }, 'a web process was replaced by a new one');
    }
  }

  async function dismiss(worker: Worker): Promise<void> {
    const exited = exits.get(worker);
    if (!exited) return;
    dismissed.add(worker);
    worker.process.kill('SIGTERM');
    if (!(await endsWithin(STOP_WITHIN, exited))) worker.process.kill('SIGKILL');
    await exited;
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const worker of exits.keys()) worker.process.kill('SIGTERM');
    await endsWithin(STOP_WITHIN, Promise.all(exits.values()));
    for (const worker of exits.keys()) worker.process.kill('SIGKILL');
  }

  async function startAll(): Promise<void> {
    await start(0, 'first');
    if (stopping) return;
    await Promise.all(Array.from({ length: config.webProcesses - 1 }, (_, n) => start(n + 1, 'next')));
  }

  const started = startAll();
  return {
    started,
    renew() {
      renewing ??= started.then(renewAll).finally(() => {
        renewing = null;
      });
      return renewing;
    },
    stop,
  };
}
