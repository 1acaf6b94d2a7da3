import { describe, expect, test } from 'vitest';
import { DAY, HOUR, SECOND } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { connectLiveClient, type LiveClient, refusedUpgrade } from '../support/live-client.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { addApp, signInByCode } from '../support/second-factor.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';
import { until } from '../support/until.ts';

const ASHA = 'asha@practice.example';
const STAYS_LEAD = { role: 'lead', branches: ['clayton'] } as const;

function staffUrl({ origin }: TestServer): string {
  return `${origin.replace('http', 'ws')}/live/staff`;
}

/** A staff page that is open in the browser of somebody who is signed in. */
async function watch(server: TestServer, client: StaffClient): Promise<LiveClient> {
  const origin = `http://localhost:${new URL(server.origin).port}`;
  const socket = await connectLiveClient(staffUrl(server), { headers: { cookie: client.cookie(), origin } });
  await socket.next();
  return socket;
}

/** A second place where the lead is signed in. A password alone is enough to see who else is, and to end that. */
async function elsewhere(server: TestServer): Promise<StaffClient> {
  const phone = createStaffClient(server);
  await phone.send('POST', '/api/v1/session', { email: ASHA, password: PASSWORD });
  return phone;
}

interface Case {
  readonly server: TestServer;
  readonly office: StaffClient;
  readonly client: StaffClient;
  readonly id: string;
}

function change({ office, id }: Case, body: object) {
  return office.send('PUT', `/api/v1/people/${id}`, { leaving: null, ...body });
}

type Ends = (now: Case) => Promise<{ readonly statusCode: number }>;

/** What ends what somebody has open. */
const ENDS: readonly (readonly [string, Ends])[] = [
  ['signs out', ({ client }) => client.send('DELETE', '/api/v1/session')],
  ['gets another branch', (now) => change(now, { role: 'lead', branches: ['yaxham'] })],
  ['gets one more branch', (now) => change(now, { role: 'lead', branches: ['clayton', 'yaxham'] })],
  ['gets a higher role', (now) => change(now, { role: 'operations', branches: [] })],
  ['gets a lower role', (now) => change(now, { role: 'read-only', branches: [] })],
  ['leaves', (now) => change(now, { ...STAYS_LEAD, leaving: new Date(now.server.clock.now() + SECOND).toISOString() })],
  ['is removed', ({ office, id }) => office.send('DELETE', `/api/v1/people/${id}`)],
  [
    'signs out everywhere else',
    async ({ server }) => (await elsewhere(server)).send('DELETE', '/api/v1/account/sessions'),
  ],
  [
    'signs out there, from another place',
    async ({ server }) => {
      const phone = await elsewhere(server);
      const other = (await phone.get('/api/v1/account')).json<Account>().sessions.find(({ current }) => !current);
      return phone.send('DELETE', `/api/v1/account/sessions/${other?.id}`);
    },
  ],
  [
    'changes their password, in another place',
    async ({ server, client }) => {
      const { app } = await addApp(client, server);
      // A code counts once.
      server.clock.advance(31 * SECOND);
      const phone = createStaffClient(server);
      await signInByCode(phone, ASHA, 'app', app.codeAt(server.clock.now()));
      return phone.send('PUT', '/api/v1/account/password', { password: 'another kettle orbit' });
    },
  ],
  [
    'sets up anew, because they lost what they sign in by',
    async ({ server, office, id }) => {
      const again = (await office.send('POST', `/api/v1/people/${id}/set-up`, {})).json<Invitation>();
      const token = again.setUp?.url.split('#')[1];
      const body = { token, name: 'Asha Lead', email: ASHA, password: 'another kettle orbit' };
      return createStaffClient(server).send('POST', '/api/v1/set-up', body);
    },
  ],
];

describe('a socket of somebody who is signed in', () => {
  test.each(ENDS)('ends within 5 s when that person %s, and no other does', async (_case, end) => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client, id } = await signInPerson(server, office);
    const [socket, other] = [await watch(server, client), await watch(server, office)];
    const answer = await end({ server, office, client, id });
    expect(answer.statusCode).toBeLessThan(300);
    server.clock.advance(5 * SECOND);
    expect(await socket.closed).toBe(4001);
    expect(other.socket.readyState).toBe(other.socket.OPEN);
    const options = { headers: { cookie: client.cookie(), origin: 'http://localhost:1' } };
    expect((await refusedUpgrade(staffUrl(server), options)).status).toBeGreaterThanOrEqual(401);
    other.socket.close();
    await other.closed;
  });

  test.each<[string, number, (server: TestServer) => Promise<StaffClient>]>([
    ['operations has asked for nothing for an hour', HOUR, signInOffice],
    [
      'a lead’s 30 days are over',
      30 * DAY,
      async (server) => (await signInPerson(server, await signInOffice(server))).client,
    ],
  ])('ends when %s', async (_case, lasts, signIn) => {
    const server = await startTestServer();
    const { socket, closed } = await watch(server, await signIn(server));
    server.clock.advance(lasts);
    // A check that began in that time may be under way; the next one begins when it has ended.
    await until('the socket has ended', () => {
      server.clock.advance(5 * SECOND);
      return socket.readyState === socket.CLOSED;
    });
    expect(await closed).toBe(4001);
  });

  test.each([
    ['without an origin', undefined],
    ['for a page of another site', 'https://evil.example'],
  ])('is refused before the upgrade %s', async (_case, origin) => {
    const server = await startTestServer();
    const headers = { cookie: (await signInOffice(server)).cookie(), ...(origin && { origin }) };
    expect((await refusedUpgrade(staffUrl(server), { headers })).status).toBe(403);
  });
});

describe('a lead whose branch was taken away', () => {
  test('loses the very next write, before any socket is looked at, and nothing of it is stored', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { client, id } = await signInPerson(server, office);
    const socket = await watch(server, client);
    const report = () => {
      const headers = { 'idempotency-key': crypto.randomUUID(), 'if-match': '"0"' };
      const body = { it: { internet: 'down' }, madeSecondsAgo: 30 };
      return client.send('POST', '/api/v1/branches/clayton/reports', body, { headers });
    };
    const stored = () => server.database.db.selectFrom('fact').select('seq').where('actor', '=', id).execute();
    expect((await report()).statusCode).toBe(201);
    await office.send('PUT', `/api/v1/people/${id}`, { role: 'lead', branches: ['yaxham'], leaving: null });
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect((await report()).statusCode).toBe(401);
    expect((await client.get('/api/v1/branches/clayton/timeline')).statusCode).toBe(401);
    expect(await stored()).toHaveLength(1);
    server.clock.advance(5 * SECOND);
    expect(await socket.closed).toBe(4001);
  });
});
