import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const OFFICE = 'office@practice.example';
const ASHA = 'asha@practice.example';

function signIn(client: StaffClient, email: string, password = PASSWORD, address?: string) {
  return client.send('POST', '/api/v1/session', { email, password }, { ...(address && { address }) });
}

describe('signing in', () => {
  test('gives a session, by an address in any case, and signing out ends it', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    const answer = await signIn(client, ' Office@Practice.example ');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json<Session>()).toMatchObject({ name: 'Office Mo', role: 'admin', branches: [] });
    expect((await client.get('/api/v1/session')).json()).toEqual(answer.json());

    const kept = client.cookie();
    expect((await client.send('DELETE', '/api/v1/session')).statusCode).toBe(204);
    expect(client.cookie()).toBe('');
    const back = await server.app.inject({ url: '/api/v1/session', headers: { cookie: kept } });
    expect(back.statusCode).toBe(401);
  });

  test('leaves nothing in the database or the log that would let somebody else in', async () => {
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const server = await startTestServer({ config: { logLevel: 'debug' }, logStream });
    const office = await signInOffice(server);
    const token = office.cookie().split('=')[1] ?? '';
    expect(token).toMatch(/^bb_[\w-]{43}$/);
    const { db } = server.database;
    const rows = [
      await db.selectFrom('session').selectAll().execute(),
      await db.selectFrom('credential').selectAll().execute(),
      await db.selectFrom('sign_in_failure').selectAll().execute(),
    ];
    const stored = JSON.stringify(rows);
    for (const secret of [token, PASSWORD, OFFICE]) expect(stored).not.toContain(secret);
    await signIn(createStaffClient(server), OFFICE, 'not the password');
    await signInPerson(server, office);
    const log = lines.join('');
    expect(log).toMatch(/"outcome":"signed-in"|"outcome":"set-up"/);
    expect(log).toMatch(
      /"event":"sign-in","actor":"[0-9a-f-]{36}","address":"192.0.2.1","device":null,"outcome":"not-signed-in"/,
    );
    expect(log).toMatch(/"event":"person","outcome":"invited"/);
    for (const secret of ['bb_', PASSWORD, 'not the password']) expect(log).not.toContain(secret);
  });

  test.each([
    ['http://localhost:8080', 'branchboard', false],
    ['http://127.0.0.1:8080', 'branchboard', false],
    ['https://board.example', '__Host-branchboard', true],
    ['http://board.example', '__Host-branchboard', true],
  ])('at %s keeps the session in the cookie %s', async (publicOrigin, name, secure) => {
    const server = await startTestServer({ config: { publicOrigin } });
    const office = await signInOffice(server);
    const { headers } = await signIn(office, OFFICE);
    const [pair, ...flags] = String(headers['set-cookie']).split('; ');
    expect(pair).toMatch(new RegExp(`^${name}=bb_[\\w-]{43}$`));
    const usual = [`Max-Age=${(12 * HOUR) / SECOND}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
    expect(flags.toSorted()).toEqual([...usual, ...(secure ? ['Secure'] : [])].toSorted());
  });

  test('sets and reads no cookie on a page or answer for everybody', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    for (const url of ['/', '/surgeries/clayton', '/api/v1/board', '/api/v1/incidents', '/sign-in', '/nowhere']) {
      const known = await office.get(url);
      expect(known.headers['set-cookie']).toBeUndefined();
      const unknown = await createStaffClient(server).get(url);
      expect(known.headers.vary ?? '').not.toMatch(/cookie/i);
      expect(known.body).toBe(unknown.body);
    }
  });
});

describe('somebody who does not know the password', () => {
  test('is told the same, whether there is such an account or not', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    const known = await signIn(client, OFFICE, 'lantern kettle marsh');
    const unknown = await signIn(client, 'nobody@practice.example', 'lantern kettle marsh');
    const nonsense = await signIn(client, 'nobody', 'lantern kettle marsh');
    expect(known.statusCode).toBe(401);
    for (const other of [unknown, nonsense]) {
      expect(other.statusCode).toBe(401);
      expect(other.body).toBe(known.body);
      expect(Object.keys(other.headers)).toEqual(Object.keys(known.headers));
    }
    expect(client.cookie()).toBe('');
  });

  test.each([
    ['of a real account', OFFICE],
    ['of nobody', 'nobody@practice.example'],
  ])('has to wait from the fifth try on, %s, and the right password too', async (_case, email) => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    const statuses = [];
    for (let tries = 0; tries < 5; tries += 1) statuses.push((await signIn(client, email, 'wrong words')).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const early = await signIn(client, email);
    expect(early.statusCode).toBe(429);
    expect(early.headers['retry-after']).toBe('15');
    // Tries that come too early do not make it longer.
    server.clock.advance(15 * SECOND - 1);
    expect((await signIn(client, email)).statusCode).toBe(429);
    server.clock.advance(1);
    expect((await signIn(client, email, 'wrong words')).statusCode).toBe(401);
    expect((await signIn(client, email)).headers['retry-after']).toBe('30');
    server.clock.advance(30 * SECOND);
    expect((await signIn(client, email)).statusCode).toBe(email === OFFICE ? 200 : 401);
  });

  test('has 30 tries from one network in a quarter of an hour, over all accounts', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    for (let tries = 0; tries < 30; tries += 1) {
      expect((await signIn(client, `person${tries}@practice.example`, 'x', '198.51.100.7')).statusCode).toBe(401);
    }
    expect((await signIn(client, OFFICE, PASSWORD, '198.51.100.7')).statusCode).toBe(429);
    expect((await signIn(client, OFFICE, PASSWORD, '198.51.100.8')).statusCode).toBe(200);
    server.clock.advance(15 * MINUTE);
    expect((await signIn(client, OFFICE, PASSWORD, '198.51.100.7')).statusCode).toBe(200);
  });
});

describe('a session', () => {
  test('of operations ends after an hour without a request, and after 12 hours whatever happens', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const status = async () => (await office.get('/api/v1/session')).statusCode;
    for (let minutes = 0; minutes < 11 * 60; minutes += 55) {
      server.clock.advance(55 * MINUTE);
      expect(await status()).toBe(200);
    }
    server.clock.advance(59 * MINUTE);
    expect(await status()).toBe(200);
    server.clock.advance(MINUTE);
    expect(await status()).toBe(401);

    await signIn(office, OFFICE);
    server.clock.advance(HOUR);
    expect(await status()).toBe(401);
  });

  test('of a lead lasts 30 days on their phone', async () => {
    const server = await startTestServer();
    const { client } = await signInPerson(server, await signInOffice(server));
    server.clock.advance(30 * DAY - 1);
    expect((await client.get('/api/v1/session')).json()).toMatchObject({ role: 'lead', branches: ['clayton'] });
    server.clock.advance(1);
    expect((await client.get('/api/v1/session')).statusCode).toBe(401);
  });

  test('is asked for after a token, which stands for itself alone', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const headers = { authorization: `Bearer bb_${'A'.repeat(43)}`, cookie: office.cookie() };
    expect((await server.app.inject({ url: '/api/v1/session', headers })).statusCode).toBe(401);
    const token = await server.token({ name: 'A script' });
    const answer = await server.app.inject({
      url: '/api/v1/session',
      headers: { ...headers, authorization: `Bearer ${token}` },
    });
    expect(answer.json()).toMatchObject({ name: 'A script', role: 'operations' });
  });
});

describe('what a cookie lets somebody write', () => {
  const ORIGIN = 'https://board.example';
  const JSON_TYPE = 'application/json';
  test.each<[string, Record<string, string | undefined>, number]>([
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 201],
    ['a page of ours, with its origin', { 'sec-fetch-site': 'same-origin', origin: ORIGIN }, 201],
    ['a page of ours in an old browser', { 'sec-fetch-site': undefined, origin: ORIGIN }, 201],
    ['nobody says who', { 'sec-fetch-site': undefined }, 403],
    ['a page of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://other.board.example' }, 403],
    ['a page of a neighbour that hides its origin', { 'sec-fetch-site': 'same-site' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['an old browser at another site', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }, 403],
    [
      'an old browser at the same host without TLS',
      { 'sec-fetch-site': undefined, origin: 'http://board.example' },
      403,
    ],
    ['a sandbox', { 'sec-fetch-site': undefined, origin: 'null' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
  ])('%s: %s', async (_case, headers, status) => {
    const server = await startTestServer({ config: { publicOrigin: ORIGIN } });
    const office = await signInOffice(server);
    const person = { name: 'Asha', email: ASHA, role: 'lead', branches: ['clayton'] };
    const options = { headers: { 'content-type': JSON_TYPE, ...headers } };
    expect((await office.send('POST', '/api/v1/people', person, options)).statusCode).toBe(status);
    const people = await server.database.db.selectFrom('person').selectAll().execute();
    expect(people.length).toBe(status === 201 ? 2 : 1);
  });

  test('a token needs none of this, because no browser sends it by itself', async () => {
    const server = await startTestServer({ config: { publicOrigin: ORIGIN } });
    const headers = { authorization: `Bearer ${await server.token()}` };
    const payload = { name: 'Asha', email: ASHA, role: 'lead', branches: ['clayton'] };
    const answer = await server.app.inject({ method: 'POST', url: '/api/v1/people', headers, payload });
    expect(answer.statusCode).toBe(201);
  });
});
