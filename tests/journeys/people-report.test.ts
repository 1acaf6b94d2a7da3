import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openOffice } from '../support/open-office.ts';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('operations takes away who came, moved and went, on a screen that everybody can use', async () => {
  const { page } = await openOffice(await startTestServer(), '/operations/people');
  await page.getByText('Joiners, movers and leavers').click();
  for (const width of [360, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
  await page.getByLabel('From', { exact: true }).fill('2019-12-31');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('people.csv');
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toContain('When,What,Name');
  expect(lines[1]).toMatch(/^2019-12-31 \d\d:\d\d,Set up their account,Office Mo,/);
  // The page is still there.
  expect(await page.getByRole('heading', { name: 'People', exact: true }).isVisible()).toBe(true);
});
