import { afterAll, expect, test } from 'vitest';
import { openOffice } from '../support/open-office.ts';
import { until } from '../support/until.ts';
import { watchPractice } from '../support/watched-practice.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const WORKING = { records: 'working' } as const;
const DOWN = { records: 'down' } as const;

async function openPractice() {
  const practice = await watchPractice();
  const [server] = practice.servers;
  if (!server) throw new Error('no server is there');
  await server.ordinaryMorning();
  const [outside, clayton, orton] = [
    await practice.sender(null),
    await practice.sender('clayton'),
    await practice.sender('orton-mere'),
  ];
  for (const sender of [clayton, orton]) sender.checks = WORKING;
  await practice.pass(60);
  const { page, faults } = await openOffice(server);
  const cell = (slug: string) => page.locator(`[data-row="${slug}"] .c-contact`);
  await page.getByText(/Automatic checks: last pass 09:01:\d\d/).waitFor();
  return { practice, server, outside, clayton, orton, page, faults, cell };
}

test('the office is asked about a branch that fell silent, and its answer counts as evidence', async () => {
  const { practice, server, clayton, page, faults, cell } = await openPractice();
  await cell('clayton')
    .getByText(/^\d+ s ago$/)
    .waitFor();
  clayton.silent = true;
  await practice.pass(100);
  const asks = page.getByRole('region', { name: 'Waits for your answer' });
  await asks.getByText('Is the internet down at Clayton Surgery?').waitFor();
  await cell('clayton').getByText('quiet').waitFor();
  expect((await practice.board()).summary.working).toBe(18);

  await asks.getByRole('button', { name: 'Yes, it is down' }).click();
  await asks.waitFor({ state: 'detached' });
  await until('it is lost', async () => {
    await practice.pass(2);
    return (await practice.signals()).some((line) => line.endsWith('clayton lost'));
  });
  // Without the answer it would have been lost after 180 s.
  expect(practice.second()).toBeLessThan(60 + 180);
  await server.settle();
  await cell('clayton').getByText('LOST').waitFor();
  expect((await practice.board()).summary.working).toBe(17);
  expect(faults).toEqual([]);
});

test('the office is told when the checks see nothing, and a silent canary is why', async () => {
  const { practice, outside, clayton, page } = await openPractice();
  for (const sender of [outside, clayton]) sender.silent = true;
  await practice.pass(120);
  await page.getByText(/Automatic checks unavailable since 09:0\d: the canary is not heard either/).waitFor();
  for (const sender of [outside, clayton]) sender.silent = false;
  await practice.pass(60);
  await page.getByText(/Automatic checks: last pass/).waitFor();
  expect(await page.locator('.watch-line--bad').count()).toBe(0);
});

test('the office makes one incident of two branches whose records fail', async () => {
  const { practice, server, clayton, orton, page } = await openPractice();
  for (const sender of [clayton, orton]) sender.checks = DOWN;
  await practice.pass(140);
  const offer = page.getByText(/^Records fail at 2 branches that use the same system \(.+\)\. Make one incident\?$/);
  await offer.waitFor();
  await page.getByRole('button', { name: 'Make one incident' }).click();
  await offer.waitFor({ state: 'detached' });
  await server.settle();
  await page.locator('operations-panel .incident').waitFor();
  expect(await page.locator('operations-panel .incident').count()).toBe(1);
  expect(await page.locator('operations-panel .incident').innerText()).toMatch(
    /Clayton Surgery and Orton Mere Surgery/,
  );
});
