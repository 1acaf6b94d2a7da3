import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson } from '../support/staff-client.ts';

async function notesOf({ database }: TestServer) {
  const rows = await database.db.selectFrom('access_log').selectAll().orderBy('at').orderBy(sql`ctid`).execute();
  return rows.map(({ event, outcome, actor, subject, address, detail }) => ({
    event: `${event} ${outcome}`,
    actor,
    subject,
    address,
    detail,
  }));
}

test('who came in, who was refused and who changed what is kept with actor, subject, address and time', async () => {
  const server = await startTestServer();
  const office = await signInOffice(server);
  server.clock.advance(1_000);
  const { client: asha, id } = await signInPerson(server, office);
  server.clock.advance(1_000);
  const rights = { role: 'lead', branches: ['clayton', 'yaxham'], leaving: null };
  await office.send('PUT', `/api/v1/people/${id}`, rights);
  server.clock.advance(1_000);
  const visitor = createStaffClient(server, { address: '198.51.100.7' });
  await visitor.send('POST', '/api/v1/session', { email: 'asha@practice.example', password: 'not that one' });
  await visitor.send('POST', '/api/v1/session', { email: 'nobody@practice.example', password: 'not that one' });
  server.clock.advance(1_000);
  await asha.send('POST', '/api/v1/session', { email: 'asha@practice.example', password: PASSWORD });
  server.clock.advance(1_000);
  await asha.send('DELETE', '/api/v1/session');
  server.clock.advance(1_000);
  await office.send('DELETE', `/api/v1/people/${id}`);

  const people = await server.database.db.selectFrom('person').select(['id', 'role']).execute();
  const admin = people.find(({ role }) => role === 'admin')?.id;
  const here = '192.0.2.1';
  const clayton = { role: 'lead', branches: ['clayton'], leaving: null };
  const by = { actor: admin, subject: id, address: here };
  const own = { actor: id, subject: null, address: here };
  const notes = await notesOf(server);
  const bySecond = (seconds: number) => notes.slice(...(seconds === 0 ? [0, 1] : [1, 3]));
  expect(bySecond(0)).toEqual([
    {
      event: 'set-up set-up',
      actor: admin,
      subject: null,
      address: here,
      detail: { role: 'admin', branches: [], way: 'password' },
    },
  ]);
  expect(bySecond(1)).toEqual(
    expect.arrayContaining([
      { event: 'person invited', ...by, detail: { now: clayton, by: 'link' } },
      { event: 'set-up set-up', ...own, detail: { role: 'lead', branches: ['clayton'], way: 'password' } },
    ]),
  );
  expect(notes.slice(3)).toEqual([
    { event: 'person changed', ...by, detail: { before: clayton, now: { ...rights } } },
    ...notes.slice(4, 6),
    { event: 'sign-in signed-in', ...own, detail: { way: 'password' } },
    { event: 'sign-out ended', ...own, detail: {} },
    { event: 'person removed', ...by, detail: { before: { ...rights } } },
  ]);
  expect(notes.slice(4, 6)).toEqual(
    expect.arrayContaining([
      { event: 'sign-in not-signed-in', actor: id, subject: null, address: '198.51.100.7', detail: {} },
      { event: 'sign-in not-signed-in', actor: null, subject: null, address: '198.51.100.7', detail: {} },
    ]),
  );
  expect(JSON.stringify(notes)).not.toMatch(/practice\.example|not that one|bb_/);
});

test('of tries that come too early no note is kept: nobody can fill the record by trying', async () => {
  const server = await startTestServer();
  await signInOffice(server);
  const visitor = createStaffClient(server);
  const wrong = { email: 'office@practice.example', password: 'not that one' };
  for (let tries = 0; tries < 9; tries += 1) await visitor.send('POST', '/api/v1/session', wrong);
  expect((await notesOf(server)).filter(({ event }) => event.startsWith('sign-in'))).toHaveLength(5);
});
