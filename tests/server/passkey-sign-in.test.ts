import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { exportPractice } from '../../server/export/export-practice.ts';
import { offerFirstSetUp } from '../../server/people/set-up-link.ts';
import { DAY, MINUTE } from '../../shared/practice/instant.ts';
import type { SignQuestion } from '../../shared/wire/passkeys.ts';
import type { People } from '../../shared/wire/people.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { importFile } from '../support/export.ts';
import { openJournal, TEST_KEY } from '../support/journal.ts';
import { officeByPasskey, passkeyFor, setUpByPasskey, signInByPasskey } from '../support/passkey-client.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import type { SoftPasskeyOptions } from '../support/soft-passkey.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson } from '../support/staff-client.ts';

const EVE = { name: 'Eve', email: 'eve@practice.example' };

async function noted(server: TestServer) {
  const rows = await server.database.db
    .selectFrom('access_log')
    .select(['event', 'outcome', 'actor', 'detail'])
    .where('event', '=', 'sign-in')
    .orderBy('at')
    .orderBy(sql`ctid`)
    .execute();
  return rows.map(({ outcome, detail }) => [outcome, (detail as { readonly why?: string }).why]);
}

describe('somebody with a passkey', () => {
  test('signs in by it alone, and nobody asks who they are', async () => {
    const server = await startTestServer();
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    const asked = (await client.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
    expect(asked.options).toMatchObject({ rpId: 'localhost', allowCredentials: [], userVerification: 'required' });

    const answer = await signInByPasskey(client, passkey);
    expect(answer.json()).toMatchObject({ name: 'Office Mo', role: 'admin' });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await client.get('/api/v1/session')).statusCode).toBe(200);
    const { db } = server.database;
    expect(await db.selectFrom('session').select('way').orderBy('way').execute()).toEqual([
      { way: 'passkey' },
      { way: 'set-up' },
    ]);
    expect(await db.selectFrom('passkey').select('used_at').executeTakeFirstOrThrow()).toEqual({
      used_at: new Date(server.clock.now()),
    });
    expect(await noted(server)).toEqual([['signed-in', undefined]]);
  });

  test.each<[string, Partial<SoftPasskeyOptions>, string]>([
    ['on a page of another origin', { origin: 'http://localhost.evil.example' }, 'wrong-answer'],
    ['for another host', { rpId: 'evil.example' }, 'wrong-answer'],
    ['without showing who holds the device', { checksOwner: false }, 'wrong-answer'],
    ['to another question', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 'wrong-answer'],
    ['for the account of somebody else', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'of-somebody-else'],
  ])('is refused when it answered %s', async (_case, more, why) => {
    const server = await startTestServer();
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    expect((await signInByPasskey(client, passkey, more)).statusCode).toBe(401);
    expect(client.cookie()).toBe('');
    expect(await noted(server)).toEqual([['not-signed-in', why]]);
    expect((await signInByPasskey(client, passkey)).statusCode).toBe(200);
  });

  test('is refused with one that nobody here has, or that another key signed for, in the same words', async () => {
    const server = await startTestServer();
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    const foreign = passkeyFor(server);
    const unknown = await signInByPasskey(client, foreign);
    const { step, options } = (await client.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
    const forged = { ...foreign.sign(options), id: passkey.id, rawId: passkey.id };
    const { userHandle: _none, ...response } = forged.response;
    const wrong = await client.send('POST', '/api/v1/session/passkey', { step, answer: { ...forged, response } });
    expect([unknown.statusCode, wrong.statusCode]).toEqual([401, 401]);
    expect(wrong.body).toBe(unknown.body);
    expect(await noted(server)).toEqual([
      ['not-signed-in', 'unknown-passkey'],
      ['not-signed-in', 'wrong-answer'],
    ]);
  });

  test('answers a question once, within a quarter of an hour', async () => {
    const server = await startTestServer();
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    const { step, options } = (await client.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
    const answer = passkey.sign(options);
    const send = (more: object) => client.send('POST', '/api/v1/session/passkey', { step, answer, ...more });
    expect((await send({ step: `${step}x` })).statusCode).toBe(401);
    expect((await send({})).statusCode).toBe(200);
    expect((await send({})).statusCode).toBe(401);
    const late = (await client.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
    server.clock.advance(15 * MINUTE);
    expect((await send({ step: late.step, answer: passkey.sign(late.options) })).statusCode).toBe(401);
  });

  test('whose device counts is refused when its count went back, and that is noted', async () => {
    const server = await startTestServer();
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    const counts = [5, 6, 6, 4, 0, 7];
    const statuses = [];
    for (const counter of counts) {
      statuses.push((await signInByPasskey(client, passkey, { counter })).statusCode);
      server.clock.advance(1);
    }
    expect(statuses).toEqual([200, 200, 401, 401, 401, 200]);
    expect((await noted(server)).filter(([outcome]) => outcome === 'not-signed-in')).toEqual(
      Array.from({ length: 3 }, () => ['not-signed-in', 'counter-went-back']),
    );
  });

  test('is refused from the day they leave', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const person = { ...EVE, role: 'lead', branches: ['clayton'] };
    const invited = (await office.send('POST', '/api/v1/people', person)).json();
    const passkey = passkeyFor(server);
    const client = createStaffClient(server);
    const token = invited.setUp.url.split('#')[1];
    expect((await setUpByPasskey(client, passkey, { token, ...EVE })).statusCode).toBe(201);
    const leaving = new Date(server.clock.now() + DAY).toISOString();
    await office.send('PUT', `/api/v1/people/${invited.person.id}`, { role: 'lead', branches: ['clayton'], leaving });
    expect((await signInByPasskey(client, passkey)).statusCode).toBe(200);
    server.clock.advance(DAY);
    expect((await signInByPasskey(client, passkey)).statusCode).toBe(401);
    expect((await noted(server)).at(-1)).toEqual(['not-signed-in', 'has-left']);
  });

  test('at a public origin is asked for its host alone', async () => {
    const server = await startTestServer({ config: { publicOrigin: 'https://board.practice.example' } });
    const { passkey } = await officeByPasskey(server);
    const client = createStaffClient(server);
    const asked = (await client.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
    expect(asked.options.rpId).toBe('board.practice.example');
    const origin = 'http://board.practice.example';
    expect((await signInByPasskey(client, passkey, { origin })).statusCode).toBe(401);
    expect((await signInByPasskey(client, passkey)).statusCode).toBe(200);
  });
});

test('a passkey signs in where the practice was moved to by an export', async () => {
  const config = { publicOrigin: 'https://board.practice.example' };
  const server = await startTestServer({ config });
  const { passkey } = await officeByPasskey(server);
  expect((await signInByPasskey(createStaffClient(server), passkey, { counter: 7 })).statusCode).toBe(200);
  const file = join(await createDataFolder(), 'practice.jsonl.gz');
  await exportPractice(server.database.db, { file, key: TEST_KEY, now: server.clock.now() });
  const { database, connectionString } = await openJournal();
  await importFile(database.db, file);
  const other = await startTestServer({ config, connectionString });
  expect((await signInByPasskey(createStaffClient(other), passkey, { counter: 7 })).statusCode).toBe(401);
  expect((await signInByPasskey(createStaffClient(other), passkey, { counter: 8 })).statusCode).toBe(200);
});

describe('a set-up link', () => {
  test('makes an account that has only a passkey, which counts as an admin who can sign in', async () => {
    const server = await startTestServer();
    const { client } = await officeByPasskey(server);
    const { people } = (await client.get('/api/v1/people')).json<People>();
    expect(people).toMatchObject([{ email: 'office@practice.example', state: 'active' }]);
    expect(await offerFirstSetUp(server.database.db, server.clock.now())).toBeNull();
    const last = await client.send('DELETE', `/api/v1/people/${people[0]?.id}`);
    expect(last.json()).toMatchObject({ status: 403, detail: expect.stringContaining('last admin') });
    const { db } = server.database;
    expect(await db.selectFrom('passkey').select('name').execute()).toEqual([{ name: 'Passkey' }]);
  });

  test.each<[string, Partial<SoftPasskeyOptions>]>([
    ['on a page of another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['by a device that did not check who holds it', { checksOwner: false }],
    ['for another question', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('takes no passkey that was made %s, and stays good', async (_case, more) => {
    const server = await startTestServer();
    const client = createStaffClient(server);
    const who = { token: server.setUpUrl?.split('#')[1] ?? '', ...EVE };
    const refused = await setUpByPasskey(client, passkeyFor(server), who, more);
    expect(refused.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/passkey' }] });
    expect(await server.database.db.selectFrom('person').selectAll().execute()).toEqual([]);
    expect((await setUpByPasskey(client, passkeyFor(server), who)).statusCode).toBe(201);
  });

  test('takes a passkey only with the step, the link and the address that it was made for', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const invite = async (name: string) => {
      const person = { name, email: `${name}@practice.example`, role: 'lead', branches: ['clayton'] };
      const { setUp } = (await office.send('POST', '/api/v1/people', person)).json();
      return { token: setUp.url.split('#')[1] as string, email: person.email };
    };
    const [ann, bob] = [await invite('ann'), await invite('bob')];
    const client = createStaffClient(server);
    const { step, options } = (await client.send('POST', '/api/v1/set-up/passkey', bob)).json();
    const passkey = { step, answer: passkeyFor(server).create(options) };
    // Somebody who stole the step of another cannot make that passkey theirs, nor theirs that one's.
    expect((await client.send('POST', '/api/v1/set-up', { ...ann, passkey })).statusCode).toBe(400);
    expect((await client.send('POST', '/api/v1/set-up', { ...bob, passkey, password: PASSWORD })).statusCode).toBe(400);
    expect((await client.send('POST', '/api/v1/set-up', bob)).statusCode).toBe(400);
    expect((await client.send('POST', '/api/v1/set-up', { ...bob, passkey })).statusCode).toBe(201);
    expect((await client.send('POST', '/api/v1/set-up', { ...bob, passkey })).statusCode).toBe(404);
    expect((await client.send('POST', '/api/v1/set-up/passkey', bob)).statusCode).toBe(404);
  });

  test('of somebody who lost their devices ends all that they signed in by before', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client: lost, id } = await signInPerson(server, office, { ...EVE });
    const again = async () => {
      const { setUp } = (await office.send('POST', `/api/v1/people/${id}/set-up`, {})).json();
      return { token: setUp.url.split('#')[1] as string, email: EVE.email };
    };
    const client = createStaffClient(server);
    const first = await again();
    const offer = await client.send('POST', '/api/v1/set-up/question', { token: first.token });
    expect(offer.json()).toMatchObject({ name: 'Eve', replaces: true });
    const old = passkeyFor(server);
    expect((await setUpByPasskey(client, old, first)).statusCode).toBe(201);
    expect((await lost.get('/api/v1/session')).statusCode).toBe(401);
    const password = { email: EVE.email, password: PASSWORD };
    expect((await client.send('POST', '/api/v1/session', password)).statusCode).toBe(401);

    const next = await again();
    expect((await signInByPasskey(createStaffClient(server), old)).statusCode).toBe(200);
    const body = { ...next, password: PASSWORD };
    expect((await createStaffClient(server).send('POST', '/api/v1/set-up', body)).statusCode).toBe(201);
    expect((await signInByPasskey(createStaffClient(server), old)).statusCode).toBe(401);
    expect((await client.get('/api/v1/session')).statusCode).toBe(401);
    expect((await createStaffClient(server).send('POST', '/api/v1/session', password)).statusCode).toBe(200);
  });

  test('takes no passkey that somebody else has', async () => {
    const server = await startTestServer();
    const { client: office, passkey } = await officeByPasskey(server);
    const person = { ...EVE, role: 'lead', branches: ['clayton'] };
    const { setUp } = (await office.send('POST', '/api/v1/people', person)).json();
    const who = { token: setUp.url.split('#')[1], email: EVE.email };
    const refused = await setUpByPasskey(createStaffClient(server), passkey, who);
    expect(refused.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/passkey' }] });
  });
});
