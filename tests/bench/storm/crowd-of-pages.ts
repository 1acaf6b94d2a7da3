import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startWorker, stopChild } from '../child.ts';
import type { StormAsk, StormSaid } from './storm-messages.ts';

/** Pages that come back by themselves, in a few processes of their own. */
export interface CrowdOfPages {
  readonly count: number;
  /** What comes from now on is of a new storm. */
  watch(): void;
  /** How all of them stand. */
  tell(): Promise<StormSaid>;
  stop(): Promise<void>;
}

export interface CrowdPlace {
  readonly port: number;
  readonly isTls: boolean;
}

const CLIENT = new URL('./storm-client.ts', import.meta.url).pathname;
const PAGES_OF_A_CLIENT = 5_000;
const NETWORK = '127.6';

async function askAll(clients: readonly ChildProcess[], ask: StormAsk): Promise<readonly StormSaid[]> {
  const answers = clients.map((client) => once(client, 'message'));
  for (const client of clients) client.send(ask);
  return (await Promise.all(answers)).map(([said]) => said as StormSaid);
}

function heldOf(said: readonly StormSaid[]): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const [seq, count] of said.flatMap((one) => [...one.held])) held.set(seq, (held.get(seq) ?? 0) + count);
  return held;
}

function together(said: readonly StormSaid[]): StormSaid {
  const sumOf = (count: 'live' | 'failed' | 'gaps') => said.reduce((sum, one) => sum + one[count], 0);
  return {
    live: sumOf('live'),
    letIn: said.flatMap(({ letIn }) => letIn),
    away: said.flatMap(({ away }) => away),
    failed: sumOf('failed'),
    held: heldOf(said),
    gaps: sumOf('gaps'),
  };
}

/** Opens so many pages at one place. */
export async function openCrowd(place: CrowdPlace, pages: number): Promise<CrowdOfPages> {
  const clients = Array.from({ length: Math.ceil(pages / PAGES_OF_A_CLIENT) }, () => startWorker(CLIENT));
  const count = Math.floor(pages / clients.length);
  const opened = clients.map((client) => once(client, 'message'));
  for (const [at, client] of clients.entries()) {
    client.send({ do: 'open', ...place, network: `${NETWORK}.${at + 1}`, count } satisfies StormAsk);
  }
  await Promise.all(opened);
  return {
    count: count * clients.length,
    watch() {
      for (const client of clients) client.send({ do: 'watch' } satisfies StormAsk);
    },
    tell: async () => together(await askAll(clients, { do: 'tell' })),
    async stop() {
      await Promise.all(clients.map((client) => stopChild(client)));
    },
  };
}
