import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { london } from '../support/facts.ts';
import { type Device, NOTICE, openAsPatient } from '../support/patient.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { closeBrowser, type VisitOptions } from '../support/visit.ts';

const CLAYTON = surgeryPath('clayton');
const PRACTICE = 'Example Fen Medical Practice';
const LINE_DOWN = { it: { internet: 'down' } } as const;
const LINE_BACK = { it: { internet: 'working' } } as const;

afterAll(closeBrowser);

async function open(server: TestServer, path: string, options: VisitOptions & { device?: Device } = {}) {
  const patient = await openAsPatient(server, path, options);
  onTestFinished(() => patient.close());
  return patient;
}

/** Clayton's lead says something by HTTP, as the lead's phone does. */
async function report(server: TestServer, token: string, body: Parameters<TestServer['post']>[2]): Promise<void> {
  const response = await server.post(token, 'clayton', body);
  expect(response.status).toBe(201);
  await server.settle();
}

async function ordinaryMorning() {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const token = await server.token({ role: 'lead', branches: ['clayton'] });
  return { server, say: (body: Parameters<TestServer['post']>[2]) => report(server, token, body) };
}

describe.each(['phone', 'desktop'] as const)(
  'a report of Clayton, seen by patients with pages open on a %s',
  (device) => {
    test('changes the sentence, the notice, the card and the tab of every page by itself, and speaks once', async () => {
      const { server, say } = await ordinaryMorning();
      const home = await open(server, PATHS.home, { device });
      const surgery = await open(server, CLAYTON, { device });
      await home.sees('All 18 surgeries are working normally');
      await surgery.sees('Clayton Surgery is working normally');
      const calm = (await home.tab()).icon;

      await say(LINE_DOWN);

      await home.sees('17 of 18 surgeries are working normally.');
      await home.sees('1 has a problem.');
      await home.sees(NOTICE);
      expect(await home.page.textContent('.group--troubled .card--degraded')).toContain('Medical records');
      expect(await home.tab()).toEqual({ title: `■ 1 problem – ${PRACTICE}`, icon: expect.stringContaining('<rect') });
      expect(calm).not.toContain('<rect');

      await surgery.sees('Clayton Surgery has a problem');
      await surgery.sees(NOTICE);
      await surgery.sees('The internet is not working.');
      // Nothing changed there, and this page knew of no other surgery.
      expect(await surgery.page.textContent('.helpers')).toContain('Orton Mere Surgery');
      expect(await surgery.tab()).toEqual({
        title: `■ Clayton Surgery: has a problem – ${PRACTICE}`,
        icon: expect.stringContaining('<rect'),
      });

      for (const page of [home, surgery]) {
        expect(await page.spoken()).toEqual([`Clayton Surgery has a problem. ${NOTICE}.`]);
        await page.expectSamePage();
      }
    });

    test('takes the notice away again when the line is back', async () => {
      const { server, say } = await ordinaryMorning();
      await say(LINE_DOWN);
      const pages = [await open(server, PATHS.home, { device }), await open(server, CLAYTON, { device })];
      for (const page of pages) await page.sees(NOTICE);

      await say(LINE_BACK);

      for (const page of pages) {
        await page.seesNoMore(NOTICE);
        expect(await page.page.locator('.care-card').count()).toBe(0);
        await page.expectSamePage();
      }
      expect((await pages[0]?.tab())?.title).toBe(`● Working normally – ${PRACTICE}`);
      await pages[1]?.sees('Clayton Surgery is working normally');
    });
  },
);

test('opening time reaches open pages with nobody saying anything', async () => {
  const server = await startTestServer({ at: london('2019-12-31 07:59:50') });
  const home = await open(server, PATHS.home);
  const surgery = await open(server, CLAYTON);
  await home.sees('All surgeries are closed. The next opens at 8am today.');
  await surgery.sees('Closed, opens at 8am today');

  server.clock.advance(10_000);
  await server.settle();

  await home.sees('16 surgeries have not told us yet today.');
  await surgery.sees('Open until 6:30pm');
  for (const page of [home, surgery]) {
    expect(await page.spoken()).toHaveLength(1);
    await page.expectSamePage();
  }
});

test('with JavaScript off the page is complete, and loading it again shows what changed', async () => {
  const { server, say } = await ordinaryMorning();
  const noScript = { context: { javaScriptEnabled: false } };
  const home = await open(server, PATHS.home, noScript);
  const surgery = await open(server, CLAYTON, noScript);
  await home.sees('All 18 surgeries are working normally');
  expect(await home.connection()).toContain('Checked at 9am');

  await say({ ...LINE_DOWN, message: 'We are open all day.' });
  for (const { page } of [home, surgery]) await page.reload();

  await home.sees('1 has a problem.');
  await home.sees(NOTICE);
  await home.sees('We are open all day.');
  await home.sees('Orton Mere Surgery is working normally and can help.');
  await surgery.sees('Clayton Surgery has a problem');
  await surgery.sees('What happened today');
  expect([...home.faults, ...surgery.faults]).toEqual([]);
});
