import type { Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const AT = '2019-12-31T10:42:00.000Z';

/** Where the keys are: row and cell, or the element's id. */
function place(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement as HTMLElement | null;
    const row = active?.closest<HTMLElement>('[data-row]')?.dataset.row;
    return row ? `${row} ${active?.dataset.cell}` : (active?.id ?? '');
  });
}

async function open() {
  const on = await openStaffPage('operations', {
    context: { viewport: { width: 1366, height: 768 } },
    prepare({ answer }) {
      const stored = { seq: 601, at: AT, recordedAt: AT, onBehalf: true, report: {}, notApplied: [], overrode: [] };
      answer('POST /api/v1/branches/crowle-abbey/reports', {
        status: 201,
        body: { ...stored, branch: 'crowle-abbey' },
      });
      answer('GET /api/v1/branches/crowle-abbey/timeline', problemAnswer('internal', 'Not now.'));
    },
  });
  onTestFinished(on.close);
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await on.page.keyboard.press(key);
  };
  const expectAt = (wanted: string) =>
    until(`the keys to be at ${wanted}`, async () => (await place(on.page)) === wanted);
  return { ...on, keys, expectAt };
}

test('a whole morning without a mouse: find, change a count, undo, report, select, timeline', async () => {
  const { page, server, keys, expectAt } = await open();
  await keys('/');
  await expectAt('operations-search');
  await page.keyboard.type('crowle');
  await page.getByText('1 of 18 branches').waitFor();
  await keys('Escape');
  await expectAt('crowle-abbey select');
  for (const cell of ['internet', 'records', 'phones', 'online', 'prescriptions', 'expected', 'offSick']) {
    await keys('ArrowRight');
    await expectAt(`crowle-abbey ${cell}`);
  }
  await page.keyboard.type('1');
  await keys('Enter');
  const row = page.locator('[data-row="crowle-abbey"]');
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded).toMatchObject([{ body: { gps: { expected: 1, offSick: 1 } } }]);
  for (const _ of ['away', 'locums', 'access', 'undo']) await keys('Tab');
  await expectAt('crowle-abbey undo');
  await keys('Enter');
  await row.getByText('Put back').waitFor();

  await page.locator('[data-row="crowle-abbey"] [data-cell="select"]').focus();
  await keys('x', 'r');
  await page.getByRole('dialog', { name: 'Report for Crowle Abbey Surgery' }).waitFor();
  await keys('Escape');
  await expectAt('crowle-abbey select');
  await keys('t');
  await page.getByRole('dialog', { name: 'Timeline of Crowle Abbey Surgery' }).waitFor();
  await keys('Escape');
  await expectAt('crowle-abbey select');
  await keys('Escape');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
});

test('rows are gone through by letter and by arrow, in the same cell', async () => {
  const { page, keys, expectAt } = await open();
  await keys('j');
  await expectAt('clayton select');
  await keys('j');
  await expectAt('crowle-abbey select');
  await keys('k', 'ArrowRight', 'ArrowDown');
  await expectAt('crowle-abbey internet');
  await keys('ArrowUp', 'ArrowUp');
  await expectAt('clayton internet');
  await page.locator('[data-row="clayton"] [data-cell="away"]').focus();
  await keys('ArrowDown');
  await expectAt('crowle-abbey away');
});

test('Tab goes through one row, and then out of the table', async () => {
  const { page } = await open();
  const stops = await page.$$eval('.branches tbody [tabindex="0"]', (cells) =>
    cells.map((cell) => cell.closest<HTMLElement>('[data-row]')?.dataset.row),
  );
  expect(new Set(stops)).toEqual(new Set(['clayton']));
});

test('letters do nothing while somebody types', async () => {
  const { page, keys, expectAt } = await open();
  await keys('/');
  await page.keyboard.type('jkxr?');
  await expectAt('operations-search');
  expect(await page.getByLabel('Find a branch').inputValue()).toBe('jkxr?');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('"?" shows the keys, and letters can be switched off there; arrows go on', async () => {
  const { page, keys, expectAt } = await open();
  await keys('j', '?');
  const dialog = page.getByRole('dialog', { name: 'Keys of this page' });
  await dialog.getByText('Declare an incident').waitFor();
  await dialog.getByLabel('Use keys of one letter').uncheck();
  await keys('Escape');
  await expectAt('clayton select');
  await keys('j');
  expect(await place(page)).toBe('clayton select');
  await keys('ArrowDown');
  await expectAt('crowle-abbey select');
  await page.reload();
  await page.locator('.badge--live').waitFor();
  await keys('j');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});
