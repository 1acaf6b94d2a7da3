import { Secret } from 'otpauth';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import type { Session } from '../../shared/wire/session.ts';
import { addApp, appOf, passwordStep, signInByCode } from '../support/second-factor.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, type StaffClient } from '../support/staff-client.ts';

const OFFICE = 'office@practice.example';
const STEP = 30 * SECOND;

async function officeWithApp() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const { app, recoveryCodes } = await addApp(office, server);
  const code = () => app.codeAt(server.clock.now());
  server.clock.advance(STEP);
  return { server, office, app, recoveryCodes, code };
}

async function waysOf(client: StaffClient): Promise<Account['ways']> {
  return (await client.get('/api/v1/account')).json<Account>().ways;
}

function sendCode(client: StaffClient, step: string, code: string, way = 'app') {
  return client.send('POST', '/api/v1/session/code', { step, way, code });
}

async function notesOf({ database }: TestServer, event: string) {
  const rows = await database.db
    .selectFrom('access_log')
    .select(['outcome', 'detail'])
    .where('event', '=', event)
    .orderBy('at')
    .orderBy(sql`ctid`)
    .execute();
  return rows.map(({ outcome }) => outcome);
}

describe('somebody with an authenticator app', () => {
  test('needs its code beside the password, and is signed in by both', async () => {
    const { server, code } = await officeWithApp();
    const client = createStaffClient(server);
    const answer = await client.send('POST', '/api/v1/session', { email: OFFICE, password: PASSWORD });
    const next = { next: 'code', step: expect.stringMatching(/^bb_/), ways: ['app', 'recovery'], passkey: false };
    expect(answer.json()).toEqual(next);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(client.cookie()).toBe('');

    const spaced = code().replace(/^.../, '$& ');
    const entered = await sendCode(client, answer.json().step, spaced);
    expect(entered.json<Session>()).toMatchObject({ name: 'Office Mo', role: 'admin', needs: null });
    expect(entered.headers['cache-control']).toBe('no-store');
    expect((await client.get('/api/v1/people')).statusCode).toBe(200);
    expect(await notesOf(server, 'sign-in')).toEqual(['password-right', 'signed-in']);
  });

  test.each<[string, number, number]>([
    ['two steps ago', -2 * STEP, 401],
    ['of the step before: they typed it late', -STEP, 200],
    ['of the next step: their phone is early', STEP, 200],
    ['of the step after that', 2 * STEP, 401],
  ])('types a code %s', async (_case, off, status) => {
    const { server, app } = await officeWithApp();
    server.clock.advance(5 * MINUTE);
    const client = createStaffClient(server);
    const code = app.codeAt(server.clock.now() + off);
    expect((await signInByCode(client, OFFICE, 'app', code)).statusCode).toBe(status);
  });

  test('is let in by each code once, whoever brings it and with whichever password step', async () => {
    const { server, code } = await officeWithApp();
    const [one, two] = [createStaffClient(server), createStaffClient(server)];
    const steps = [await passwordStep(one, OFFICE), await passwordStep(two, OFFICE)];
    const answers = await Promise.all([
      sendCode(one, steps[0]?.step ?? '', code()),
      sendCode(two, steps[1]?.step ?? '', code()),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401]);
  });

  test('is not let in by a code from before the last one, which somebody may have seen over a shoulder', async () => {
    const { server, app, code } = await officeWithApp();
    const client = createStaffClient(server);
    const before = app.codeAt(server.clock.now() - STEP);
    server.clock.advance(STEP);
    expect((await signInByCode(client, OFFICE, 'app', app.codeAt(server.clock.now() - STEP))).statusCode).toBe(200);
    expect((await signInByCode(client, OFFICE, 'app', before)).statusCode).toBe(401);
    expect((await signInByCode(client, OFFICE, 'app', code())).statusCode).toBe(200);
  });

  test('has ten minutes, and one use, for the step after the password', async () => {
    const { server, code } = await officeWithApp();
    const client = createStaffClient(server);
    const late = await passwordStep(client, OFFICE);
    server.clock.advance(10 * MINUTE);
    expect((await sendCode(client, late.step, code())).statusCode).toBe(401);
    const { step } = await passwordStep(client, OFFICE);
    expect((await sendCode(client, step, code())).statusCode).toBe(200);
    server.clock.advance(STEP);
    expect((await sendCode(client, step, code())).statusCode).toBe(401);
  });

  test('cannot be found by trying codes: each slows the next, and the right password does not start anew', async () => {
    const { server, code } = await officeWithApp();
    const thief = createStaffClient(server, { address: '198.51.100.7' });
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const answer = await thief.send('POST', '/api/v1/session', { email: OFFICE, password: PASSWORD });
      if (answer.statusCode === 200) statuses.push((await sendCode(thief, answer.json().step, '000000')).statusCode);
      else statuses.push(answer.statusCode);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    server.clock.advance(15 * SECOND);
    expect((await signInByCode(createStaffClient(server), OFFICE, 'app', code())).statusCode).toBe(200);
  });

  test('learns nothing of a step that is nobody’s', async () => {
    const { server } = await officeWithApp();
    const client = createStaffClient(server);
    const { step } = await passwordStep(client, OFFICE);
    const wrong = await sendCode(client, step, '000000');
    const nobody = await sendCode(client, `bb_${'A'.repeat(43)}`, '000000');
    expect(nobody.statusCode).toBe(401);
    expect(nobody.body).toBe(wrong.body);
    expect(Object.keys(nobody.headers)).toEqual(Object.keys(wrong.headers));
  });

  test('finds no secret of theirs in the database', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { secret, uri } = (await office.send('POST', '/api/v1/account/app', {})).json();
    expect(uri).toMatch(/^otpauth:\/\/totp\/[^?]*office%40practice\.example\?issuer=[^&]+&secret=[A-Z2-7]{32}&/);
    const added = await office.send('PUT', '/api/v1/account/app', { code: appOf(secret).codeAt(server.clock.now()) });
    const { db } = server.database;
    const { secret: sealed } = await db.selectFrom('authenticator_app').selectAll().executeTakeFirstOrThrow();
    const bytes = Secret.fromBase32(secret).bytes;
    expect(bytes.length).toBe(20);
    expect(sealed.includes(Buffer.from(bytes))).toBe(false);
    const stored = JSON.stringify(await db.selectFrom('recovery_code').selectAll().execute());
    for (const code of added.json().recoveryCodes) expect(stored).not.toContain(code);
  });
});

describe('adding an app', () => {
  test('counts once its code was typed, and gives ten recovery codes with the first', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { secret } = (await office.send('POST', '/api/v1/account/app', {})).json();
    expect(await waysOf(office)).toMatchObject({ app: false, recoveryCodes: 0 });
    const wrong = await office.send('PUT', '/api/v1/account/app', { code: '000000' });
    expect(wrong.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/code' }] });
    const right = { code: appOf(secret).codeAt(server.clock.now()) };
    const { recoveryCodes } = (await office.send('PUT', '/api/v1/account/app', right)).json();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^(?:[B-Z]{4}-){3}[B-Z]{4}$/);
    expect(await waysOf(office)).toMatchObject({ app: true, recoveryCodes: 10 });
    expect(await notesOf(server, 'way')).toEqual(['app-added']);
  });

  test('begun again takes the codes of the newer secret alone', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const [old, kept] = [
      await office.send('POST', '/api/v1/account/app', {}),
      await office.send('POST', '/api/v1/account/app', {}),
    ];
    const send = (secret: string) =>
      office.send('PUT', '/api/v1/account/app', { code: appOf(secret).codeAt(server.clock.now()) });
    expect((await send(old.json().secret)).statusCode).toBe(400);
    expect((await send(kept.json().secret)).statusCode).toBe(200);
  });

  test('replaces none that works, and one that was removed asks for no code any more', async () => {
    const { server, office } = await officeWithApp();
    expect((await office.send('POST', '/api/v1/account/app', {})).statusCode).toBe(409);
    expect((await office.send('DELETE', '/api/v1/account/app')).statusCode).toBe(204);
    expect((await office.send('DELETE', '/api/v1/account/app')).statusCode).toBe(404);
    expect(await waysOf(office)).toMatchObject({ app: false, recoveryCodes: 0 });
    const client = createStaffClient(server);
    const answer = await client.send('POST', '/api/v1/session', { email: OFFICE, password: PASSWORD });
    expect(answer.json()).toMatchObject({ role: 'admin', needs: 'second-factor' });
  });
});

describe('a recovery code', () => {
  test('lets somebody in once who lost their app, however they type it', async () => {
    const { server, office, recoveryCodes } = await officeWithApp();
    const [first = ''] = recoveryCodes;
    const typed = first.toLowerCase().replaceAll('-', ' ');
    expect((await signInByCode(createStaffClient(server), OFFICE, 'recovery', typed)).statusCode).toBe(200);
    expect((await signInByCode(createStaffClient(server), OFFICE, 'recovery', first)).statusCode).toBe(401);
    expect(await waysOf(office)).toMatchObject({ recoveryCodes: 9 });
  });

  test('is void when new ones are made', async () => {
    const { server, office, recoveryCodes } = await officeWithApp();
    const renewed = (await office.send('POST', '/api/v1/account/recovery-codes', {})).json().recoveryCodes;
    const client = createStaffClient(server);
    expect((await signInByCode(client, OFFICE, 'recovery', recoveryCodes[0] ?? '')).statusCode).toBe(401);
    expect((await signInByCode(client, OFFICE, 'recovery', renewed[0])).statusCode).toBe(200);
    expect(await notesOf(server, 'way')).toEqual(['app-added', 'recovery-codes']);
  });

  test('works after the practice lost its keys, when no code of an app does', async () => {
    const { server, recoveryCodes, code } = await officeWithApp();
    const { connectionString } = server;
    await server.stop();
    const authSecret = 'another secret, made anew 0123456789';
    const restored = await startTestServer({ connectionString, authSecret, at: server.clock.now() });
    expect((await signInByCode(createStaffClient(restored), OFFICE, 'app', code())).statusCode).toBe(401);
    const client = createStaffClient(restored);
    expect((await signInByCode(client, OFFICE, 'recovery', recoveryCodes[0] ?? '')).statusCode).toBe(200);
  });
});

describe('a password alone', () => {
  test('opens one’s account and nothing else, until an app is added there', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    const answer = await client.send('POST', '/api/v1/session', { email: OFFICE, password: PASSWORD });
    expect(answer.json()).toMatchObject({ needs: 'second-factor' });
    for (const url of ['/api/v1/people', '/api/v1/staff/board', '/live/staff', '/api/v1/displays']) {
      expect((await client.get(url)).json()).toMatchObject({ code: 'second-factor-missing' });
    }
    expect((await client.get('/api/v1/session')).statusCode).toBe(200);
    await addApp(client, server);
    expect((await client.get('/api/v1/session')).json()).toMatchObject({ needs: null });
    expect((await client.get('/api/v1/people')).statusCode).toBe(200);
  });
});
