import { expect, test } from 'vitest';
import { DAY, SECOND } from '../../shared/practice/instant.ts';
import type { RecordPage } from '../../shared/wire/record.ts';
import type { ApiTokens } from '../../shared/wire/tokens.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice, type StaffClient } from '../support/staff-client.ts';

const TOKENS = '/api/v1/tokens';
const OF_CLAYTON = { name: 'Phone system', role: 'lead', branches: ['clayton'], days: 1 } as const;
const OF_OFFICE = { name: 'Export', role: 'operations', branches: [], days: null } as const;

const listed = async (office: StaffClient) => (await office.get(TOKENS)).json<ApiTokens>().tokens;

test('the office sees every API token that works, what it may do and until when, and never the token itself', async () => {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const secret = await server.token(OF_CLAYTON);
  server.clock.advance(SECOND);
  await server.token(OF_OFFICE);
  expect(await listed(office)).toMatchObject([
    { name: 'Export', role: 'operations', branches: [], expiresAt: null },
    { name: 'Phone system', role: 'lead', branches: ['clayton'], expiresAt: '2020-01-01T09:00:00.000Z' },
  ]);
  expect((await office.get(TOKENS)).body).not.toContain(secret);
  server.clock.advance(DAY);
  const authorization = `Bearer ${await server.token(OF_OFFICE)}`;
  const later = await fetch(`${server.origin}${TOKENS}`, { headers: { authorization } });
  expect(((await later.json()) as ApiTokens).tokens.map(({ name }) => name)).toEqual(['Export', 'Export']);
});

test('a token that is revoked is refused at once, its socket ends within 5 s, and the record says who did it', async () => {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const authorization = `Bearer ${await server.token(OF_CLAYTON)}`;
  const ask = async () => (await fetch(`${server.origin}/api/v1/staff/board`, { headers: { authorization } })).status;
  expect(await ask()).toBe(200);
  const socket = await connectLiveClient(`${server.origin.replace('http', 'ws')}/live/staff`, {
    headers: { authorization },
  });
  await socket.next();
  const [token] = await listed(office);
  expect((await office.send('DELETE', `${TOKENS}/${token?.id}`)).statusCode).toBe(204);
  expect(await ask()).toBe(401);
  server.clock.advance(5 * SECOND);
  expect(await socket.closed).toBe(4001);
  expect(await listed(office)).toEqual([]);
  expect((await office.send('DELETE', `${TOKENS}/${token?.id}`)).json()).toMatchObject({ code: 'not-found' });
  const { lines } = (await office.get('/api/v1/access-record')).json<RecordPage>();
  expect(lines).toContainEqual(
    expect.objectContaining({ who: 'Office Mo', what: 'Ended the API token Phone system.' }),
  );
});
