import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { routeTable } from '../support/route-table.ts';
import { addApp } from '../support/second-factor.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson } from '../support/staff-client.ts';

const ASHA = 'asha@practice.example';
const QUARTER = 15 * MINUTE;

/** A lead whose session is older than a proof lasts. */
async function ashaLater() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const { client: asha, id } = await signInPerson(server, office);
  server.clock.advance(QUARTER);
  const begin = () => asha.send('POST', '/api/v1/account/app', {});
  const prove = (body: object) => asha.send('POST', '/api/v1/account/proof', body);
  return { server, office, asha, id, begin, prove };
}

/** What a lead’s phone, signed in for weeks, may do without a proof: report, look on and sign out. */
const WITHOUT_PROOF = [
  'DELETE /api/v1/session',
  'POST /api/v1/account/proof',
  'POST /api/v1/account/proof/question',
  'POST /api/v1/branches/:slug/preview',
  'POST /api/v1/branches/:slug/reports',
  'POST /api/v1/reports',
];

test('on a phone that stays signed in, all but reporting and looking on asks for a proof', async () => {
  const table = await routeTable(await startTestServer());
  const reached = table.filter(({ access }) => ['display', 'reader', 'lead'].includes(access));
  const writes = reached.filter(({ method }) => !['GET', 'HEAD'].includes(method));
  const open = writes.filter(({ stepUp }) => !stepUp);
  expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(WITHOUT_PROOF);
  expect(writes.length).toBeGreaterThan(open.length);
});

test('whoever is let in, shown a board or given a token is so by somebody who proved a short while ago who they are', async () => {
  const table = await routeTable(await startTestServer());
  const lets = table.filter(({ url }) => /^\/api\/v1\/(?:people|displays|senders|tokens)(?:\/|$)/.test(url));
  const writes = lets.filter(({ method, access }) => access !== 'public' && !['GET', 'HEAD'].includes(method));
  expect(writes.length).toBeGreaterThanOrEqual(9);
  expect(writes.filter(({ stepUp }) => !stepUp)).toEqual([]);
});

test('the office works for a quarter of an hour after it signed in, and invites again after a proof', async () => {
  const { server, office } = await ashaLater();
  const bo = { name: 'Bo', email: 'bo@practice.example', role: 'lead', branches: ['yaxham'] };
  const invite = () => office.send('POST', '/api/v1/people', bo);
  expect((await invite()).json()).toMatchObject({ status: 403, code: 'prove-again' });
  const { people } = (await office.get('/api/v1/people')).json();
  expect(people).toHaveLength(2);
  await office.send('POST', '/api/v1/account/proof', { password: PASSWORD });
  expect((await invite()).statusCode).toBe(201);
  server.clock.advance(QUARTER);
  // Nobody sits at a script: what it may do is bounded when its token is made.
  const headers = { authorization: `Bearer ${await server.token()}` };
  const payload = { branch: 'clayton' };
  const sent = await server.app.inject({ method: 'POST', url: '/api/v1/senders', headers, payload });
  expect(sent.statusCode).toBe(201);
});

describe('a proof', () => {
  test('is asked for when the last one is a quarter of an hour old', async () => {
    const { server, asha, begin, prove } = await ashaLater();
    expect((await begin()).json()).toMatchObject({ status: 403, code: 'prove-again' });
    expect((await prove({ password: PASSWORD })).statusCode).toBe(204);
    server.clock.advance(QUARTER - SECOND);
    expect((await begin()).statusCode).toBe(200);
    server.clock.advance(SECOND);
    expect((await begin()).statusCode).toBe(403);
    expect((await asha.get('/api/v1/staff/board')).statusCode).toBe(200);
  });

  test('is not given by another password, and tries are counted as those to sign in', async () => {
    const { server, id, begin, prove } = await ashaLater();
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await prove({ password: 'not that one' })).statusCode);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    expect((await begin()).statusCode).toBe(403);
    const body = { email: ASHA, password: PASSWORD };
    expect((await createStaffClient(server).send('POST', '/api/v1/session', body)).statusCode).toBe(429);
    const notes = await server.database.db
      .selectFrom('access_log')
      .select(['outcome', 'actor'])
      .where('event', '=', 'proof')
      .execute();
    expect(notes).toEqual(Array.from({ length: 5 }, () => ({ outcome: 'not-proved', actor: id })));
  });

  test('takes a code too where there is an app, or a recovery code in its place', async () => {
    const { server, asha, begin, prove } = await ashaLater();
    await prove({ password: PASSWORD });
    const { app, recoveryCodes } = await addApp(asha, server);
    server.clock.advance(QUARTER);
    const remove = () => asha.send('DELETE', '/api/v1/account/app');
    expect((await prove({ password: PASSWORD })).statusCode).toBe(403);
    expect((await prove({ password: PASSWORD, code: '000000' })).statusCode).toBe(403);
    expect((await remove()).statusCode).toBe(403);
    const code = app.codeAt(server.clock.now());
    expect((await prove({ password: PASSWORD, code })).statusCode).toBe(204);
    server.clock.advance(QUARTER);
    expect((await prove({ password: PASSWORD, code: recoveryCodes[0] })).statusCode).toBe(204);
    expect((await remove()).statusCode).toBe(204);
    expect((await begin()).statusCode).toBe(200);
  });

  test('is not asked of a token, which has no account', async () => {
    const { server } = await ashaLater();
    const headers = { authorization: `Bearer ${await server.token()}` };
    const payload = { password: 'pebble lantern orbit quince' };
    const answer = await server.app.inject({ method: 'PUT', url: '/api/v1/account/password', headers, payload });
    expect(answer.json()).toMatchObject({ code: 'not-allowed' });
  });
});

describe('a new password', () => {
  test('signs its owner out everywhere else, and is the one that counts', async () => {
    const { server, asha } = await ashaLater();
    const desk = createStaffClient(server);
    await desk.send('POST', '/api/v1/session', { email: ASHA, password: PASSWORD });
    const password = 'pebble lantern orbit quince';
    expect((await desk.send('PUT', '/api/v1/account/password', { password })).statusCode).toBe(204);
    expect((await asha.get('/api/v1/session')).statusCode).toBe(401);
    expect((await desk.get('/api/v1/session')).statusCode).toBe(200);
    const signIn = (typed: string) =>
      createStaffClient(server).send('POST', '/api/v1/session', { email: ASHA, password: typed });
    expect((await signIn(PASSWORD)).statusCode).toBe(401);
    expect((await signIn(password)).statusCode).toBe(200);
  });

  test.each([
    ['too short', 'pebble'],
    ['made of what everybody knows', 'password password'],
    ['made of names of the practice', 'claytonclayton'],
    ['made of its owner’s name', 'ashaashaleadlead'],
  ])('is refused when it is %s, and nothing changes', async (_case, password) => {
    const { asha, prove } = await ashaLater();
    await prove({ password: PASSWORD });
    const answer = await asha.send('PUT', '/api/v1/account/password', { password });
    expect(answer.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/password' }] });
    expect((await prove({ password: PASSWORD })).statusCode).toBe(204);
  });
});
