import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { axeFaults } from '../support/axe.ts';
import { crowded } from '../support/crowded-board.ts';
import { type OpenStaffOptions, type OpenStaffPage, openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES, type StaffSceneName } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';
import { wallFaults } from '../support/wall-faults.ts';

afterAll(closeBrowser);

const FULL_HD = { width: 1_920, height: 1_080 };
const SCREENS = [FULL_HD, { width: 1_366, height: 768 }, { width: 3_840, height: 2_160 }] as const;

function open(options: OpenStaffOptions = {}): Promise<OpenStaffPage> {
  return openStaffPage('wallboard', { ...options, context: { viewport: FULL_HD, ...options.context } });
}

async function expectRead(on: OpenStaffPage): Promise<void> {
  for (const screen of SCREENS) {
    await on.page.setViewportSize(screen);
    await on.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect({ screen, faults: await wallFaults(on.page) }).toEqual({ screen, faults: [] });
  }
  expect(await axeFaults(on.page)).toEqual([]);
}

// Axe looks at a thousand parts of each.
describe('every state stands on one screen, is read from 5 m, and is accessible', { timeout: 90_000 }, () => {
  const NAMES = Object.keys(STAFF_SCENES) as StaffSceneName[];

  test.each(NAMES)('%s', async (name) => {
    const on = await open({ scene: STAFF_SCENES[name]() });
    await expectRead(on);
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test.each(['normal', 'forty'] as const)('%s, with everything to tell at every branch', async (name) => {
    const on = await open({ scene: crowded(name) });
    await expectRead(on);
    await on.close();
  });

  const LOOKS: readonly (readonly [string, string, BrowserContextOptions])[] = [
    ['in the light', '/wallboard?theme=light', {}],
    ['in forced colours', '/wallboard?theme=light', { forcedColors: 'active' }],
    ['in forced colours in the dark', '/wallboard', { forcedColors: 'active', colorScheme: 'dark' }],
  ];
  test.each(LOOKS)('many %s', async (_, path, context) => {
    const on = await open({ path, scene: STAFF_SCENES.many(), context });
    await expectRead(on);
    await on.close();
  });

  test.each([
    ['stale', 'many', 3, '.wall--stale', 'dark'],
    ['stale', 'forty', 3, '.wall--stale', 'light'],
    ['dead', 'many', 17, '.cover--dead', 'dark'],
  ] as const)('%s, %s, after %i minutes', async (_, name, minutes, selector, theme) => {
    const on = await open({ path: `/wallboard?theme=${theme}`, scene: STAFF_SCENES[name](), ownClock: true });
    // What the automatic checks told last is old by then too; that the board is not live goes before it.
    on.server.watch({ overdue: true });
    await on.page.getByText('Automatic checks do not run').waitFor();
    on.server.cut();
    await on.page.clock.fastForward(minutes * MINUTE);
    await on.page.waitForSelector(selector);
    expect(await on.page.getByText('Automatic checks').isVisible()).toBe(false);
    await expectRead(on);
    await on.close();
  });

  test('on a phone it is a page to scroll down, not sideways', async () => {
    const on = await open({ scene: STAFF_SCENES.many(), context: { viewport: { width: 360, height: 740 } } });
    expect(await on.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const parts = await on.page.$$eval('.top__line > *, .totals, .tile', (all) =>
      all.map((part) => part.getBoundingClientRect().toJSON()).filter(({ width }) => width > 1),
    );
    const badge = await on.page.locator('.badge--live').boundingBox();
    const totals = await on.page.locator('.totals').boundingBox();
    expect((badge?.y ?? 0) + (badge?.height ?? 0)).toBeLessThanOrEqual(totals?.y ?? 0);
    expect(parts.filter(({ right }) => right > 360)).toEqual([]);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.close();
  });
});

test('18 branches stand in 6 columns and 3 rows, 40 in 8 and 5, all of them in sight', async () => {
  for (const [name, count, columns] of [
    ['normal', 18, 6],
    ['forty', 40, 8],
  ] as const) {
    const on = await open({ scene: STAFF_SCENES[name]() });
    const tiles = await on.page.$$eval('.tile', (all) => all.map((tile) => tile.getBoundingClientRect().toJSON()));
    expect(tiles).toHaveLength(count);
    expect(new Set(tiles.map(({ x }) => Math.round(x))).size).toBe(columns);
    expect(Math.max(...tiles.map(({ bottom }) => bottom))).toBeLessThan(FULL_HD.height);
    await on.close();
  }
});
