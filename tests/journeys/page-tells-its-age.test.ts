import { afterAll, expect, onTestFinished, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { NOTICE, openAsPatient, type Patient } from '../support/patient.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { closeBrowser, type VisitOptions } from '../support/visit.ts';

/** A socket that cannot be had is told to the console by the browser itself. */
const NO_SERVER = /ERR_CONNECTION_REFUSED|WebSocket connection/;

afterAll(closeBrowser);

async function open(server: TestServer, path: string, options: VisitOptions = {}): Promise<Patient> {
  const patient = await openAsPatient(server, path, options);
  onTestFinished(() => patient.close());
  return patient;
}

/** A server in the trouble of a lost line, over a link that can be cut, on a database that outlives it. */
async function openTrouble() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const link = await createDatabaseLink(database.connectionString);
  onTestFinished(() => link.close());
  const server = await startTestServer({ connectionString: link.connectionString });
  await server.ordinaryMorning();
  await server.say('clayton', { it: { internet: 'down' } });
  return { server, link };
}

/** The same again after a stop, on the same port and database, at the time that it is by then. */
function startAgain({ connectionString, clock, origin }: TestServer, awayMs: number): Promise<TestServer> {
  const port = Number(new URL(origin).port);
  return startTestServer({ connectionString, at: clock.now() + awayMs, config: { port } });
}

test('while the database is away for minutes no page says live, each shows its age, and the notice stays', async () => {
  const { server, link } = await openTrouble();
  const pages = [await open(server, PATHS.home), await open(server, surgeryPath('clayton'))];

  link.cut();
  server.clock.advance(36 * SECOND);
  for (const page of pages) await page.is('reconnecting');
  expect(await pages[0]?.connection()).toBe('Reconnecting… Checked at 9am');
  server.clock.advance(55 * SECOND);
  for (const page of pages) await page.is('stale');
  server.clock.advance(10 * MINUTE);
  for (const page of pages) {
    await page.is('dead');
    expect(await page.connection()).toContain('Not live. Last checked 9am (11 minutes ago)');
    await page.sees('This page is old.');
    await page.sees(NOTICE);
  }

  const late = await open(server, PATHS.home, { context: { javaScriptEnabled: false } });
  await late.is('dead');
  expect(await late.connection()).toContain('Not live. Last checked 9am');
  await late.sees(NOTICE);

  link.restore();
  await server.say('clayton', { it: { internet: 'working' } });
  server.clock.advance(15 * SECOND);
  for (const page of pages) {
    await page.is('live');
    await page.seesNoMore(NOTICE);
    await page.expectSamePage();
  }
});

test('a restart of the server: the page says so, and then shows what happened meanwhile', async () => {
  const { server } = await openTrouble();
  const home = await open(server, PATHS.home, { ownClock: true });
  await home.sees(NOTICE);

  await server.stop();
  await home.page.clock.fastForward(36 * SECOND);
  await home.is('reconnecting');
  expect(await home.connection()).toBe('Reconnecting… Checked at 9am');

  const again = await startAgain(server, MINUTE);
  await again.say('clayton', { it: { internet: 'working' } });
  await home.page.clock.fastForward(36 * SECOND);
  await home.is('live');
  await home.sees('All 18 surgeries are working normally');
  await home.seesNoMore(NOTICE);
  expect(home.faults.filter((fault) => !NO_SERVER.test(fault))).toEqual([]);
});

test('a server that is gone: the open page grows old by itself, keeps what it knew, and says when it knew it', async () => {
  const { server } = await openTrouble();
  const home = await open(server, PATHS.home, { ownClock: true });

  await server.stop();
  await home.page.clock.fastForward(91 * SECOND);
  await home.is('stale');
  expect(await home.connection()).toContain('Not live. Last checked 9am (1 minute ago)');
  await home.page.clock.fastForward(10 * MINUTE);
  await home.is('dead');
  expect(await home.connection()).toContain('Not live. Last checked 9am (11 minutes ago)');
  await home.sees('This page is old.');
  await home.sees('17 of 18 surgeries are working normally.');
  await home.sees(NOTICE);
  expect(await home.spoken()).toEqual(['This page is not live any more.']);
  expect(home.faults.filter((fault) => !NO_SERVER.test(fault))).toEqual([]);
});
