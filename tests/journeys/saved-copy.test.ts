import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openContext(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A server in trouble that has left a copy, and the file that a proxy serves for a path of it. */
async function leaveCopy() {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const server = await startTestServer({ config: { staticCopyDir: folder } });
  await server.ordinaryMorning();
  await server.say('clayton', { it: { internet: 'down' } });
  const board = () => readFile(join(folder, 'api/v1/board.json'), 'utf8').catch(() => '');
  await until('the trouble is in the copy', async () => {
    server.clock.advance(SECOND);
    return (await board()).includes('"it":"down"');
  });
  const fileOf = (path: string) => {
    if (path.startsWith('/assets/')) return join(folder, path);
    if (path === '/api/v1/board') return join(folder, `${path}.json`);
    return join(folder, path === '/' ? 'index.html' : `${path}.html`);
  };
  return { server, fileOf };
}

/** Stands between a page and a server, as a proxy does; `down` tells whether the server answers. */
async function standBetween(page: Page, fileOf: (path: string) => string, down: () => boolean): Promise<void> {
  await page.route('**/*', (route) =>
    down() ? route.fulfill({ path: fileOf(new URL(route.request().url()).pathname) }) : route.continue(),
  );
}

async function open(server: TestServer, path: string, page: Page): Promise<void> {
  await page.goto(server.origin + path);
}

test.each(['/', '/surgeries/clayton'])(
  'a copy of %s says what it is, goes for nothing live, and leaves for the page once a server answers',
  async (path) => {
    const { server, fileOf } = await leaveCopy();
    const page = await openContext();
    let down = true;
    await standBetween(page, fileOf, () => down);
    await page.clock.install();
    await open(server, path, page);
    expect(await page.locator('h1').innerText()).toMatch(/problem/);
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/^Our live page is not working at the moment\. This is a saved copy from 9am on Tuesday 31/);
    expect(text).toContain('Not live. Last checked 9am');
    expect(await page.title()).toMatch(/^Saved copy – /);

    // In steps that leave an answer its time: it asks again and again, and a copy answers every time.
    const letTimePass = () => page.clock.runFor(3 * SECOND);
    for (let step = 0; step < 20; step += 1) await letTimePass();
    expect(await page.locator('#saved-copy').count()).toBe(1);
    down = false;
    await until('the page is live', async () => {
      await letTimePass();
      return (await page.locator('.connection--live').count()) > 0;
    });
    expect(await page.locator('#saved-copy').count()).toBe(0);
  },
  60_000,
);

test('a copy needs no script', async () => {
  const { server, fileOf } = await leaveCopy();
  const page = await openContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await standBetween(page, fileOf, () => true);
  await open(server, '/', page);
  expect(await page.locator('#saved-copy').innerText()).toContain('Tuesday 31 December 2019');
  expect(await page.locator('a[href="/surgeries/clayton"]').count()).toBeGreaterThan(0);
});

test('a copy can be read by everybody', async () => {
  const { server, fileOf } = await leaveCopy();
  const page = await openContext({ viewport: { width: 360, height: 740 } });
  await standBetween(page, fileOf, () => true);
  await open(server, '/surgeries/clayton', page);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
}, 60_000);

test('the reference of the API is read at any width, with nothing refused by its own policy', async () => {
  const server = await startTestServer();
  const page = await openContext({ viewport: { width: 360, height: 800 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await open(server, '/api/docs', page);
  expect(await sideways(page)).toBe(0);
  // Of one operation: all of them are made in the same way, and they are many.
  const one = new AxeBuilder({ page }).include('nav').include('#post-api-v1-branches-slug-reports');
  expect((await one.analyze()).violations).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);
