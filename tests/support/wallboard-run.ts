import type { CDPSession, Page } from 'playwright-core';
import type { ReportFact } from '../../shared/facts/fact.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { ALL_WORKING, boardOf, london, report, sampleBranches, setUp, staffBoardAt } from './facts.ts';
import { type OpenStaffPage, openStaffPage } from './open-staff-page.ts';
import type { StaffScene } from './staff-boards.ts';
import { until } from './until.ts';

/** A change comes this often. */
const EVERY_MS = 10 * SECOND;
/** After so many changes every branch has been through everything, and the picture is the same again but for times. */
export const ROUND = 72;

const BEGAN = london('2019-12-31 08:30');
const SLUGS = sampleBranches().map(({ slug }) => slug);

/** What the `n`th change says: branches fail and come back in turns, and lose and find GPs. */
function nthReport(n: number): ReportFact {
  const place = { at: BEGAN + n * EVERY_MS, seq: 101 + n };
  const slug = SLUGS[n % SLUGS.length] ?? '';
  const isOdd = Math.floor(n / SLUGS.length) % 2 === 1;
  const offSick = Math.floor(n / SLUGS.length) % 4 === 2 ? 1 : 0;
  const it = { ...ALL_WORKING, ...(isOdd && { internet: 'down' as const, records: 'unknown' as const }) };
  return report(slug, { it, gps: { expected: 9, offSick, away: 0, locums: 0 } }, place);
}

/** The practice after `n` changes. What is older than two rounds was said again since. */
function sceneAfter(n: number): StaffScene {
  const now: Instant = BEGAN + n * EVERY_MS;
  const first = Math.max(0, n - 2 * ROUND);
  const facts = Array.from({ length: n - first + 1 }, (_, index) => nthReport(first + index));
  return { board: staffBoardAt(boardOf([...setUp(), ...facts]), now), now };
}

/** What a page holds once all that nobody needs is thrown away. */
export interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface WallboardRun {
  readonly on: OpenStaffPage;
  /** Lets `count` changes come, 10 s of the page's own time apart. */
  go(count: number): Promise<void>;
  held(): Promise<Held>;
}

async function measure(cdp: CDPSession): Promise<Held> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heap: usedSize, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

function countFrames(page: Page): () => number {
  let frames = 0;
  page.on('websocket', (socket) => {
    socket.on('framereceived', () => {
      frames += 1;
    });
  });
  return () => frames;
}

/** A wallboard whose hours pass as fast as it can follow. */
export async function startWallboardRun(): Promise<WallboardRun> {
  const context = { viewport: { width: 1_920, height: 1_080 } };
  const on = await openStaffPage('wallboard', { scene: sceneAfter(0), ownClock: true, context });
  // The first frame came before anybody counted; a new document counts from its first.
  const frames = countFrames(on.page);
  await on.page.reload();
  await on.page.waitForSelector('.wall--live');
  await on.page.clock.pauseAt(await on.page.evaluate(() => Date.now() + 1_000));
  const cdp = await on.page.context().newCDPSession(on.page);
  await cdp.send('Performance.enable');
  let done = 0;
  return {
    on,
    async go(count) {
      for (let n = 0; n < count; n += 1) {
        const before = frames();
        done += 1;
        on.server.change(sceneAfter(done));
        await until(`the frame of change ${done}`, () => frames() > before);
        await on.page.clock.runFor(EVERY_MS);
      }
    },
    held: () => measure(cdp),
  };
}
