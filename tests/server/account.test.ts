import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';
const ASHA = 'asha@practice.example';

async function accountOf(client: StaffClient): Promise<Account> {
  return (await client.get('/api/v1/account')).json();
}

/** A lead who is signed in at a desk, and on a phone a minute later. */
async function ashaTwice() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const { client: desk, id } = await signInPerson(server, office);
  server.clock.advance(MINUTE);
  const phone = createStaffClient(server, { address: '198.51.100.9' });
  const body = { email: ASHA, password: PASSWORD };
  expect((await phone.send('POST', '/api/v1/session', body, { headers: { 'user-agent': PHONE } })).statusCode).toBe(
    200,
  );
  return { server, office, desk, phone, id };
}

describe('one’s own account', () => {
  test('says who one is, by what one signs in, and where one is signed in', async () => {
    const { phone } = await ashaTwice();
    const account = await accountOf(phone);
    expect(account).toMatchObject({
      name: 'Asha Lead',
      email: ASHA,
      role: 'lead',
      branchNames: ['Clayton Surgery'],
      ways: { password: true, passkeys: 0, app: false, recoveryCodes: 0 },
      timeZone: 'Europe/London',
    });
    expect(account.sessions).toMatchObject([
      { current: true, way: 'password', device: 'Chrome on Android', address: '198.51.100.9' },
      { current: false, way: 'set-up', device: null, address: '192.0.2.1' },
    ]);
  });

  test('tells of no session of anybody else, and of none that has ended', async () => {
    const { server, office, phone } = await ashaTwice();
    expect((await accountOf(office)).sessions).toHaveLength(1);
    const second = createStaffClient(server);
    await second.send('POST', '/api/v1/session', { email: 'office@practice.example', password: PASSWORD });
    server.clock.advance(50 * MINUTE);
    await accountOf(second);
    server.clock.advance(11 * MINUTE);
    // The first was not used for an hour, and a lead's lasts.
    expect((await accountOf(second)).sessions).toHaveLength(1);
    expect((await accountOf(phone)).sessions).toHaveLength(2);
  });

  test('is nobody’s who came with a token or is not signed in', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const headers = { authorization: `Bearer ${await server.token()}` };
    expect((await server.app.inject({ url: '/api/v1/account', headers })).json()).toMatchObject({
      code: 'not-allowed',
      detail: 'Only somebody who is signed in has an account. Nothing was changed.',
    });
    expect((await createStaffClient(server).get('/api/v1/account')).statusCode).toBe(401);
  });
});

describe('signing out elsewhere', () => {
  test('ends one place, which is signed out with its next request', async () => {
    const { desk, phone } = await ashaTwice();
    const [, other] = (await accountOf(phone)).sessions;
    expect((await phone.send('DELETE', `/api/v1/account/sessions/${other?.id}`)).statusCode).toBe(204);
    expect((await desk.get('/api/v1/session')).statusCode).toBe(401);
    expect((await accountOf(phone)).sessions).toHaveLength(1);
    expect((await phone.send('DELETE', `/api/v1/account/sessions/${other?.id}`)).statusCode).toBe(404);
  });

  test('ends all other places at once', async () => {
    const { desk, phone } = await ashaTwice();
    expect((await phone.send('DELETE', '/api/v1/account/sessions')).json()).toEqual({ ended: 1 });
    expect((await desk.get('/api/v1/session')).statusCode).toBe(401);
    expect((await phone.get('/api/v1/session')).statusCode).toBe(200);
  });

  test('ends nothing of anybody else', async () => {
    const { office, phone } = await ashaTwice();
    const [theirs] = (await accountOf(office)).sessions;
    expect((await phone.send('DELETE', `/api/v1/account/sessions/${theirs?.id}`)).statusCode).toBe(404);
    await phone.send('DELETE', '/api/v1/account/sessions');
    expect((await office.get('/api/v1/session')).statusCode).toBe(200);
  });

  test('is kept in the record', async () => {
    const { server, phone, id } = await ashaTwice();
    await phone.send('DELETE', '/api/v1/account/sessions');
    const notes = await server.database.db
      .selectFrom('access_log')
      .selectAll()
      .where('event', '=', 'session')
      .execute();
    expect(notes).toMatchObject([
      { outcome: 'others-ended', actor: id, address: '198.51.100.9', detail: { ended: 1 } },
    ]);
  });
});

test('a lead’s session lasts 30 days, that of everybody else 12 hours', async () => {
  const { office, phone } = await ashaTwice();
  const lasts = async (client: StaffClient) => {
    const [own] = (await accountOf(client)).sessions;
    return (Date.parse(own?.expiresAt ?? '') - Date.parse(own?.createdAt ?? '')) / HOUR;
  };
  expect(await lasts(phone)).toBe(30 * 24);
  expect(await lasts(office)).toBe(12);
});
