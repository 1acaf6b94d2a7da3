import { describe, expect, test } from 'vitest';
import { offerFirstSetUp } from '../../server/people/set-up-link.ts';
import { DAY } from '../../shared/practice/instant.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson } from '../support/staff-client.ts';

const tokenIn = (url: string | null | undefined) => url?.split('#')[1] ?? '';
const EVE = { name: 'Eve', email: 'eve@practice.example', password: PASSWORD };

describe('the link for the first person of operations', () => {
  test('works once, and says before whom it is for', async () => {
    const server = await startTestServer();
    expect(server.setUpUrl).toMatch(/^http:\/\/localhost:\d+\/set-up#bb_[\w-]{43}$/);
    const token = tokenIn(server.setUpUrl);
    const client = createStaffClient(server);
    for (const look of ['first', 'second']) {
      const asked = await client.send('POST', '/api/v1/set-up/question', { token });
      expect(asked.json(), look).toEqual({
        role: 'admin',
        branches: [],
        branchNames: [],
        name: null,
        email: null,
        replaces: false,
      });
    }
    await signInOffice(server);
    expect((await client.send('POST', '/api/v1/set-up/question', { token })).statusCode).toBe(404);
    expect((await client.send('POST', '/api/v1/set-up', { token, ...EVE })).statusCode).toBe(404);
    const { db } = server.database;
    expect(await db.selectFrom('person').select('email').execute()).toEqual([{ email: 'office@practice.example' }]);
    expect(await db.selectFrom('actor').select('name').where('kind', '=', 'person').execute()).toEqual([
      { name: 'Office Mo' },
    ]);
  });

  test('used twice at the same moment makes one person', async () => {
    const server = await startTestServer();
    const token = tokenIn(server.setUpUrl);
    const bodies = [EVE, { ...EVE, email: 'mallory@practice.example' }];
    const answers = await Promise.all(
      bodies.map((body) => createStaffClient(server).send('POST', '/api/v1/set-up', { token, ...body })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 404]);
    expect(await server.database.db.selectFrom('person').selectAll().execute()).toHaveLength(1);
  });

  test('is void after a day, and after the next start has printed another', async () => {
    const server = await startTestServer();
    const { db } = server.database;
    const client = createStaffClient(server);
    const next = await offerFirstSetUp(db, server.clock.now());
    expect((await client.send('POST', '/api/v1/set-up', { token: tokenIn(server.setUpUrl), ...EVE })).statusCode).toBe(
      404,
    );
    server.clock.advance(DAY);
    expect((await client.send('POST', '/api/v1/set-up', { token: next?.token, ...EVE })).statusCode).toBe(404);
  });

  test('is not made any more when somebody of operations can sign in', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    expect(await offerFirstSetUp(server.database.db, server.clock.now())).toBeNull();
    const again = await startTestServer({ connectionString: server.connectionString });
    expect(again.setUpUrl).toBeNull();
  });
});

describe('a person who is invited', () => {
  test('sets a password for their own address alone, and then has the rights they were given', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const person = { name: 'Asha', email: 'asha@practice.example', role: 'lead', branches: ['clayton'] };
    const invited = (await office.send('POST', '/api/v1/people', person)).json<Invitation>();
    expect(invited.person).toMatchObject({ ...person, state: 'invited', lastSeenAt: null });
    const token = tokenIn(invited.setUp?.url);
    const client = createStaffClient(server);
    const asked = await client.send('POST', '/api/v1/set-up/question', { token });
    expect(asked.json()).toEqual({
      role: 'lead',
      branches: ['clayton'],
      branchNames: ['Clayton Surgery'],
      name: 'Asha',
      email: person.email,
      replaces: false,
    });

    const other = await client.send('POST', '/api/v1/set-up', { token, ...EVE });
    expect(other.json()).toMatchObject({ code: 'bad-request' });
    expect(other.json().faults.map(({ path }: { path: string }) => path)).toEqual(['/name', '/email']);
    const own = await client.send('POST', '/api/v1/set-up', {
      token,
      email: 'Asha@practice.example',
      password: PASSWORD,
    });
    expect(own.statusCode).toBe(201);
    expect(own.json()).toMatchObject({ name: 'Asha', role: 'lead', branches: ['clayton'] });
  });

  test('gets another link when theirs is lost, and with it another password', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client, id } = await signInPerson(server, office);
    const first = (await office.send('POST', `/api/v1/people/${id}/set-up`)).statusCode;
    expect(first).toBe(415);
    const ask = async () =>
      (await office.send('POST', `/api/v1/people/${id}/set-up`, {})).json<Invitation>().setUp?.url;
    const [lost, found] = [await ask(), await ask()];
    const body = { name: 'Asha Lead', email: 'asha@practice.example', password: 'seven quiet herons' };
    expect((await client.send('POST', '/api/v1/set-up', { token: tokenIn(lost), ...body })).statusCode).toBe(404);
    expect((await client.get('/api/v1/session')).statusCode).toBe(200);
    const phone = createStaffClient(server);
    expect((await phone.send('POST', '/api/v1/set-up', { token: tokenIn(found), ...body })).statusCode).toBe(201);
    // Who had the old password is out.
    expect((await client.get('/api/v1/session')).statusCode).toBe(401);
    const { email, password } = body;
    expect((await client.send('POST', '/api/v1/session', { email, password: PASSWORD })).statusCode).toBe(401);
    expect((await client.send('POST', '/api/v1/session', { email, password })).statusCode).toBe(200);
  });
});

test.each([
  ['short', 'kettle orbit'.slice(0, 11)],
  ['common', 'Password2026!'],
  ['the practice and its town', 'Clayton-Surgery-1'],
  ['the person', 'OfficeMo2026office'],
])('a password that is %s is not taken, and the link stays good', async (_case, password) => {
  const server = await startTestServer();
  const client = createStaffClient(server);
  const token = tokenIn(server.setUpUrl);
  const body = { token, name: 'Office Mo', email: 'office@practice.example', password };
  const refused = await client.send('POST', '/api/v1/set-up', body);
  expect(refused.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/password' }] });
  expect((await client.send('POST', '/api/v1/set-up', { ...body, password: PASSWORD })).statusCode).toBe(201);
});
