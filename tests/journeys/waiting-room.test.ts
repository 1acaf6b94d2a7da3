import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { axeFaults } from '../support/axe.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';
import { until } from '../support/until.ts';
import { closeBrowser, type Visit, visit } from '../support/visit.ts';

afterAll(closeBrowser);

async function openScreen(server: TestServer, path: string): Promise<Visit> {
  const context = { viewport: { width: 1_920, height: 1_080 } };
  const on = await visit(server.origin, path, { mayHaveCookies: true, ownClock: true, context });
  onTestFinished(() => on.close());
  return on;
}

/** Lets the screen's own time pass until it shows a text. It may load itself anew meanwhile. */
async function shows(on: Visit, selector: string, text: string): Promise<void> {
  await until(`the screen shows ${text}`, async () => {
    await on.page.clock.fastForward(2_000);
    return on.page.locator(selector, { hasText: text }).isVisible();
  });
}

async function letIn(server: TestServer, on: Visit, more: object) {
  await shows(on, 'p', 'Type this code in Operations');
  const code = await on.page.innerText('[aria-hidden]:text-matches("^....-..$")');
  const office = await signInOffice(server);
  const paired = await office.send('POST', PATHS.displays, { code, name: 'Front desk', ...more });
  expect(paired.statusCode).toBe(201);
  return { office, path: `${PATHS.displays}/${paired.json<{ id: string }>().id}` };
}

test('a TV in a waiting room is let in, follows its surgery, is moved, outlives a restart and is taken back', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const server = await startTestServer({ connectionString });
  await server.ordinaryMorning();
  const on = await openScreen(server, PATHS.waitingRoom);
  await shows(on, 'h1', 'Connect this waiting room screen');
  expect(await axeFaults(on.page)).toEqual([]);
  const { office, path } = await letIn(server, on, { waitingRoomOf: 'clayton' });
  await shows(on, 'h1', 'Clayton Surgery is working normally');
  await server.say('clayton', { it: { internet: 'down' } });
  await shows(on, 'h1', 'Clayton Surgery has a problem');
  expect((await office.send('PUT', path, { waitingRoomOf: 'yaxham' })).statusCode).toBe(200);
  await shows(on, 'h1', 'Yaxham Surgery is working normally');

  await server.stop();
  const port = Number(new URL(server.origin).port);
  const again = await startTestServer({ connectionString, at: server.clock.now() + 120_000, config: { port } });
  await on.page.reload();
  await shows(on, 'h1', 'Yaxham Surgery is working normally');

  const authorization = `Bearer ${await again.token()}`;
  const revoked = await again.app.inject({ method: 'DELETE', url: path, headers: { authorization } });
  expect(revoked.statusCode).toBe(204);
  await shows(on, 'h1', 'Connect this waiting room screen');
});

test('operations decide what a screen becomes, whatever page showed the code', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const wall = await openScreen(server, '/wallboard');
  await letIn(server, wall, { waitingRoomOf: 'clayton' });
  await shows(wall, 'h1', 'Clayton Surgery is working normally');
  expect(new URL(wall.page.url()).pathname).toBe(PATHS.waitingRoom);
  expect(await wall.page.evaluate(async (path) => (await fetch(path)).status, PATHS.staffBoard)).toBe(403);
});
