import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';
import { until } from '../support/until.ts';
import { closeBrowser, type Visit, visit } from '../support/visit.ts';

afterAll(closeBrowser);

async function openScreen(server: TestServer): Promise<Visit> {
  const context = { viewport: { width: 1_920, height: 1_080 } };
  const on = await visit(server.origin, STAFF_PATHS.wallboard, { mayHaveCookies: true, ownClock: true, context });
  onTestFinished(() => on.close());
  return on;
}

/** Lets the screen's own time pass until it shows something. It may load itself anew meanwhile: `isVisible` outlives that. */
async function shows(on: Visit, selector: string): Promise<void> {
  await until(`the screen shows ${selector}`, async () => {
    await on.page.clock.fastForward(2_000);
    return on.page.isVisible(selector);
  });
}

/** What was said last may come a moment after the screen has gone live. */
function showsAllNormal(on: Visit): Promise<boolean> {
  return until('all 18 work', () => on.page.isVisible(':nth-match(.tile--normal, 18)'));
}

async function letIn(server: TestServer, on: Visit) {
  await on.page.waitForSelector('.cover__code');
  const code = await on.page.innerText('.cover__code [aria-hidden]');
  const office = await signInOffice(server);
  const paired = await office.send('POST', PATHS.displays, { code, name: 'Office wall' });
  expect(paired.statusCode).toBe(201);
  await shows(on, '.wall--live');
  return { office, id: paired.json<{ id: string }>().id };
}

test('a screen is let in by its code, shows what is reported, and outlives a restart of the server', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const server = await startTestServer({ connectionString });
  await server.ordinaryMorning();
  const on = await openScreen(server);
  await letIn(server, on);
  await showsAllNormal(on);

  await server.say('clayton', { it: { internet: 'down' } });
  await on.page.waitForSelector('.tile--degraded:has(#tile-clayton)');
  expect(await on.page.innerText('.bottom')).toContain('Clayton: Internet down');

  await server.stop();
  await shows(on, '.wall--stale');
  const port = Number(new URL(server.origin).port);
  const again = await startTestServer({ connectionString, at: server.clock.now() + 120_000, config: { port } });
  await again.say('clayton', { it: { internet: 'working' } });
  await shows(on, '.wall--live');
  await showsAllNormal(on);
});

test('a screen whose credential was taken back shows nothing but a new code', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const on = await openScreen(server);
  const { office, id } = await letIn(server, on);
  expect((await office.send('DELETE', `${PATHS.displays}/${id}`)).statusCode).toBeLessThan(300);
  await until('the code comes', async () => {
    await on.page.clock.fastForward(2_000);
    server.clock.advance(2_000);
    return on.page.isVisible('.cover__code');
  });
  expect(await on.page.$$('.tile')).toHaveLength(0);
  expect(await on.page.evaluate(async (path) => (await fetch(path)).status, PATHS.staffBoard)).toBe(401);
});
