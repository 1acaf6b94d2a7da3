import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { keepHistory } from '../../server/history/keep-history.ts';
import { rotateEpoch } from '../../server/journal/rotate-epoch.ts';
import { Value } from 'typebox/value';
import { DAY, HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { PublicHistory, type PublicDay } from '../../shared/wire/history.ts';
import { ALL_WORKING, london } from '../support/facts.ts';
import { openDatabase } from '../support/journal.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const TUESDAY = '2019-12-31';
const at = (text: string) => london(`${TUESDAY} ${text}`);

async function historyOf(server: TestServer, slug = 'clayton'): Promise<PublicHistory> {
  const response = await server.fetch(`/api/v1/branches/${slug}/history`);
  expect(response.status).toBe(200);
  return (await response.json()) as PublicHistory;
}

async function dayOf(server: TestServer, day: string, slug = 'clayton'): Promise<PublicDay> {
  await server.history.look();
  const found = (await historyOf(server, slug)).days.find((other) => other.day === day);
  if (!found) throw new Error(`nothing is told of ${day}`);
  return found;
}

/** A day on which Clayton lost its line from 9:05am to 3:10pm; the next morning has come. */
async function dayAfterOutage(): Promise<TestServer> {
  const server = await startTestServer({ at: at('08:00') });
  await server.ordinaryMorning();
  server.clock.advanceTo(at('09:05'));
  await server.say('clayton', { it: { internet: 'down' } });
  server.clock.advanceTo(at('15:10'));
  await server.say('clayton', { it: ALL_WORKING });
  server.clock.advanceTo(at('09:00') + DAY);
  await server.settle();
  return server;
}

test('an outage of today is in the history from tomorrow on, of its own surgery alone', async () => {
  const server = await startTestServer({ at: at('08:00') });
  await server.ordinaryMorning();
  server.clock.advanceTo(at('09:05'));
  await server.say('clayton', { it: { internet: 'down' } });
  await server.history.look();
  expect((await historyOf(server)).days).toEqual([]);
  server.clock.advanceTo(at('15:10'));
  await server.say('clayton', { it: ALL_WORKING });
  server.clock.advanceTo(at('23:59') + MINUTE);

  const day = await dayOf(server, TUESDAY);
  expect(day).toMatchObject({
    state: 'degraded',
    open: { degraded: 365, normal: 265 },
    spells: [{ state: 'degraded', from: '2019-12-31T09:05:00.000Z', to: '2019-12-31T15:10:00.000Z', goesBack: false }],
  });
  expect((await dayOf(server, TUESDAY, 'orton-mere')).state).toBe('normal');
  const history = await historyOf(server);
  expect(Value.Check(PublicHistory, history)).toBe(true);
  expect(history.sentence).toBe(
    'On the last day this surgery was open. It had a problem on 1 day, for 6 hours 5 minutes of its opening hours in all.',
  );
});

test('there is no history of a surgery that there is not, and no day before the practice was set up', async () => {
  const server = await dayAfterOutage();
  expect((await server.fetch('/api/v1/branches/nowhere/history')).status).toBe(404);
  await server.history.look();
  expect((await historyOf(server)).days.map(({ day }) => day)).toEqual([TUESDAY]);
});

test('a report that was made yesterday and comes in today changes yesterday', async () => {
  const server = await dayAfterOutage();
  expect((await dayOf(server, TUESDAY, 'orton-mere')).state).toBe('normal');
  const token = await server.token();
  const { status } = await server.post(token, 'orton-mere', {
    it: { phones: 'down' },
    madeSecondsAgo: (16 * HOUR) / 1_000,
  });
  expect(status).toBe(201);
  await server.settle();
  expect(await dayOf(server, TUESDAY, 'orton-mere')).toMatchObject({
    state: 'degraded',
    spells: [{ from: expect.stringContaining('2019-12-31T17:00'), services: ['phones'] }],
  });
});

test('the next start finds the days again, and derives the same days when they were lost', async () => {
  const server = await dayAfterOutage();
  for (let days = 2; days < 8; days += 1) {
    server.clock.advanceTo(at('09:00') + days * DAY);
    await server.ordinaryMorning();
    await server.history.look();
  }
  const before = await historyOf(server);
  expect(before.days).toHaveLength(7);
  const { connectionString } = server;
  await server.stop();

  const next = await startTestServer({ connectionString, at: at('09:30') + 7 * DAY });
  await next.history.look();
  expect(await historyOf(next)).toEqual(before);
  const rows = await next.database.db.selectFrom('history_day').select(['day', 'base']).orderBy('day').execute();
  expect(rows.filter(({ base }) => base !== null).map(({ day }) => day)).toEqual(['2020-01-04']);

  // As if they had been lost, they are derived from the first fact on, to the same days.
  await next.database.db.deleteFrom('history_day').execute();
  await next.stop();
  const anew = await startTestServer({ connectionString, at: at('09:30') + 7 * DAY });
  await anew.history.look();
  expect(await historyOf(anew)).toEqual(before);
});

test('a start goes on from the days that are kept, and does not derive them again', async () => {
  const server = await dayAfterOutage();
  for (let days = 2; days < 8; days += 1) {
    server.clock.advanceTo(at('09:00') + days * DAY);
    await server.ordinaryMorning();
    await server.history.look();
  }
  const { connectionString } = server;
  await server.stop();
  const kept = openDatabase(connectionString);
  const row = await kept.db.selectFrom('history_day').selectAll().where('day', '=', TUESDAY).executeTakeFirstOrThrow();
  const marked = { ...(row.branches as object), clayton: '630,0,0,0,0,0,0,0,0,0,0,810' };
  await kept.db.updateTable('history_day').set({ branches: marked }).where('day', '=', TUESDAY).execute();

  const next = await startTestServer({ connectionString, at: at('09:30') + 7 * DAY });
  expect((await dayOf(next, TUESDAY)).state).toBe('normal');
});

test('after a restore all of it is derived from the journal that is there', async () => {
  const server = await dayAfterOutage();
  await server.history.look();
  const before = await historyOf(server);
  await server.database.db.updateTable('history_day').set({ branches: {} }).execute();
  await rotateEpoch(server.database.db, server.board.epoch());
  await server.settle();
  await server.history.look();
  expect(await historyOf(server)).toEqual(before);
});

test('two instances tell the same, and neither spoils what the other keeps', async () => {
  const server = await dayAfterOutage();
  await server.history.look();
  const { database, board, clock } = server;
  const other = keepHistory({ db: database.db, clock, log: server.app.log, board });
  await other.look();
  expect(other.past()).toEqual(server.history.past());
  await Promise.all([server.history.look(), other.look()]);
  await other.stop();
});

test('planned work never hides an outage, and an incident is told of by its public title until it is hidden', async () => {
  const server = await dayAfterOutage();
  const token = await server.token();
  const ask = (path: string, body: object) =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
  const planned = await ask('/api/v1/planned', {
    title: 'New phones are put in',
    branches: ['clayton'],
    services: ['phones'],
    from: new Date(at('13:00') + DAY).toISOString(),
    to: new Date(at('14:00') + DAY).toISOString(),
  });
  expect(planned.status).toBe(201);
  const opened = await ask('/api/v1/incidents', {
    title: 'The record system does not answer',
    severity: 'major',
    branches: ['clayton'],
    services: ['records'],
    shown: true,
  });
  expect(opened.status).toBe(201);
  await server.settle();
  server.clock.advanceTo(at('09:00') + 2 * DAY);
  await server.settle();
  const day = await dayOf(server, '2020-01-01');
  expect(day.state).toBe('degraded');
  expect(day.incidents.map(({ title }) => title)).toEqual(['The record system does not answer']);
  expect(day.planned.map(({ title }) => title)).toEqual(['New phones are put in']);

  const { seq: id } = (await opened.json()) as { seq: number };
  expect((await ask(`/api/v1/incidents/${id}/updates`, { shown: false })).status).toBe(201);
  await server.settle();
  expect((await dayOf(server, '2020-01-01')).incidents).toEqual([]);
});

test('the page of a surgery tells of yesterday from midnight on, to whoever has the page of before too', async () => {
  const server = await startTestServer({ at: at('08:00') });
  await server.ordinaryMorning();
  server.clock.advanceTo(at('09:05'));
  await server.say('clayton', { it: { internet: 'down' } });
  server.clock.advanceTo(at('23:59'));
  await server.settle();
  await server.history.look();
  const ask = (etag?: string) =>
    server.fetch('/surgeries/clayton', { 'accept-encoding': 'br', ...(etag && { 'if-none-match': etag }) });
  const before = await ask();
  expect(await before.text()).toContain('There are no days to tell of yet.');
  server.clock.advanceTo(at('23:59') + MINUTE);
  await server.settle();
  await server.history.look();
  const after = await ask(before.headers.get('etag') ?? '');
  expect(after.status).toBe(200);
  expect(await after.text()).toContain('Tuesday 31 December 2019');
  expect((await ask(after.headers.get('etag') ?? '')).status).toBe(304);
});

test('days on which no server ran are derived by the next start', async () => {
  const server = await startTestServer({ at: at('08:00') });
  await server.ordinaryMorning();
  server.clock.advanceTo(at('16:00'));
  await server.say('clayton', { it: { internet: 'down' } });
  const { connectionString } = server;
  await server.stop();

  const next = await startTestServer({ connectionString, at: at('09:00') + 3 * DAY });
  const days = (await historyOf(next)).days.map(({ day, state, open }) => [day, state, open.degraded]);
  expect(days).toEqual([
    ['2020-01-02', 'degraded', 630],
    ['2020-01-01', 'degraded', 0],
    [TUESDAY, 'degraded', 150],
  ]);
});

test('what comes in that was true a week ago changes all days since', async () => {
  const server = await dayAfterOutage();
  for (let days = 2; days < 9; days += 1) {
    server.clock.advanceTo(at('09:00') + days * DAY);
    await server.ordinaryMorning();
  }
  expect((await dayOf(server, '2020-01-03', 'orton-mere')).state).toBe('normal');
  const now = server.clock.now();
  const head = { kind: 'report', onBehalf: false, actor: SYSTEM_ACTOR } as const;
  await server.append(
    { ...head, branch: 'clayton', at: now, confirm: true },
    { ...head, branch: 'orton-mere', at: at('17:00') + 2 * DAY, it: { phones: 'down' } },
  );
  expect(await dayOf(server, '2020-01-02', 'orton-mere')).toMatchObject({ state: 'degraded', open: { degraded: 90 } });
  expect((await dayOf(server, '2020-01-03', 'orton-mere')).spells[0]).toMatchObject({ goesBack: true });
  expect((await dayOf(server, '2020-01-03')).state).toBe('normal');
});
