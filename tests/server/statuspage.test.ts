import { Statuspage } from 'statuspage.io';
import { Check } from 'typebox/value';
import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { STATUSPAGE_ANSWERS, STATUSPAGE_PATHS, type StatuspageAnswer } from '../../shared/wire/statuspage.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

const NAMES = Object.keys(STATUSPAGE_PATHS) as StatuspageAnswer[];

/** A client of Statuspage that others wrote, which knows nothing of us. */
function clientOf(server: TestServer) {
  const client = new Statuspage('somebody');
  client.setApiUrl(server.origin);
  return client.api;
}

async function withOutage(): Promise<TestServer> {
  const server = await startTestServer();
  await server.ordinaryMorning();
  server.clock.advance(MINUTE);
  await server.append({
    kind: 'incident',
    incident: server.board.board().seq + 1,
    title: 'The internet at Clayton Surgery is not working',
    severity: 'serious',
    branches: ['clayton'],
    services: ['internet'],
    shown: true,
    public: 'Engineers are looking for the fault.',
    staff: 'zq7-staff',
    at: server.clock.now(),
    actor: SYSTEM_ACTOR,
  });
  await server.say('clayton', { it: { internet: 'down' }, note: 'zq7-note' });
  return server;
}

test('a client that was written for Statuspage reads the practice as one of its pages', async () => {
  const server = await withOutage();
  const api = clientOf(server);

  const { page, status } = await api.getStatus();
  expect(page).toMatchObject({ name: 'Example Fen Medical Practice', time_zone: 'Europe/London' });
  expect(page.url).toBe(`http://localhost:${new URL(server.origin).port}`);
  expect(Date.parse(page.updated_at)).toBeGreaterThanOrEqual(NINE + MINUTE);
  expect(status.indicator).toBe('major');
  expect(status.description).toMatch(/1 has a problem\./);

  const { components } = await api.getComponents();
  expect(components).toHaveLength(18);
  expect(components.map(({ position }) => position)).toEqual([...Array(18).keys()].map((n) => n + 1));
  const outOf = components.filter((component) => component.status !== 'operational');
  expect(outOf).toMatchObject([{ id: 'clayton', name: 'Clayton Surgery', status: 'partial_outage' }]);

  const { incidents } = await api.incidents.getAll();
  const [incident] = incidents;
  expect(incident).toMatchObject({ impact: 'major', status: 'investigating', resolved_at: null });
  expect(incident?.incident_updates).toMatchObject([{ body: 'Engineers are looking for the fault.' }]);
  expect((await api.incidents.getUnresolved()).incidents).toEqual(incidents);

  expect((await api.scheduledMaintenances.getUpcoming()).scheduled_maintenances).toEqual([]);
  const summary = await api.getSummary();
  expect(summary).toEqual({ page, status, components, incidents, scheduled_maintenances: [] });

  await server.append({
    kind: 'incident',
    incident: Number(incident?.id),
    resolved: true,
    at: server.clock.now(),
    actor: SYSTEM_ACTOR,
  });
  expect((await api.incidents.getUnresolved()).incidents).toEqual([]);
  expect((await api.getSummary()).incidents).toEqual([]);
  expect((await api.incidents.getAll()).incidents).toMatchObject([{ status: 'resolved' }]);
});

test('every answer has its shape, may be read from any site, is kept for a moment and sets no cookie', async () => {
  const server = await withOutage();
  for (const name of NAMES) {
    const path = STATUSPAGE_PATHS[name];
    const answer = await server.fetch(path);
    const text = await answer.clone().text();
    expect(Check(STATUSPAGE_ANSWERS[name], JSON.parse(text)), name).toBe(true);
    expect(text).not.toContain('zq7');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=2, stale-while-revalidate=30, stale-if-error=90',
      'checked-at': expect.stringMatching(/^2019-12-31T09:0/),
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}-br"$|^"[\w-]{22}-gzip"$/);
    const again = await server.fetch(path, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
});

test('what did not change has the ETag that it had, however often it was checked; what changed has another', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const etagOf = async () => (await server.fetch(STATUSPAGE_PATHS.summary)).headers.get('etag');
  const first = await etagOf();
  server.clock.advance(61 * SECOND);
  await server.refresh();
  expect(await etagOf()).toBe(first);
  await server.say('clayton', { access: 'closed' });
  expect(await etagOf()).not.toBe(first);
});

test('many who ask are answered by the same bytes, until one of them would be wrong', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const asBrowser = { 'accept-encoding': 'gzip, deflate, br' };
  const ask = async () => (await server.fetch(STATUSPAGE_PATHS.status, asBrowser)).json();
  const given = server.app.inFront.given;
  const first = await ask();
  for (const _ of Array(5)) expect(await ask()).toEqual(first);
  // One or another may come just after the journal was checked, whose time each answer tells.
  expect(server.app.inFront.given).toBeGreaterThan(given);
  await server.say('clayton', { access: 'closed' });
  expect(await ask()).not.toEqual(first);
});

test('no surgery is called operational once nobody could look for longer than a page calls itself fresh', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const api = clientOf(server);
  await server.refresh();
  const checkedAt = server.board.checkedAt();
  const green = async () => (await api.getComponents()).components.filter(({ status }) => status === 'operational');
  expect(await green()).toHaveLength(18);
  // The database is away: what is on the board is what was known then.
  await server.database.close();
  server.clock.advance(checkedAt + 90 * SECOND - server.clock.now());
  expect(await green()).toHaveLength(18);
  server.clock.advance(1 * SECOND);
  expect(await green()).toEqual([]);
  const { status } = await api.getStatus();
  expect(status.indicator).toBe('minor');
  expect(status.description).toMatch(/^We could not check since 9am on Tuesday 31 December 2019\./);
});
