import type { Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer } from '../support/staff-page-server.ts';
import { STAFF_SCENES, type StaffSceneName } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const SIZES = {
  '360': { width: 360, height: 740 },
  '1366': { width: 1366, height: 768 },
  '1920': { width: 1920, height: 1080 },
};
const SCHEMES = ['light', 'dark'] as const;

async function open(scene: StaffSceneName, viewport: { width: number; height: number }, colorScheme: 'light' | 'dark') {
  const changed = [{ field: 'gps', by: 'Sam', at: '2019-12-31T10:40:00.000Z', was: null }];
  const on = await openStaffPage('operations', {
    scene: STAFF_SCENES[scene](),
    context: { viewport, colorScheme },
    prepare({ answer }) {
      answer(
        'POST /api/v1/branches/clayton/reports',
        problemAnswer('branch-changed', 'Not saved.', { seq: 700, changed }),
      );
      answer('GET /api/v1/branches/clayton/timeline', { status: 200, body: { branch: 'clayton', facts: [] } });
    },
  });
  onTestFinished(on.close);
  return on;
}

/** Every scene once, and the two that hold most of what there is in every size and look. */
const LOOKS = [
  ...(['normal', 'trouble', 'many', 'unknown', 'notHeard', 'night'] as const).map(
    (scene) => [scene, '1366', 'light'] as const,
  ),
  ...SCHEMES.flatMap((scheme) => (['360', '1920'] as const).map((size) => ['many', size, scheme] as const)),
  ['trouble', '1366', 'dark'] as const,
];

test.each(LOOKS)('the board is accessible: %s at %s px, %s', async (scene, size, scheme) => {
  const on = await open(scene, SIZES[size], scheme);
  expect(await axeFaults(on.page)).toEqual([]);
  expect(await sideways(on.page)).toBe(0);
  expect(on.faults).toEqual([]);
});

type Clayton = ReturnType<Page['locator']>;

const STATES: { readonly [name: string]: (page: Page, clayton: Clayton) => Promise<void> } = {
  'with a menu open': (_, clayton) => clayton.locator('[data-cell="records"]').click(),
  'with counts that cannot be, in a selected row': async (_, clayton) => {
    await clayton.getByRole('checkbox').check();
    await clayton.locator('[data-cell="away"]').fill('9');
  },
  'with a conflict': async (page, clayton) => {
    await clayton.locator('[data-cell="away"]').fill('1');
    await page.keyboard.press('Enter');
    await page.locator('[data-note="clayton"]').waitFor();
  },
  'with a report begun': (_, clayton) => clayton.locator('[data-cell="report"]').click(),
  'with a timeline open': (_, clayton) => clayton.locator('[data-cell="timeline"]').click(),
  'with the list of keys open': (page) => page.getByRole('button', { name: 'Keys' }).click(),
};

describe.each([
  ['360', 'light'],
  ['1366', 'dark'],
] as const)('at %s px, %s', (size, scheme) => {
  test.each(Object.entries(STATES))('the board is accessible %s', async (_, bring) => {
    const { page } = await open('trouble', SIZES[size], scheme);
    await bring(page, page.locator('[data-row="clayton"]'));
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });
});

test('40 branches scroll inside of their table, and the page does not', async () => {
  const { page } = await open('forty', SIZES['1366'], 'light');
  const box = page.locator('.branches-box');
  expect(await box.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await page.locator('[data-row="yaxham"] [data-cell="select"]').focus();
  const top = await box.evaluate((element) => element.getBoundingClientRect().top + 1);
  expect(
    await page
      .locator('.branches thead th')
      .first()
      .evaluate((th) => th.getBoundingClientRect().top),
  ).toBe(top);
});

test.each(SCHEMES)('an old table is accessible in the %s', async (scheme) => {
  const on = await openStaffPage('operations', {
    scene: STAFF_SCENES.trouble(),
    context: { viewport: SIZES['1366'], colorScheme: scheme },
    ownClock: true,
  });
  onTestFinished(on.close);
  on.server.cut();
  await on.page.clock.runFor(700_000);
  await on.page.locator('.ops__table--dead').waitFor();
  expect(await axeFaults(on.page)).toEqual([]);
});
