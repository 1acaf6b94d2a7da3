import { afterAll, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { openOfflineLead } from '../support/lead-offline.ts';
import { NINE } from '../support/running-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('a lead opens the page without any network, says that the line is down, and it is sent once, as of then', async () => {
  const lead = await openOfflineLead();
  lead.line.cut();
  await lead.passes(20 * MINUTE);
  await lead.page.reload();
  await lead.page.waitForSelector('.face__main--dead');
  expect(await lead.page.locator('.badge').textContent()).toMatch(/OLD – do not rely on this Last checked 9am/);
  await lead.sees('This may have changed since.');

  await lead.sayInternetDown();
  await lead.sees('Not sent yet: no connection.');
  await lead.press('Leave it to wait');
  await lead.page.reload();
  await lead.page.locator('.outbox__item').getByText('Not sent yet').waitFor();
  expect(await lead.kept()).toBe(1);
  expect(await lead.said()).toEqual([]);

  await lead.passes(40 * MINUTE);
  await lead.reconnect();
  await lead.page.locator('.outbox__item--sent').waitFor();
  const said = await lead.said();
  expect(said.map(({ by }) => by)).toEqual(['Asha Lead']);
  // The phone's clock went on by itself while the test was at work.
  expect(Math.abs(Date.parse(said[0]?.at ?? '') - (NINE + 20 * MINUTE))).toBeLessThan(30 * SECOND);
});
