import ICAL from 'ical.js';
import { Statuspage } from 'statuspage.io';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, toIso } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

const WORK = {
  title: 'New phones; "better", and \\ louder – every one of them, in every room, on every floor of the house',
  branches: ['clayton', 'yaxham'],
  services: ['phones'],
  from: toIso(NINE + 2 * HOUR),
  to: toIso(NINE + 3 * HOUR),
};

async function opened() {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const token = await server.token();
  let key = 0;
  const post = async (path: string, body: object) => {
    key += 1;
    const answer = await fetch(server.origin + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `0f0e0d0c-0b0a-4908-8706-0000000000${String(key).padStart(2, '0')}`,
      },
      body: JSON.stringify(body),
    });
    await server.settle();
    return answer;
  };
  return { server, post };
}

const plannedOn = async (server: TestServer) =>
  ((await (await server.fetch('/api/v1/board')).json()) as PublicBoard).planned;

function eventsOf(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('work that operations plan is on the board, in the calendar and in the shapes of Statuspage until it is over', async () => {
  const { server, post } = await opened();
  const answer = await post('/api/v1/planned', WORK);
  expect(answer.status).toBe(201);
  const { seq: id } = (await answer.json()) as { readonly seq: number };
  expect(await plannedOn(server)).toEqual([{ id, ...WORK, status: 'planned' }]);

  const client = new Statuspage('somebody');
  client.setApiUrl(server.origin);
  const upcoming = (await client.api.scheduledMaintenances.getUpcoming()).scheduled_maintenances;
  expect(upcoming).toMatchObject([
    { id: String(id), name: WORK.title, status: 'scheduled', scheduled_for: WORK.from, scheduled_until: WORK.to },
  ]);
  const active = async () =>
    (await (await server.fetch('/api/v2/scheduled-maintenances/active.json')).json()).scheduled_maintenances;
  expect(await active()).toEqual([]);

  const ics = await (await server.fetch('/calendar.ics')).text();
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const [event] = eventsOf(ics);
  expect(event?.summary).toBe(WORK.title);
  expect(event?.startDate.toJSDate().toISOString()).toBe(WORK.from);
  expect(event?.endDate.toJSDate().toISOString()).toBe(WORK.to);
  expect(event?.location).toBe('Clayton Surgery, Yaxham Surgery');
  expect(event?.description).toBe('At Clayton Surgery and Yaxham Surgery. This may not work: phones.');

  server.clock.advance(2 * HOUR);
  await server.settle();
  expect((await plannedOn(server))[0]?.status).toBe('under-way');
  expect(await active()).toMatchObject([{ status: 'in_progress' }]);
  // It is no outage, and makes nothing look well that is not.
  expect((await client.api.getStatus()).status.indicator).toBe('none');
  await server.say('clayton', { it: { phones: 'down' } });
  expect((await client.api.getStatus()).status.indicator).toBe('major');
  const html = await (await server.fetch('/surgeries/clayton')).text();
  expect(html).toContain('Clayton Surgery has a problem');
  expect(html).toContain('Planned work');

  server.clock.advance(HOUR + MINUTE);
  await server.settle();
  expect(await plannedOn(server)).toEqual([]);
  expect(eventsOf(await (await server.fetch('/calendar.ics')).text())).toEqual([]);
});

test('work in summer is at the hour that the office meant, whatever a clock change did since', async () => {
  const { server, post } = await opened();
  // 7am in British Summer Time.
  await post('/api/v1/planned', { ...WORK, from: '2020-07-02T06:00:00.000Z', to: '2020-07-02T08:00:00.000Z' });
  const ics = await (await server.fetch('/calendar.ics')).text();
  expect(ics).toContain('DTSTART:20200702T060000Z');
  expect(await (await server.fetch('/')).text()).toContain('Thursday 2 July 2020, 7am to 9am');
});

test('work is called off once, and is gone everywhere', async () => {
  const { server, post } = await opened();
  const { seq: id } = (await (await post('/api/v1/planned', WORK)).json()) as { readonly seq: number };
  expect((await post(`/api/v1/planned/${id}/cancel`, {})).status).toBe(201);
  expect(await plannedOn(server)).toEqual([]);
  const again = await post(`/api/v1/planned/${id}/cancel`, {});
  expect([again.status, (await again.json()).code]).toEqual([409, 'already-done']);
  for (const wrong of [id + 1, 'x', '0']) expect((await post(`/api/v1/planned/${wrong}/cancel`, {})).status).toBe(404);
});

test('every fault is named at once, and nothing is stored', async () => {
  const { server, post } = await opened();
  const before = server.board.board().seq;
  const answer = await post('/api/v1/planned', { ...WORK, title: ' ', branches: ['nowhere'], to: WORK.from, more: 1 });
  const { faults } = (await answer.json()) as { readonly faults: readonly { readonly path: string }[] };
  expect(answer.status).toBe(400);
  expect(faults.map(({ path }) => path).toSorted()).toEqual(['/branches/0', '/more', '/title', '/to']);
  expect(server.board.board().seq).toBe(before);
});
