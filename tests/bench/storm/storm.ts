import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { startWorker, stopChild } from '../child.ts';
import { now } from '../measure/now.ts';
import { createStormyServer, type StormyServer } from './stormy-server.ts';
import type { StormAsk, StormSaid } from './storm-messages.ts';

export interface StormOptions {
  readonly pages: number;
  readonly say: (line: string) => void;
}

/** What came of one loss of the server. */
export interface StormFigures {
  readonly name: string;
  /** From the loss until there was a server again, in s. */
  readonly upAfterS: number;
  /** From the loss until the last page was live again, in s. */
  readonly allBackS: number;
  /** The longest that one page was not live, in s, and the middle one. */
  readonly longestAwayS: number;
  readonly medianAwayS: number;
  /** Let in within one second, at most. */
  readonly upgradesPerSecond: number;
  readonly loopLagMs: number;
  readonly boardReadsPerSecond: number;
  /** Tries that were put off, or found no server. */
  readonly failed: number;
  readonly stillAway: number;
  readonly alive: boolean;
}

const CLIENT = new URL('./storm-client.ts', import.meta.url).pathname;
const PAGES_OF_A_CLIENT = 5_000;
const LOOK_EVERY_MS = 250;
const GIVE_UP_AFTER_MS = 90_000;
/** A supervisor starts a server again after about that. */
const DOWN_MS = 1_000;
const NETWORK = '127.6';

async function askAll(clients: readonly ChildProcess[], ask: StormAsk): Promise<readonly StormSaid[]> {
  const answers = clients.map((client) => once(client, 'message'));
  for (const client of clients) client.send(ask);
  return (await Promise.all(answers)).map(([said]) => said as StormSaid);
}

/** The most that lie within one second. */
function mostInASecond(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of sorted.entries()) {
    while ((sorted[first] ?? moment) <= moment - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** All pages lose their server at once, twice: it is killed, and it is restarted in good order. */
export async function benchStorm({ pages, say }: StormOptions): Promise<readonly StormFigures[]> {
  const server = await createStormyServer();
  const clients = Array.from({ length: Math.ceil(pages / PAGES_OF_A_CLIENT) }, () => startWorker(CLIENT));
  try {
    await server.start();
    say(`${pages} pages open`);
    const count = Math.floor(pages / clients.length);
    const opened = clients.map((client) => once(client, 'message'));
    for (const [at, client] of clients.entries()) {
      client.send({ do: 'open', port: server.port, network: `${NETWORK}.${at + 1}`, count } satisfies StormAsk);
    }
    await Promise.all(opened);
    const all = count * clients.length;
    return [
      await lose(server, clients, all, { name: 'killed', signal: 'SIGKILL', say }),
      await lose(server, clients, all, { name: 'restarted', signal: 'SIGTERM', say }),
    ];
  } finally {
    await Promise.all(clients.map((client) => stopChild(client)));
    await server.stop();
  }
}

async function lose(
  server: StormyServer,
  clients: readonly ChildProcess[],
  pages: number,
  {
    name,
    signal,
    say,
  }: { readonly name: string; readonly signal: 'SIGKILL' | 'SIGTERM'; readonly say: StormOptions['say'] },
): Promise<StormFigures> {
  say(`the server is ${name}`);
  for (const client of clients) client.send({ do: 'watch' } satisfies StormAsk);
  const lostAt = now();
  await server.end(signal);
  await wait(DOWN_MS);
  await server.start();
  const upAfterS = (now() - lostAt) / 1_000;
  await server.loopLagMs();
  const begun = { at: now(), reads: await server.boardReads() };
  const reach = await untilBack(clients, pages, lostAt);
  const seconds = (now() - begun.at) / 1_000;
  const loopLagMs = await server.loopLagMs();
  const boardReadsPerSecond = ((await server.boardReads()) - begun.reads) / seconds;
  const away = reach.flatMap((said) => said.away).toSorted((a, b) => a - b);
  return {
    name,
    upAfterS,
    allBackS: (now() - lostAt) / 1_000,
    longestAwayS: (away.at(-1) ?? Number.NaN) / 1_000,
    medianAwayS: (away[Math.floor(away.length / 2)] ?? Number.NaN) / 1_000,
    upgradesPerSecond: mostInASecond(reach.flatMap(({ letIn }) => letIn)),
    loopLagMs,
    boardReadsPerSecond,
    failed: reach.reduce((sum, said) => sum + said.failed, 0),
    stillAway: pages - reach.reduce((sum, said) => sum + said.live, 0),
    alive: server.isAlive(),
  };
}

async function untilBack(
  clients: readonly ChildProcess[],
  pages: number,
  lostAt: number,
): Promise<readonly StormSaid[]> {
  for (;;) {
    const said = await askAll(clients, { do: 'tell' });
    const isOver = said.reduce((sum, { live }) => sum + live, 0) >= pages;
    if (isOver || now() - lostAt > GIVE_UP_AFTER_MS) return said;
    await wait(LOOK_EVERY_MS);
  }
}
