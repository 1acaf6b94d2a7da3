import { describe, expect, test } from 'vitest';
import { recordReport } from '../../server/report/record-report.ts';
import { DAY } from '../../shared/practice/instant.ts';
import type { Invitation, NewPersonBody, People } from '../../shared/wire/people.ts';
import { writerAt } from '../support/journal.ts';
import { NOTHING_KNOWN } from '../support/report-app.ts';
import { addApp, signInByCode } from '../support/second-factor.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const DOWN = { it: { internet: 'down' } } as const;
const CHANGED = { role: 'lead', branches: ['yaxham'], leaving: null };

function report(client: StaffClient, branch: string) {
  const headers = { 'idempotency-key': `report-of-${branch}`, 'if-match': '"0"' };
  return client.send('POST', `/api/v1/branches/${branch}/reports`, { ...DOWN, madeSecondsAgo: 30 }, { headers });
}

async function peopleOf(office: StaffClient) {
  return (await office.get('/api/v1/people')).json<People>().people;
}

describe('a lead who is signed in', () => {
  test('reports for their own branch, by name', async () => {
    const server = await startTestServer();
    const { client } = await signInPerson(server, await signInOffice(server));
    expect((await report(client, 'clayton')).statusCode).toBe(201);
    await server.settle();
    const board = (await client.get('/api/v1/staff/board')).json();
    const clayton = board.branches.find(({ slug }: { slug: string }) => slug === 'clayton');
    expect(clayton.services.internet).toMatchObject({ state: 'down', said: { by: 'Asha Lead', onBehalf: false } });
  });

  test('is refused for another branch, and reads nothing of its timeline', async () => {
    const server = await startTestServer();
    const { client } = await signInPerson(server, await signInOffice(server));
    expect((await report(client, 'yaxham')).statusCode).toBe(403);
    expect((await client.get('/api/v1/branches/yaxham/timeline')).statusCode).toBe(403);
    expect((await client.get('/api/v1/branches/clayton/timeline')).statusCode).toBe(200);
  });

  test('is refused by the database too, whatever the caller says of them', async () => {
    const server = await startTestServer();
    const { id } = await signInPerson(server, await signInOffice(server));
    const credential = { kind: 'session', id: '', expiresAt: null } as const;
    const recording = (branch: string) =>
      recordReport(
        { db: server.database.db, journal: writerAt(server.clock.now), known: () => NOTHING_KNOWN },
        {
          actor: { id, name: 'Asha', role: 'operations', branches: [], credential },
          branch,
          key: branch,
          ifMatch: '"0"',
          body: { ...DOWN, madeSecondsAgo: 30 },
          shapeFaults: [],
        },
      );
    await expect(recording('yaxham')).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await recording('clayton')).status).toBe(201);
  });
});

describe('operations', () => {
  test('lists people, with their state, and changes what they may do', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client, id } = await signInPerson(server, office);
    const { recoveryCodes } = await addApp(client, server);
    const invited = await office.send('POST', '/api/v1/people', {
      name: 'Bo',
      email: 'Bo@practice.example',
      role: 'lead',
      branches: ['yaxham', 'yaxham'],
    });
    expect(invited.json<Invitation>().person).toMatchObject({ email: 'bo@practice.example', branches: ['yaxham'] });
    expect((await peopleOf(office)).map(({ name, state }) => [name, state])).toEqual([
      ['Asha Lead', 'active'],
      ['Bo', 'invited'],
      ['Office Mo', 'active'],
    ]);
    const same = { role: 'lead', branches: ['clayton'], leaving: new Date(server.clock.now() + DAY).toISOString() };
    expect((await office.send('PUT', `/api/v1/people/${id}`, same)).json()).toMatchObject({ ...same, state: 'active' });
    // What they may do is the same: they go on until they leave.
    expect((await client.get('/api/v1/session')).statusCode).toBe(200);
    expect((await office.send('PUT', `/api/v1/people/${id}`, CHANGED)).json()).toMatchObject(CHANGED);
    expect((await client.get('/api/v1/session')).statusCode).toBe(401);
    await signInByCode(client, 'asha@practice.example', 'recovery', recoveryCodes[0] ?? '');
    expect((await report(client, 'clayton')).statusCode).toBe(403);
    expect((await report(client, 'yaxham')).statusCode).toBe(201);
  });

  test('ends somebody for good, and what they said keeps their name', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client, id } = await signInPerson(server, office);
    expect((await report(client, 'clayton')).statusCode).toBe(201);
    expect((await office.send('DELETE', `/api/v1/people/${id}`)).statusCode).toBe(204);
    expect((await office.send('DELETE', `/api/v1/people/${id}`)).statusCode).toBe(404);
    const back = { email: 'asha@practice.example', password: PASSWORD };
    expect((await createStaffClient(server).send('POST', '/api/v1/session', back)).statusCode).toBe(401);
    const timeline = (await office.get('/api/v1/branches/clayton/timeline')).json();
    expect(timeline.facts[0]).toMatchObject({ kind: 'report', by: 'Asha Lead' });
  });

  test.each<[string, object, string[]]>([
    ['a lead of nothing', { role: 'lead', branches: [] }, ['/branches']],
    ['a lead of no branch of ours', { branches: ['nowhere'] }, ['/branches']],
    ['operations of one branch', { role: 'operations', branches: ['clayton'] }, ['/branches']],
    ['somebody who is here', { email: 'OFFICE@practice.example' }, ['/email']],
    ['somebody without an address', { email: 'asha' }, ['/email']],
    ['a display', { role: 'display' }, ['/role']],
    ['somebody with a right of their own', { admin: true }, ['/admin']],
  ])('cannot add %s', async (_case, wrong, paths) => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const asha = { name: 'Asha', email: 'asha@practice.example', role: 'lead', branches: ['clayton'], ...wrong };
    const answer = await office.send('POST', '/api/v1/people', asha);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().faults.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect(await peopleOf(office)).toHaveLength(1);
  });
});

describe('the last admin', () => {
  const DEMOTED = { role: 'lead', branches: ['clayton'], leaving: null };
  const LEAVING = { role: 'admin', branches: [], leaving: '2030-01-01T00:00:00.000Z' };

  test.each<[string, 'DELETE' | 'PUT', object | undefined]>([
    ['removed', 'DELETE', undefined],
    ['made a lead', 'PUT', DEMOTED],
    ['given a day of leaving', 'PUT', LEAVING],
  ])('cannot be %s, until there is another who can sign in', async (_case, method, body) => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const [first] = await peopleOf(office);
    const second: NewPersonBody = { name: 'Zoe', email: 'zoe@practice.example', role: 'admin', branches: [] };
    await office.send('POST', '/api/v1/people', second);
    const refused = await office.send(method, `/api/v1/people/${first?.id}`, body);
    expect(refused.json()).toMatchObject({ status: 403, detail: expect.stringContaining('last admin') });
    await signInPerson(server, office, { ...second, name: 'Yan', email: 'yan@practice.example' });
    expect((await office.send(method, `/api/v1/people/${first?.id}`, body)).statusCode).toBeLessThan(300);
  });

  test('of two who remove each other at the same moment one stays', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const [first] = await peopleOf(office);
    const second = await signInPerson(server, office, {
      name: 'Zoe',
      email: 'zoe@practice.example',
      role: 'admin',
      branches: [],
    });
    const answers = await Promise.all([
      office.send('DELETE', `/api/v1/people/${second.id}`),
      second.client.send('DELETE', `/api/v1/people/${first?.id}`),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).not.toEqual([204, 204]);
    expect(await server.database.db.selectFrom('person').selectAll().execute()).toHaveLength(1);
  });
});

describe('somebody of operations who is no admin', () => {
  const KIM: NewPersonBody = { name: 'Kim Desk', email: 'kim@practice.example', role: 'operations', branches: [] };
  const RAE: NewPersonBody = { name: 'Rae Reads', email: 'rae@practice.example', role: 'read-only', branches: [] };
  const ONLY_ADMINS = { status: 403, detail: 'Only an admin may do this. Nothing was saved.' };

  test('lets in, changes and removes leads and readers', async () => {
    const server = await startTestServer();
    const { client: kim } = await signInPerson(server, await signInOffice(server), KIM);
    const { id } = await signInPerson(server, kim, RAE);
    const lead = { role: 'lead', branches: ['clayton'], leaving: null };
    expect((await kim.send('PUT', `/api/v1/people/${id}`, lead)).statusCode).toBe(200);
    expect((await kim.send('POST', `/api/v1/people/${id}/set-up`, {})).statusCode).toBe(201);
    expect((await kim.send('DELETE', `/api/v1/people/${id}`)).statusCode).toBe(204);
  });

  test('lets in, changes and removes nobody of operations, and gives nobody its rights', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client: kim, id: own } = await signInPerson(server, office, KIM);
    const [admin] = await peopleOf(office).then((people) => people.filter(({ role }) => role === 'admin'));
    const { id: reader } = await signInPerson(server, kim, RAE);
    const before = await peopleOf(office);
    for (const role of ['operations', 'admin'] as const) {
      const refused = [
        await kim.send('POST', '/api/v1/people', { ...RAE, email: 'x@practice.example', role }),
        await kim.send('PUT', `/api/v1/people/${reader}`, { role, branches: [], leaving: null }),
        await kim.send('PUT', `/api/v1/people/${own}`, { role, branches: [], leaving: null }),
        await kim.send('PUT', `/api/v1/people/${admin?.id}`, { role: 'read-only', branches: [], leaving: null }),
        await kim.send('POST', `/api/v1/people/${admin?.id}/set-up`, {}),
        await kim.send('DELETE', `/api/v1/people/${admin?.id}`),
      ];
      for (const answer of refused) expect(answer.json()).toMatchObject(ONLY_ADMINS);
    }
    expect((await peopleOf(office)).map(({ id, role }) => [id, role])).toEqual(
      before.map(({ id, role }) => [id, role]),
    );
  });
});

test('somebody who only reads sees the board and every timeline, and changes nothing', async () => {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const rae = {
    name: 'Rae Reads',
    email: 'rae@practice.example',
    role: 'read-only',
    branches: [] as string[],
  } as const;
  const { client } = await signInPerson(server, office, { ...rae, branches: [] });
  for (const url of ['/api/v1/staff/board', '/api/v1/branches/clayton/timeline', '/api/v1/branches/yaxham/timeline']) {
    expect((await client.get(url)).statusCode).toBe(200);
  }
  const report = { it: { internet: 'down' } };
  const more = { headers: { 'idempotency-key': crypto.randomUUID(), 'if-match': '"0"' } };
  expect((await client.send('POST', '/api/v1/branches/clayton/reports', report, more)).statusCode).toBe(403);
  expect((await client.get('/api/v1/people')).statusCode).toBe(403);
});
