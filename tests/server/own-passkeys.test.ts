import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import type { CreateQuestion, PasskeyAdded, Passkeys, Signed, SignQuestion } from '../../shared/wire/passkeys.ts';
import { startMailServer } from '../support/mailing.ts';
import { addPasskey, officeByPasskey, passkeyFor, signInByPasskey } from '../support/passkey-client.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { passwordStep, signInByCode } from '../support/second-factor.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const OFFICE = 'office@practice.example';
const OWN = '/api/v1/account/passkeys';

async function passkeysOf(client: StaffClient) {
  return (await client.get(OWN)).json<Passkeys>().passkeys;
}

async function noted(server: TestServer, event: string) {
  const rows = await server.database.db
    .selectFrom('access_log')
    .select(['outcome', 'detail'])
    .where('event', '=', event)
    .orderBy('at')
    .orderBy(sql`ctid`)
    .execute();
  return rows.map(({ outcome, detail }) => [outcome, (detail as { readonly why?: string }).why]);
}

describe('the passkeys of an account', () => {
  test('are added, named, used and removed by their owner', async () => {
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const server = await startTestServer({ config: { logLevel: 'info' }, logStream });
    const client = await signInOffice(server);
    expect(await passkeysOf(client)).toEqual([]);
    const [phone, desk] = [passkeyFor(server), passkeyFor(server)];
    const added = await addPasskey(client, phone);
    expect(added.statusCode).toBe(201);
    expect(added.json<PasskeyAdded>().passkey).toMatchObject({ name: 'Passkey', isSynced: false, usedAt: null });
    server.clock.advance(1);
    expect((await addPasskey(client, desk)).json<PasskeyAdded>().passkey.name).toBe('Passkey 2');
    const [first, second] = await passkeysOf(client);
    const renamed = await client.send('PUT', `${OWN}/${first?.id}`, { name: ' My phone ' });
    expect(renamed.json()).toMatchObject({ id: first?.id, name: 'My phone' });
    for (const passkey of [phone, desk]) {
      expect((await signInByPasskey(createStaffClient(server), passkey)).statusCode).toBe(200);
    }
    expect((await client.send('DELETE', `${OWN}/${second?.id}`)).statusCode).toBe(204);
    expect((await signInByPasskey(createStaffClient(server), desk)).statusCode).toBe(401);
    expect((await passkeysOf(client)).map(({ name, usedAt }) => [name, usedAt !== null])).toEqual([['My phone', true]]);
    expect((await noted(server, 'way')).map(([outcome]) => outcome)).toEqual([
      'passkey-added',
      'passkey-added',
      'passkey-renamed',
      'passkey-removed',
    ]);
    const logged = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'way');
    expect(logged).toMatchObject([
      { outcome: 'added', address: '192.0.2.1' },
      { outcome: 'added', passkey: second?.id },
      { outcome: 'renamed', passkey: first?.id },
      { outcome: 'removed', passkey: second?.id },
    ]);
  });

  test('bring recovery codes with the first, to whoever has a password to type them with', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const codes = (await addPasskey(office, passkeyFor(server))).json<PasskeyAdded>().recoveryCodes ?? [];
    expect(new Set(codes).size).toBe(10);
    expect((await addPasskey(office, passkeyFor(server))).json<PasskeyAdded>().recoveryCodes).toBeNull();
    const client = createStaffClient(server);
    expect(await passwordStep(client, OFFICE)).toMatchObject({ ways: ['recovery'], passkey: true });
    expect((await signInByCode(client, OFFICE, 'recovery', codes[0] ?? '')).statusCode).toBe(200);
    for (const { id } of await passkeysOf(office)) await office.send('DELETE', `${OWN}/${id}`);
    const { ways } = (await office.get('/api/v1/account')).json<Account>();
    expect(ways).toEqual({ password: true, passkeys: 0, app: false, recoveryCodes: 0 });

    const other = await startTestServer();
    const more = await addPasskey((await officeByPasskey(other)).client, passkeyFor(other));
    expect(more.json<PasskeyAdded>().recoveryCodes).toBeNull();
  });

  test('let somebody work who came by a password alone', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const client = createStaffClient(server);
    await client.send('POST', '/api/v1/session', { email: OFFICE, password: PASSWORD });
    expect((await client.get('/api/v1/people')).statusCode).toBe(403);
    await addPasskey(client, passkeyFor(server));
    expect((await client.get('/api/v1/session')).json()).toMatchObject({ needs: null });
    expect((await client.get('/api/v1/people')).statusCode).toBe(200);
  });

  test('are asked of devices that have none of them, without a word of their maker', async () => {
    const server = await startTestServer();
    const { client, passkey } = await officeByPasskey(server);
    const { options } = (await client.send('POST', `${OWN}/question`, {})).json<CreateQuestion>();
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Example Fen Medical Practice' },
      user: { name: 'office@practice.example', displayName: 'Office Mo' },
      attestation: 'none',
      excludeCredentials: [{ id: passkey.id, type: 'public-key' }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const { people } = (await client.get('/api/v1/people')).json();
    const id = people[0].id.replaceAll('-', '');
    expect(Buffer.from(options.user.id, 'base64url').toString('hex')).toBe(id);
  });

  test('are not taken with the step of somebody else, twice, late, or made elsewhere', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client } = await signInPerson(server, office);
    const asked = (await office.send('POST', `${OWN}/question`, {})).json<CreateQuestion>();
    const answer = passkeyFor(server).create(asked.options);
    const body = { step: asked.step, answer };
    expect((await client.send('POST', OWN, body)).json()).toMatchObject({ code: 'bad-request' });
    expect((await office.send('POST', OWN, body)).statusCode).toBe(201);
    expect((await office.send('POST', OWN, body)).statusCode).toBe(400);
    // A passkey that is the office's cannot be somebody else's too.
    const again = (await client.send('POST', `${OWN}/question`, {})).json<CreateQuestion>();
    const taken = { ...passkeyFor(server).create(again.options), id: answer.id, rawId: answer.id };
    expect((await client.send('POST', OWN, { step: again.step, answer: taken })).statusCode).toBe(400);
    for (const more of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { checksOwner: false }]) {
      expect((await addPasskey(client, passkeyFor(server), more)).statusCode).toBe(400);
    }
    const late = (await client.send('POST', `${OWN}/question`, {})).json<CreateQuestion>();
    server.clock.advance(6 * MINUTE);
    const tooLate = { step: late.step, answer: passkeyFor(server).create(late.options) };
    expect((await client.send('POST', OWN, tooLate)).statusCode).toBe(400);
    expect(await passkeysOf(client)).toEqual([]);
  });

  test('cannot be taken away when nothing else is left to sign in by, or by somebody else', async () => {
    const server = await startTestServer();
    const { client } = await officeByPasskey(server);
    const [only] = await passkeysOf(client);
    const last = await client.send('DELETE', `${OWN}/${only?.id}`);
    expect(last.json()).toMatchObject({ status: 403, detail: expect.stringContaining('your only way to sign in') });
    const { client: asha } = await signInPerson(server, client);
    for (const answer of [
      await asha.send('DELETE', `${OWN}/${only?.id}`),
      await asha.send('PUT', `${OWN}/${only?.id}`, { name: 'Mine' }),
    ]) {
      expect(answer.statusCode).toBe(404);
    }
    await addPasskey(client, passkeyFor(server));
    const both = await passkeysOf(client);
    const answers = await Promise.all(both.map(({ id }) => client.send('DELETE', `${OWN}/${id}`)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 403]);
    expect(await passkeysOf(client)).toHaveLength(1);
  });

  test('that come or go are told their owner by mail', async () => {
    const mails = await startMailServer();
    const server = await startTestServer({ config: { mail: mails.settings() } });
    const client = await signInOffice(server);
    const { id } = (await addPasskey(client, passkeyFor(server))).json<PasskeyAdded>().passkey;
    await client.send('DELETE', `${OWN}/${id}`);
    await server.mailing.look();
    expect(mails.received.map(({ to }) => to)).toEqual([['office@practice.example'], ['office@practice.example']]);
    expect(mails.received.map(({ raw }) => /A passkey was (?:added|removed)/.exec(raw)?.[0]).toSorted()).toEqual([
      'A passkey was added',
      'A passkey was removed',
    ]);
  });

  test('are ten at most', async () => {
    const server = await startTestServer();
    const client = await signInOffice(server);
    for (let count = 0; count < 10; count += 1) {
      expect((await addPasskey(client, passkeyFor(server))).statusCode).toBe(201);
      server.clock.advance(MINUTE);
    }
    expect((await addPasskey(client, passkeyFor(server))).json()).toMatchObject({ code: 'bad-request' });
  });
});

describe('a proof by a passkey', () => {
  async function asked(client: StaffClient) {
    return (await client.send('POST', '/api/v1/account/proof/question', {})).json<SignQuestion>();
  }

  const prove = (client: StaffClient, step: string, answer: Signed) =>
    client.send('POST', '/api/v1/account/proof', { passkey: { step, answer } });

  test('lets somebody change their account who was signed in for a while, for a quarter of an hour', async () => {
    const server = await startTestServer();
    const { client, passkey } = await officeByPasskey(server);
    const [only] = await passkeysOf(client);
    const rename = () => client.send('PUT', `${OWN}/${only?.id}`, { name: 'Mine' });
    server.clock.advance(15 * MINUTE);
    for (const answer of [
      await rename(),
      await client.send('DELETE', `${OWN}/${only?.id}`),
      await client.send('POST', `${OWN}/question`, {}),
    ]) {
      expect(answer.json()).toMatchObject({ status: 403, code: 'prove-again' });
    }
    const { step, options } = await asked(client);
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([passkey.id]);
    expect((await prove(client, step, passkey.sign(options))).statusCode).toBe(204);
    expect((await rename()).statusCode).toBe(200);
    server.clock.advance(15 * MINUTE);
    expect((await rename()).statusCode).toBe(403);
  });

  test('is taken once for each question, from one of their own alone', async () => {
    const server = await startTestServer();
    const { client, passkey } = await officeByPasskey(server);
    const { client: asha } = await signInPerson(server, client);
    const other = passkeyFor(server);
    await addPasskey(asha, other);
    server.clock.advance(20 * MINUTE);
    const { step, options } = await asked(client);
    const both = { password: PASSWORD, passkey: { step, answer: passkey.sign(options) } };
    expect((await client.send('POST', '/api/v1/account/proof', both)).statusCode).toBe(400);
    const refused = [
      await prove(asha, step, passkey.sign(options)),
      await prove(client, step, other.sign(options)),
      await prove(client, step, passkey.sign(options, { origin: 'https://evil.example' })),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    expect((await prove(client, step, passkey.sign(options))).statusCode).toBe(204);
    expect((await prove(client, step, passkey.sign(options))).statusCode).toBe(403);
    expect((await noted(server, 'proof')).toSorted()).toEqual([
      ['not-proved', 'of-somebody-else'],
      ['not-proved', 'question-gone'],
      ['not-proved', 'question-gone'],
      ['not-proved', 'wrong-answer'],
      ['proved', undefined],
    ]);
  });

  test('is asked only of somebody who has a passkey', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    expect((await office.send('POST', '/api/v1/account/proof/question', {})).statusCode).toBe(404);
  });
});
