import { setTimeout as wait } from 'node:timers/promises';
import { now } from '../measure/now.ts';
import { createStormyServer, type StormyServer } from './stormy-server.ts';
import { type CrowdOfPages, openCrowd } from './crowd-of-pages.ts';
import type { StormSaid } from './storm-messages.ts';

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

const LOOK_EVERY_MS = 250;
const GIVE_UP_AFTER_MS = 90_000;
/** A supervisor starts a server again after about that. */
const DOWN_MS = 1_000;

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
  const stops: (() => Promise<void>)[] = [server.stop];
  try {
    await server.start();
    const crowd = await openCrowd({ port: server.port, isTls: false }, pages);
    stops.unshift(crowd.stop);
    say(`${crowd.count} pages open`);
    return [
      await lose(server, crowd, { name: 'killed', signal: 'SIGKILL', say }),
      await lose(server, crowd, { name: 'restarted', signal: 'SIGTERM', say }),
    ];
  } finally {
    for (const stop of stops) await stop();
  }
}

interface Loss {
  readonly name: string;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly say: StormOptions['say'];
}

async function lose(server: StormyServer, crowd: CrowdOfPages, { name, signal, say }: Loss): Promise<StormFigures> {
  say(`the server is ${name}`);
  crowd.watch();
  const lostAt = now();
  await server.end(signal);
  await wait(DOWN_MS);
  await server.start();
  const upAfterS = (now() - lostAt) / 1_000;
  await server.loopLagMs();
  const begun = { at: now(), reads: await server.boardReads() };
  const said = await untilBack(crowd, lostAt);
  const seconds = (now() - begun.at) / 1_000;
  const loopLagMs = await server.loopLagMs();
  const boardReadsPerSecond = ((await server.boardReads()) - begun.reads) / seconds;
  const away = said.away.toSorted((a, b) => a - b);
  return {
    name,
    upAfterS,
    allBackS: (now() - lostAt) / 1_000,
    longestAwayS: (away.at(-1) ?? Number.NaN) / 1_000,
    medianAwayS: (away[Math.floor(away.length / 2)] ?? Number.NaN) / 1_000,
    upgradesPerSecond: mostInASecond(said.letIn),
    loopLagMs,
    boardReadsPerSecond,
    failed: said.failed,
    stillAway: crowd.count - said.live,
    alive: server.isAlive(),
  };
}

/** How they stand once all are back, or when there is no more to wait for. */
export async function untilBack(crowd: CrowdOfPages, lostAt: number): Promise<StormSaid> {
  for (;;) {
    const said = await crowd.tell();
    if (said.live >= crowd.count || now() - lostAt > GIVE_UP_AFTER_MS) return said;
    await wait(LOOK_EVERY_MS);
  }
}
