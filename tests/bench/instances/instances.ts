import { sql } from 'kysely';
import { WebSocket } from 'ws';
import { PATHS } from '../../../shared/wire/paths.ts';
import { type BenchServer, startBenchServer } from '../bench-server.ts';
import { now } from '../measure/now.ts';
import { startComposeNginx } from '../peers/compose-nginx.ts';
import { createReporters } from '../reporters.ts';

export interface InstancesOptions {
  readonly pages: number;
  readonly reports: number;
  readonly say: (line: string) => void;
}

/** From the post of a report at one server to each page that is open on any, in ms. */
export interface InstancesFigures {
  readonly notified: readonly number[];
  readonly polled: readonly number[];
  readonly missing: number;
}

const GIVE_UP_AFTER_MS = 10_000;

async function openPage(port: number, onText: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}${PATHS.live}`, { rejectUnauthorized: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      onText(String(data));
      resolve();
    });
  });
  return socket;
}

async function listenersOf({ db }: BenchServer): Promise<readonly number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where query ilike 'listen %'`.execute(db);
  return rows.map(({ pid }) => pid);
}

/** Two servers on one database behind the compose file's nginx, which deals the pages out to both. */
export async function benchInstances({ pages, reports, say }: InstancesOptions): Promise<InstancesFigures> {
  const server = await startBenchServer(2, [], { TRUSTED_PROXIES: '127.0.0.1' });
  const stops: (() => unknown)[] = [server.stop];
  try {
    const [first = 0, second = 0] = server.processes.map(({ origin }) => Number(new URL(origin).port));
    const nginx = await startComposeNginx({ name: 'nginx', servers: [first, second] });
    stops.unshift(nginx.stop);
    let marker = '';
    let took: number[] = [];
    let begun = 0;
    let whole = () => {};
    function take(text: string): void {
      if (marker === '' || !text.includes(marker)) return;
      took.push(now() - begun);
      if (took.length === pages) whole();
    }
    for (let count = 0; count < pages; count += 1) {
      const page = await openPage(nginx.port, take);
      stops.unshift(() => page.terminate());
    }
    say(`${pages} pages open on two servers`);
    const reporters = await createReporters(server);
    let missing = 0;

    async function measure(name: string, prepare: () => Promise<void>): Promise<readonly number[]> {
      const all: number[] = [];
      for (let turn = 1; turn <= reports; turn += 1) {
        await prepare();
        took = [];
        marker = `Note ${name} ${turn}.`;
        const ended = new Promise<void>((resolve) => {
          whole = resolve;
          setTimeout(resolve, GIVE_UP_AFTER_MS);
        });
        begun = now();
        await reporters.report({ message: marker });
        await ended;
        missing += pages - took.length;
        all.push(...took);
      }
      say(`${name}: ${reports} reports`);
      return all;
    }

    const notified = await measure('notified', async () => {});
    const stopped = new Set<number>();
    stops.unshift(() => {
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
    });
    // Their ends at the database fall silent, also those of the connections that take their place.
    const polled = await measure('polled', async () => {
      for (const pid of await listenersOf(server)) {
        process.kill(pid, 'SIGSTOP');
        stopped.add(pid);
      }
    });
    return { notified, polled, missing };
  } finally {
    for (const stop of stops) await stop();
  }
}
