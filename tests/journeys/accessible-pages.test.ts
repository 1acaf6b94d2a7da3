import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  CHECKER,
  TESTED_LOOKS,
  TESTED_PAGES,
  TESTED_SIZES,
  type TestedSize,
  type TestedState,
} from '../../server/pages/tested.ts';
import { sizeWords } from '../../shared/words/about-pages.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { london } from '../support/facts.ts';
import { routeTable } from '../support/route-table.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';
import { closeBrowser, visit } from '../support/visit.ts';

// Every page in every state, size and look: one page is looked at some ten times.
vi.setConfig({ testTimeout: 120_000 });

const atEnd: (() => Promise<void>)[] = [];
const servers = {} as Record<TestedState, TestServer>;

async function serverOf(state: TestedState): Promise<TestServer> {
  const at = state === 'night' ? london('2019-12-31 23:00') : NINE;
  const server = await startTestServer({ at, atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
  if (state === 'trouble') await server.say('clayton', { it: { internet: 'down' }, message: 'Please phone first.' });
  return server;
}

beforeAll(async () => {
  for (const state of ['normal', 'trouble', 'night'] as const) servers[state] = await serverOf(state);
});
afterAll(async () => {
  await closeBrowser();
  for (const undo of atEnd.toReversed()) await undo();
});

/** Controls that are too small for a finger, by the guidelines; those within a sentence may be. */
function small(page: Page): Promise<readonly string[]> {
  return page.$$eval('a, button, summary, input, select', (controls) =>
    controls
      .filter((control) => control.checkVisibility() && !control.closest('p, dd, .nhsuk-skip-link'))
      .filter((control) => {
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
        return width < 24 || height < 24;
      })
      .map((control) => control.outerHTML),
  );
}

async function use(page: Page, { width, height, text }: TestedSize): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate((times) => {
    document.documentElement.style.fontSize = `${times * 100}%`;
  }, text ?? 1);
}

const CASES = TESTED_PAGES.flatMap(({ path, tells }) =>
  (tells ? (['normal', 'trouble', 'night'] as const) : (['normal'] as const)).map((state) => [path, state] as const),
);

test.each(CASES)('%s, %s, is for everybody: in every size and look', async (path, state) => {
  const on = await visit(servers[state].origin, path);
  const { page } = on;
  await page.waitForLoadState('load');
  const found: string[] = [];
  const look = async (how: string) => {
    for (const fault of await axeFaults(page)) found.push(`${how}: ${fault}`);
  };
  for (const size of TESTED_SIZES) {
    await use(page, size);
    const how = sizeWords(size);
    await look(how);
    if ((await sideways(page)) > 0) found.push(`${how}: scrolls sideways`);
    for (const control of await small(page)) found.push(`${how}: too small ${control}`);
  }
  await use(page, { width: 360, height: 740 });
  for (const [name, media] of Object.entries(TESTED_LOOKS)) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null, ...media });
    await look(name);
  }
  expect(found).toEqual([]);
  await on.close();
});

test('every public page is among those that are tested, by the version of the program that is named', async () => {
  const html = new Set<string>();
  for (const { method, url, access } of await routeTable(servers.normal)) {
    if (method !== 'GET' || access !== 'public') continue;
    const { headers, statusCode } = await servers.normal.app.inject({
      url: url.replace(':slug', 'clayton').replace(/:\w+|\*/, 'nothing'),
      headers: { accept: 'text/html' },
    });
    if (statusCode === 200 && String(headers['content-type']).startsWith('text/html')) html.add(url);
  }
  // Staff have statements of their own; the reference of the API is for programmers, and tested with it.
  const others = [
    '/api/docs',
    '/wallboard',
    '/lead',
    '/operations',
    '/operations/:screen',
    '/sign-in',
    '/set-up',
    '/account',
  ];
  const tested = TESTED_PAGES.flatMap(({ route }) => route ?? []);
  expect([...html].filter((url) => !others.includes(url)).sort()).toEqual([...new Set(tested)].sort());
  const { version } = createRequire(import.meta.url)('axe-core/package.json') as { version: string };
  expect(version).toBe(CHECKER.version);
});
