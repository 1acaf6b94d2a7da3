import type { BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { KEPT_FILES, KEPT_PAGES, PATIENT_WORKER } from '../../shared/wire/patient-worker.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { createFaultyLine, type LineFault } from './faulty-line.ts';
import { NINE, startTestServer } from './running-server.ts';
import { until } from './until.ts';
import { visit } from './visit.ts';

/** Paths of what lies in one of the places of the device. */
function pathsIn(page: Page, place: string): Promise<readonly string[]> {
  return page.evaluate(
    async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname).sort(),
    place,
  );
}

/** A patient whose device may keep pages, a real server in trouble at Clayton, and the line between them. */
export async function openKeptPage(context: BrowserContextOptions = {}) {
  const line = await createFaultyLine();
  onTestFinished(() => line.close());
  const server = await startTestServer({ config: { publicOrigin: line.origin } });
  line.leadTo(Number(new URL(server.origin).port));
  await server.ordinaryMorning();
  await server.say('clayton', { it: { internet: 'down' } });
  const on = await visit(line.origin, '/healthz', {
    mayHaveCookies: true,
    context: { ...context, serviceWorkers: 'allow' },
  });
  onTestFinished(on.close);
  const { page } = on;
  // The server's clock stands at a morning in 2019, and the device's is right.
  await page.clock.install({ time: NINE });
  line.asked();

  /** Whatever becomes of it: what a browser says of a line that failed is no matter here. */
  const open = (path: string) => page.goto(line.origin + path).catch(() => null);
  return {
    ...on,
    line,
    server,
    open,
    /** Reads a page until it is live and the device has kept it. */
    async read(path: string): Promise<void> {
      await open(path);
      await page.waitForSelector('.page--live');
      await until(`${path} is kept`, async () => (await pathsIn(page, KEPT_PAGES)).includes(path));
    },
    /** The line fails, more than half a minute later: until then a browser has the page in its own cache. */
    async lose(fault: LineFault | null = 'cut'): Promise<void> {
      const browser = await page.context().newCDPSession(page);
      await browser.send('Network.clearBrowserCache');
      await browser.detach();
      line.fail(fault);
    },
    /** All that the patients' pages load, by the worker. */
    async allFiles(): Promise<readonly string[]> {
      const { body } = await server.app.inject({ url: PATIENT_WORKER });
      return (JSON.parse(/^self\.patientFiles=(.*);$/m.exec(body)?.[1] ?? '{}') as { all: string[] }).all.toSorted();
    },
    keptPaths: () => pathsIn(page, KEPT_PAGES),
    keptFiles: () => pathsIn(page, KEPT_FILES),
    /** As if what is kept had been kept so many days before, by the device's clock. */
    async letDaysPass(days: number): Promise<void> {
      await page.evaluate(
        async ([name, ms]) => {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            const kept = (await cache.match(request)) as Response;
            const headers = new Headers(kept.headers);
            headers.set('kept-at', String(Number(headers.get('kept-at')) - ms));
            await cache.put(request, new Response(await kept.text(), { headers }));
          }
        },
        [KEPT_PAGES, days * DAY] as const,
      );
    },
    text: () => page.locator('main').innerText(),
  };
}
