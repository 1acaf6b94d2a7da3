import { describe, expect, test } from 'vitest';
import type { Session } from '../../shared/wire/session.ts';
import { type Known, type OpenidService, startOpenidService } from '../support/openid-service.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const ORIGIN = 'http://localhost:8080';
const BEGIN = '/api/v1/session/provider';
const ANSWER = `${BEGIN}/answer`;
const ASHA: Known = { subject: 'asha-of-nhsmail', email: 'Asha@practice.example', checked: true };

async function practice(config: { readonly trustsEmail?: boolean } = {}) {
  const service = await startOpenidService(ORIGIN + ANSWER);
  const { issuer, clientId, clientSecret } = service;
  const provider = { issuer, clientId, clientSecret, name: 'NHSmail', trustsEmail: config.trustsEmail ?? false };
  const server = await startTestServer({ config: { publicOrigin: ORIGIN, provider } });
  const office = await signInOffice(server);
  return { server, service, office };
}

/** Invites somebody, who does not use the link. */
async function invite(office: StaffClient, more: object = {}): Promise<void> {
  const lead = { name: 'Asha Lead', email: 'asha@practice.example', role: 'lead', branches: ['clayton'], ...more };
  expect((await office.send('POST', '/api/v1/people', lead)).statusCode).toBe(201);
}

const pathOf = (url: string) => url.slice(ORIGIN.length);

/** Goes through the other service as `who`, and gives where the browser ends up. */
async function signIn(server: TestServer, service: OpenidService, who: Known, from = BEGIN) {
  service.signIn(who);
  const client = createStaffClient(server, { address: '198.51.100.9' });
  const begun = await client.get(from);
  const answer = await service.follow(String(begun.headers.location));
  const back = await client.get(pathOf(answer));
  return { client, begun, answer, back, place: back.headers.location };
}

describe('whoever was invited', () => {
  test('signs in by the address that the other service has checked, and later by who they are there', async () => {
    const { server, service, office } = await practice();
    await invite(office);
    const { client, begun, back, place } = await signIn(server, service, ASHA);
    expect(begun.headers.location).toMatch(/code_challenge_method=S256/);
    expect(back.statusCode).toBe(303);
    expect(place).toBe('/lead');
    expect((await client.get('/api/v1/session')).json<Session>()).toMatchObject({ name: 'Asha Lead', role: 'lead' });
    // Their address may change there, and belong to somebody else here.
    const married = await signIn(server, service, { ...ASHA, email: 'asha.new@practice.example' });
    expect(married.place).toBe('/lead');
    expect((await married.client.get('/api/v1/session')).json()).toMatchObject({ name: 'Asha Lead' });
    const { people } = (await office.get('/api/v1/people')).json();
    expect(people.find(({ name }: { name: string }) => name === 'Asha Lead').state).toBe('active');
  });

  test('comes back to the page that they were sent from, and to no other site', async () => {
    const { server, service, office } = await practice();
    await invite(office);
    const there = await signIn(server, service, ASHA, `${BEGIN}?place=%2Faccount`);
    expect(there.place).toBe('/account');
    const astray = await signIn(server, service, ASHA, `${BEGIN}?place=https%3A%2F%2Fevil.example`);
    expect(astray.place).toBe('/lead');
  });

  test('is in the record, with what they came by', async () => {
    const { server, service, office } = await practice();
    await invite(office);
    await signIn(server, service, ASHA);
    const notes = await server.database.db.selectFrom('access_log').select(['event', 'outcome', 'detail']).execute();
    expect(notes).toEqual(
      expect.arrayContaining([
        { event: 'way', outcome: 'added', detail: { way: 'provider', issuer: service.issuer } },
        { event: 'sign-in', outcome: 'signed-in', detail: { way: 'provider' } },
      ]),
    );
  });
});

describe('is sent back to sign in', () => {
  test('who was not invited, and no account is made for them', async () => {
    const { server, service } = await practice();
    const { place, client } = await signIn(server, service, ASHA);
    expect(place).toBe('/sign-in?fault=unknown');
    expect((await client.get('/api/v1/session')).statusCode).toBe(401);
    expect(await server.database.db.selectFrom('person').selectAll().execute()).toHaveLength(1);
  });

  test.each([
    ['did not check', false],
    ['says nothing of having checked', undefined],
  ])('whose address the other service %s', async (_what, checked) => {
    const { server, service, office } = await practice();
    await invite(office);
    expect((await signIn(server, service, { ...ASHA, checked })).place).toBe('/sign-in?fault=unknown');
  });

  test('who has another subject there than the one who came before with this address', async () => {
    const { server, service, office } = await practice();
    await invite(office);
    await signIn(server, service, ASHA);
    expect((await signIn(server, service, { ...ASHA, subject: 'somebody-else' })).place).toBe('/sign-in?fault=unknown');
  });

  test('who has left', async () => {
    const { server, service, office } = await practice();
    const { id } = await signInPerson(server, office);
    await signIn(server, service, ASHA);
    const leaving = new Date(server.clock.now() + 1_000).toISOString();
    await office.send('PUT', `/api/v1/people/${id}`, { role: 'lead', branches: ['clayton'], leaving });
    server.clock.advance(2_000);
    expect((await signIn(server, service, ASHA)).place).toBe('/sign-in?fault=unknown');
  });

  test('whoever brings an answer to another browser, or brings it twice', async () => {
    const { server, service, office } = await practice();
    await invite(office);
    service.signIn(ASHA);
    const victim = createStaffClient(server);
    const attacker = createStaffClient(server);
    const begun = await attacker.get(BEGIN);
    const answer = pathOf(await service.follow(String(begun.headers.location)));
    // Without a step of its own, and with one that asked for something else.
    expect((await victim.get(answer)).headers.location).toBe('/sign-in?fault=failed');
    await victim.get(BEGIN);
    expect((await victim.get(answer)).headers.location).toBe('/sign-in?fault=failed');
    expect((await victim.get('/api/v1/session')).statusCode).toBe(401);
    const cookie = attacker.cookie();
    expect((await attacker.get(answer)).headers.location).toBe('/lead');
    const again = await server.app.inject({ url: answer, headers: { cookie } });
    expect(again.headers.location).toBe('/sign-in?fault=failed');
  });

  test('while the other service cannot be reached', async () => {
    const provider = {
      issuer: 'http://127.0.0.1:9',
      clientId: 'x',
      clientSecret: 'y',
      name: 'NHSmail',
      trustsEmail: false,
    };
    const server = await startTestServer({ config: { publicOrigin: ORIGIN, provider } });
    expect((await createStaffClient(server).get(BEGIN)).headers.location).toBe('/sign-in?fault=away');
  });
});

test('a practice may trust the addresses of its own service', async () => {
  const { server, service, office } = await practice({ trustsEmail: true });
  await invite(office);
  expect((await signIn(server, service, { ...ASHA, checked: undefined })).place).toBe('/lead');
});

test('the page that people sign in on learns whether there is another service', async () => {
  const { server } = await practice();
  expect((await createStaffClient(server).get('/api/v1/session/ways')).json()).toEqual({
    provider: { name: 'NHSmail' },
    mail: false,
  });
  const plain = await startTestServer();
  expect((await createStaffClient(plain).get('/api/v1/session/ways')).json()).toEqual({ provider: null, mail: false });
  expect((await createStaffClient(plain).get(BEGIN)).statusCode).toBe(404);
});
