import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { type BenchServer, startBenchServer } from '../bench-server.ts';
import { median } from '../measure/median.ts';

/** What lies between a phone and us: the time of a round trip, and kilobits a second. */
export const NETWORKS = {
  'slow 3G': { latency: 400, kbits: 400 },
  'fast 3G': { latency: 150, kbits: 1_600 },
} as const;
export type NetworkName = keyof typeof NETWORKS;

export interface Readable {
  readonly network: NetworkName;
  readonly path: string;
  /** Until the first sentence is drawn, ms, of each visit. */
  readonly painted: readonly number[];
  /** Until the page says that it is live, ms. */
  readonly live: readonly number[];
}

export interface ReadableOptions {
  readonly visits: number;
  readonly say: (line: string) => void;
}

/** An old phone is so many times slower than this machine. */
const SLOWER = 4;

async function visitOnce(browser: Browser, url: string, network: NetworkName) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    const { latency, kbits } = NETWORKS[network];
    const bytes = (kbits * 1_000) / 8;
    await tools.send('Network.enable');
    await tools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    });
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForSelector('.page--live', { timeout: 60_000 });
    return await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      live: performance.now(),
    }));
  } finally {
    await context.close();
  }
}

async function measure(server: BenchServer, browser: Browser, { visits, say }: ReadableOptions) {
  const results: Readable[] = [];
  for (const network of Object.keys(NETWORKS) as NetworkName[]) {
    for (const path of ['/', '/surgeries/clayton']) {
      const painted: number[] = [];
      const live: number[] = [];
      for (let visit = 0; visit < visits; visit += 1) {
        const once = await visitOnce(browser, server.origin + path, network);
        painted.push(once.painted);
        live.push(once.live);
      }
      say(`${network}, ${path}: readable after ${Math.round(median(painted))} ms`);
      results.push({ network, path, painted, live });
    }
  }
  return results;
}

/** First visits of a small, slow phone on a mobile network, one after the other. */
export async function benchReadable(options: ReadableOptions): Promise<readonly Readable[]> {
  const server = await startBenchServer();
  try {
    const browser = await launchBrowser();
    try {
      return await measure(server, browser, options);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
