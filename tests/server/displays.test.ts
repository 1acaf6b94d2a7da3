import { describe, expect, onTestFinished, test } from 'vitest';
import { withExportLock } from '../../server/export/nightly.queries.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Displays, Pairing } from '../../shared/wire/displays.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { addApp, signInByCode } from '../support/second-factor.ts';
import { until } from '../support/until.ts';
import { createStaffClient, signInOffice, type StaffClient } from '../support/staff-client.ts';

async function askForCode(client: StaffClient): Promise<Pairing> {
  const answer = await client.send('POST', '/api/v1/displays/pairings', {});
  expect(answer.statusCode).toBe(201);
  return answer.json<Pairing>();
}

const claim = (client: StaffClient, { secret }: Pairing) =>
  client.send('POST', '/api/v1/displays/pairings/claim', { secret });

async function pair(server: TestServer, office: StaffClient, more: object = {}) {
  const wallboard = createStaffClient(server, { address: '192.0.2.9' });
  const pairing = await askForCode(wallboard);
  const paired = await office.send('POST', '/api/v1/displays', { code: pairing.code, name: 'Reception', ...more });
  expect(paired.statusCode).toBe(201);
  expect((await claim(wallboard, pairing)).statusCode).toBe(201);
  return { wallboard, pairing, id: paired.json().id as string };
}

describe('a wallboard', () => {
  test('is given a code while the nightly export is being made', async () => {
    const server = await startTestServer();
    const wallboard = createStaffClient(server);
    const asked = await withExportLock(server.database.db, () =>
      wallboard.send('POST', '/api/v1/displays/pairings', {}),
    );
    expect(asked?.statusCode).toBe(201);
  });

  test('shows a code, waits, and is let in by operations', async () => {
    const server = await startTestServer({ config: { publicOrigin: 'https://board.example' } });
    const office = await signInOffice(server);
    const { recoveryCodes } = await addApp(office, server);
    const wallboard = createStaffClient(server, { address: '192.0.2.9' });
    const pairing = await askForCode(wallboard);
    expect(pairing.code).toMatch(/^[ACDEFGHJKMNPQRTWXY34679]{4}-[ACDEFGHJKMNPQRTWXY34679]{2}$/);
    expect(pairing.expiresAt).toBe(new Date(server.clock.now() + 10 * MINUTE).toISOString());
    const waiting = await claim(wallboard, pairing);
    expect(waiting.statusCode).toBe(202);
    expect(waiting.headers['set-cookie']).toBeUndefined();
    expect((await wallboard.get('/api/v1/staff/board')).statusCode).toBe(401);

    const typed = ` ${pairing.code.replace('-', ' ').toLowerCase()} `;
    const paired = await office.send('POST', '/api/v1/displays', { code: typed, name: 'Reception' });
    expect(paired.json()).toMatchObject({ name: 'Reception', lastSeenAt: null, address: '192.0.2.9' });
    const claimed = await claim(wallboard, pairing);
    expect(claimed.statusCode).toBe(201);
    expect(claimed.json()).toEqual({
      id: expect.any(String),
      name: 'Reception',
      role: 'display',
      branches: [],
      expiresAt: null,
      needs: null,
    });
    expect(claimed.headers['set-cookie']).toMatch(
      /^__Host-branchboard-display=bb_[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await wallboard.get('/api/v1/staff/board')).statusCode).toBe(200);
    expect((await wallboard.get('/api/v1/session')).json()).toEqual(claimed.json());

    server.clock.advance(30 * 24 * HOUR);
    await wallboard.get('/api/v1/staff/board');
    await signInByCode(office, 'office@practice.example', 'recovery', recoveryCodes[0] ?? '');
    const { displays } = (await office.get('/api/v1/displays')).json<Displays>();
    expect(displays).toEqual([
      {
        id: paired.json().id,
        name: 'Reception',
        pairedAt: paired.json().pairedAt,
        lastSeenAt: new Date(server.clock.now()).toISOString(),
        address: '192.0.2.9',
        waitingRoomOf: null,
      },
    ]);
  });

  test('that did not get its answer asks again, and the credential before is void', async () => {
    const server = await startTestServer();
    const { wallboard, pairing } = await pair(server, await signInOffice(server));
    const lost = wallboard.cookie();
    expect((await claim(wallboard, pairing)).statusCode).toBe(201);
    expect((await wallboard.get('/api/v1/session')).statusCode).toBe(200);
    const before = await server.app.inject({ url: '/api/v1/session', headers: { cookie: lost } });
    expect(before.statusCode).toBe(401);
    server.clock.advance(10 * MINUTE);
    expect((await claim(wallboard, pairing)).statusCode).toBe(404);
    expect((await wallboard.get('/api/v1/session')).statusCode).toBe(200);
  });

  test('only looks on', async () => {
    const server = await startTestServer();
    const { wallboard, id } = await pair(server, await signInOffice(server));
    const answers = [
      await wallboard.send('POST', '/api/v1/branches/clayton/reports', { it: { internet: 'down' } }),
      await wallboard.get('/api/v1/branches/clayton/timeline'),
      await wallboard.get('/api/v1/people'),
      await wallboard.get('/api/v1/displays'),
      await wallboard.send('DELETE', `/api/v1/displays/${id}`),
      await wallboard.send('DELETE', '/api/v1/session'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  test('that is revoked loses its socket within 5 s, and is nobody from then on', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { wallboard, id } = await pair(server, office);
    const origin = `http://localhost:${new URL(server.origin).port}`;
    const url = `${server.origin.replace('http', 'ws')}/live/staff`;
    const socket = await connectLiveClient(url, { headers: { cookie: wallboard.cookie(), origin } });
    await socket.next();
    const paired = server.clock.now();
    await until('the wallboard, which only listens, is seen', async () => {
      server.clock.advance(MINUTE);
      const { displays } = (await office.get('/api/v1/displays')).json<Displays>();
      return Date.parse(displays[0]?.lastSeenAt ?? '') > paired;
    });
    expect((await office.send('DELETE', `/api/v1/displays/${id}`)).statusCode).toBe(204);
    server.clock.advance(5 * SECOND);
    expect(await socket.closed).toBe(4001);
    expect((await wallboard.get('/api/v1/staff/board')).statusCode).toBe(401);
    expect((await office.send('DELETE', `/api/v1/displays/${id}`)).statusCode).toBe(404);
  });
});

describe('the screen of a waiting room', () => {
  const roomOf = async (server: TestServer, office: StaffClient) => {
    const { wallboard: screen, id } = await pair(server, office, { waitingRoomOf: 'clayton' });
    return { screen, id };
  };

  test('is given the page of its surgery at one address, and may read nothing that is for staff', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const before = createStaffClient(server);
    expect((await before.get('/waiting-room')).body).toContain('Connect this waiting room screen');
    const { screen, id } = await roomOf(server, office);
    expect((await screen.get('/waiting-room')).body).toContain('Clayton Surgery');
    const told = await screen.get('/api/v1/screen');
    expect(told.json()).toEqual({ build: (await screen.get('/api/v1/screen/build')).json().build, surgery: 'clayton' });
    expect(told.headers['set-cookie']).toContain('branchboard-display=bb_');
    for (const path of ['/api/v1/staff/board', '/api/v1/staff/watch', '/api/v1/session', '/live/staff']) {
      expect((await screen.get(path)).statusCode, path).toBe(403);
    }
    expect((await office.get('/api/v1/displays')).json<Displays>().displays).toMatchObject([
      { id, name: 'Reception', waitingRoomOf: 'clayton', address: '192.0.2.9' },
    ]);
  });

  test('is pointed at another surgery, and shows that from then on', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { screen, id } = await roomOf(server, office);
    const moved = await office.send('PUT', `/api/v1/displays/${id}`, { waitingRoomOf: 'yaxham' });
    expect(moved.json()).toMatchObject({ id, waitingRoomOf: 'yaxham' });
    expect((await screen.get('/api/v1/screen')).json()).toMatchObject({ surgery: 'yaxham' });
    expect((await screen.get('/waiting-room')).body).toContain('Yaxham Surgery');
    const nowhere = await office.send('PUT', `/api/v1/displays/${id}`, { waitingRoomOf: 'nowhere' });
    expect(nowhere.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/waitingRoomOf' }] });
    expect((await screen.get('/api/v1/screen')).json()).toMatchObject({ surgery: 'yaxham' });
  });

  test('whose surgery is gone from the board says so, and waits to be pointed elsewhere', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { screen } = await roomOf(server, office);
    const { branches } = (await office.get('/api/v1/staff/practice')).json();
    const seq = branches.find(({ slug }: { slug: string }) => slug === 'clayton').seq;
    const gone = await office.send('DELETE', '/api/v1/branches/clayton', undefined, {
      headers: { 'if-match': `"${seq}"` },
    });
    expect(gone.statusCode).toBe(200);
    await server.settle();
    await server.refresh();
    const { statusCode, body } = await screen.get('/waiting-room');
    expect([statusCode, body.includes('This screen has no surgery to show')]).toEqual([200, true]);
  });

  test('that is revoked shows a new code', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { screen, id } = await roomOf(server, office);
    expect((await office.send('DELETE', `/api/v1/displays/${id}`)).statusCode).toBe(204);
    expect((await screen.get('/api/v1/screen')).statusCode).toBe(401);
    expect((await screen.get('/waiting-room')).body).toContain('Connect this waiting room screen');
  });

  test('that comes while the database is away is asked to wait, and not to be let in again', async () => {
    const { connectionString, drop } = await createTestDatabase();
    onTestFinished(drop);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    const server = await startTestServer({ connectionString: link.connectionString });
    const { screen } = await roomOf(server, await signInOffice(server));
    link.cut();
    const { statusCode, body } = await screen.get('/waiting-room');
    expect([statusCode, body.includes('Asking for a code')]).toEqual([200, true]);
    // By this the page knows that nobody can tell: it waits before it asks for a code.
    expect((await screen.get('/api/v1/screen')).statusCode).toBe(503);
  });

  test('never becomes a wallboard, nor a wallboard the screen of a waiting room', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { wallboard, id } = await pair(server, office);
    const answer = await office.send('PUT', `/api/v1/displays/${id}`, { waitingRoomOf: 'clayton' });
    expect(answer.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/waitingRoomOf' }] });
    expect((await wallboard.get('/api/v1/screen')).statusCode).toBe(403);
    const unknown = await askForCode(createStaffClient(server));
    const nowhere = { code: unknown.code, name: 'Hall', waitingRoomOf: 'nowhere' };
    expect((await office.send('POST', '/api/v1/displays', nowhere)).statusCode).toBe(400);
  });
});

describe('a code', () => {
  test('that is wrong, used or older than 10 minutes lets nobody in', async () => {
    const server = await startTestServer();
    const office = await signInOffice(server);
    const { pairing } = await pair(server, office);
    const old = await askForCode(createStaffClient(server));
    server.clock.advance(10 * MINUTE);
    for (const code of [pairing.code, old.code, 'ZZZZ-ZZ', '-']) {
      const answer = await office.send('POST', '/api/v1/displays', { code, name: 'Hall' });
      expect(answer.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/code' }] });
    }
    expect((await office.get('/api/v1/displays')).json<Displays>().displays).toHaveLength(1);
  });

  test('is not given to one network without end, and others still get theirs', async () => {
    const server = await startTestServer();
    const greedy = createStaffClient(server, { address: '198.51.100.1' });
    for (let asked = 0; asked < 50; asked += 1) await askForCode(greedy);
    expect((await greedy.send('POST', '/api/v1/displays/pairings', {})).statusCode).toBe(503);
    await askForCode(createStaffClient(server, { address: '198.51.100.2' }));
    server.clock.advance(10 * MINUTE);
    await askForCode(greedy);
    expect(await server.database.db.selectFrom('display_pairing').selectAll().execute()).toHaveLength(1);
  });
});
