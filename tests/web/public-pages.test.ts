import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenPage, openPage } from '../support/open-page.ts';
import { SCENES, type SceneName } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

const WIDTHS = [320, 360, 768, 1366];

afterAll(closeBrowser);

interface Faults {
  readonly width: number;
  readonly rules: readonly string[];
  readonly sideways: number;
}

async function faultsAt({ page }: OpenPage, width: number): Promise<Faults> {
  await page.setViewportSize({ width, height: 800 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const rules = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return { width, rules, sideways };
}

async function expectFit(on: OpenPage, widths = WIDTHS): Promise<void> {
  for (const width of widths) expect(await faultsAt(on, width)).toEqual({ width, rules: [], sideways: 0 });
  expect(on.faults).toEqual([]);
}

const PAGES: readonly (readonly [SceneName, string])[] = [
  ['normal', '/'],
  ['trouble', '/'],
  ['many', '/'],
  ['incidents', '/'],
  ['unknown', '/'],
  ['notHeard', '/'],
  ['contacts', '/'],
  ['night', '/'],
  ['calmNight', '/'],
  ['normal', '/surgeries/clayton'],
  ['trouble', '/surgeries/clayton'],
  ['incidents', '/surgeries/clayton'],
  ['incidents', '/surgeries/stanway'],
  ['many', '/surgeries/eye-church'],
  ['notHeard', '/surgeries/thorney-dyke'],
  ['contacts', '/surgeries/yaxham'],
  ['contacts', '/surgeries/eye-church'],
  ['unknown', '/surgeries/yaxham'],
  ['night', '/surgeries/clayton'],
];

describe('every page in every state is accessible and fits every width', () => {
  test.each(PAGES)('%s at %s, live', async (name, path) => {
    const on = await openPage({ path, scene: SCENES[name]() });
    await expectFit(on);
    await on.close();
  });

  test.each(PAGES)('%s at %s, as the server wrote it', async (name, path) => {
    const on = await openPage({ path, scene: SCENES[name](), scriptless: true });
    await expectFit(on, [360]);
    await on.close();
  });

  test.each(PAGES)('%s at %s, complete with JavaScript off', async (name, path) => {
    const scene = SCENES[name]();
    const on = await openPage({ path, scene, context: { javaScriptEnabled: false } });
    expect(await on.page.textContent('.connection')).toMatch(/^Checked at \d+:\d+(am|pm) *Reload this page$/);
    expect(await on.page.locator('.needs-script').count()).toBe(1);
    expect(await on.page.isVisible('.needs-script')).toBe(false);
    const text = (await on.page.textContent('main')) ?? '';
    for (const { name } of path === '/' ? scene.board.branches : []) expect(text).toContain(name);
    for (const width of WIDTHS) {
      await on.page.setViewportSize({ width, height: 800 });
      expect(await on.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test.each(['/', '/surgeries/clayton'])('%s in trouble, with text of twice the size', async (path) => {
    const on = await openPage({ path, scene: SCENES.trouble() });
    await on.page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await expectFit(on);
    // A column of single letters fits as well: what is read must have room for its words.
    const narrowest = await on.page.evaluate(() =>
      Math.min(...[...document.querySelectorAll('.facts dd')].map((element) => element.clientWidth)),
    );
    expect(narrowest).toBeGreaterThan(180);
    await on.close();
  });

  // A window of 1,280 by 1,024 px, of which so much is left.
  test.each(['/', '/surgeries/clayton'])('%s in trouble, at 400 % zoom', async (path) => {
    const on = await openPage({ path, scene: SCENES.trouble(), context: { viewport: { width: 320, height: 256 } } });
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  });

  test('the bar that waits leaves room to read, at 400 % zoom', async () => {
    const on = await openPage({ scene: SCENES.trouble(), context: { viewport: { width: 320, height: 256 } } });
    await on.page.locator('.footer').scrollIntoViewIfNeeded();
    on.server.change(SCENES.many());
    await on.page.waitForSelector('.change-bar');
    expect(await on.page.$eval('.change-bar', (bar) => bar.getBoundingClientRect().height)).toBeLessThan(256 / 2);
    await on.close();
  });

  const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
    ['in the dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['in forced colours in the dark', { forcedColors: 'active', colorScheme: 'dark' }],
  ];
  test.each(LOOKS)('trouble %s', async (_, context) => {
    for (const path of ['/', '/surgeries/clayton']) {
      const on = await openPage({ path, scene: SCENES.many(), context });
      await expectFit(on, [360, 1366]);
      await on.close();
    }
  });

  test('an address that leads nowhere', async () => {
    const on = await openPage({ path: '/surgeries/nowhere', live: false });
    expect(await on.page.textContent('h1')).toBe('Page not found');
    on.faults.splice(0);
    await expectFit(on);
    await on.close();
  });

  test('with the waiting bar of a change', async () => {
    const on = await openPage();
    await on.page.evaluate(() => scrollTo(0, 300));
    on.server.change(SCENES.many());
    await on.page.waitForSelector('.change-bar');
    await expectFit(on, [320, 1366]);
    await on.close();
  });
});

describe('a page that can no longer be checked', () => {
  test.each([
    ['stale', 5, 'Not live. Last checked 10:42am (5 minutes ago)', 'This page is not live any more.'],
    ['dead', 17, 'Not live. Last checked 10:42am (17 minutes ago)', 'This page is not live any more.'],
  ] as const)('is %s after %i minutes: words first, then the look', async (state, minutes, line, spoken) => {
    const on = await openPage({ scene: SCENES.trouble(), ownClock: true });
    on.server.cutLive();
    await on.page.clock.fastForward(minutes * MINUTE);
    await on.page.waitForSelector(`.page--${state}`);
    expect(await on.page.textContent('.connection')).toContain(line);
    expect(await on.page.textContent('.known-at')).toBe('What we knew at 10:42am');
    expect(await on.page.title()).toBe('? Not known – Example Fen Medical Practice');
    if (state === 'dead') expect(await on.page.textContent('.old-page')).toContain('This page is old.');
    expect(await on.spoken()).toEqual([spoken]);
    on.faults.splice(0);
    for (const width of WIDTHS) expect(await faultsAt(on, width)).toEqual({ width, rules: [], sideways: 0 });
    await on.close();
  });

  test('counts its age from when it was asked for: the phone may have been put away at once', async () => {
    const on = await openPage({ scene: SCENES.trouble(), ownClock: true, live: false });
    on.server.cutLive();
    let wakeUp = () => {};
    const awake = new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
    await on.page.route('**/*.js', (route) => awake.then(() => route.continue()));
    await on.page.clock.setSystemTime(SCENES.trouble().now);
    await on.page.reload({ waitUntil: 'commit' });
    await on.page.clock.fastForward(7 * MINUTE);
    wakeUp();
    await on.page.waitForSelector('.page--stale');
    expect(await on.page.textContent('.connection')).toContain('Last checked 10:42am (7 minutes ago)');
    await on.close();
  });

  test('says live only once the socket has proved it', async () => {
    const on = await openPage({ scene: SCENES.trouble(), ownClock: true });
    expect(await on.page.textContent('.connection')).toContain('Live');
    on.server.cutLive();
    await on.page.clock.fastForward(60_000);
    await on.page.waitForSelector('.page--reconnecting');
    expect(await on.page.textContent('.connection')).not.toContain('Live');
    await on.close();
  });
});

describe('taking over what the server rendered', () => {
  test.each(['/', '/surgeries/clayton'])('%s keeps every node, moves nothing, and speaks nothing', async (path) => {
    const on = await openPage({ path, scene: SCENES.trouble(), live: false, context: { javaScriptEnabled: true } });
    await on.page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
      // Marks the server's nodes before any script of the page runs.
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        for (const node of document.querySelectorAll('#status-page *')) Object.assign(node, { fromServer: true });
      });
    });
    await on.page.reload();
    await on.page.waitForSelector('.page--live');
    const strangers = await on.page.evaluate(() =>
      [...document.querySelectorAll('#status-page *')]
        .filter((node) => !('fromServer' in node) && !node.closest('.connection'))
        .map((node) => node.outerHTML),
    );
    expect(strangers).toEqual([]);
    expect(await on.page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
    expect(await on.spoken()).toEqual([]);
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test('finds by name, street and postcode while somebody types', async () => {
    const on = await openPage();
    const shown = () => on.page.$$eval('[data-branch]', (rows) => rows.filter((row) => row.checkVisibility()).length);
    expect(await shown()).toBe(18);
    for (const [typed, count] of [
      ['mere', 1],
      ['pe13', 2],
      ['PE2 5zz', 1],
      ['bridge street', 1],
      ['nowhere', 0],
    ] as const) {
      await on.page.fill('#find', typed);
      expect(await shown()).toBe(count);
    }
    expect(await on.page.textContent('.find__found')).toContain('No surgery matches “nowhere”. Check the spelling.');
    expect(on.faults).toEqual([]);
    await on.close();
  });
});

test('everything to tap outside of a sentence is at least 44 px high', async () => {
  for (const path of ['/', '/surgeries/clayton']) {
    const on = await openPage({ path, scene: SCENES.trouble(), context: { viewport: { width: 320, height: 640 } } });
    const small = await on.page.$$eval('a, button, summary, input', (controls) =>
      controls
        .filter((control) => !control.closest('p:not(.card__more, .back, .connection), .nhsuk-skip-link'))
        .map((control) => ({ height: control.getBoundingClientRect().height, html: control.outerHTML }))
        .filter(({ height }) => height < 43.5),
    );
    expect(small).toEqual([]);
    await on.close();
  }
});
