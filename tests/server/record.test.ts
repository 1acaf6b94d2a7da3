import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { noteAccess, noteRefusal } from '../../server/audit/note-access.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { RecordLine, RecordPage } from '../../shared/wire/record.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const RECORD = '/api/v1/access-record';
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';

async function linesOf(client: StaffClient, query = ''): Promise<readonly RecordLine[]> {
  const answer = await client.get(`${RECORD}?limit=200&${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<RecordPage>().lines;
}

const said = ({ who, what, address }: RecordLine) => `${who} · ${what} · ${address}`;

async function atWork() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  server.clock.advance(1_000);
  const asha = await signInPerson(server, office);
  server.clock.advance(1_000);
  return { server, office, asha };
}

async function count({ database }: TestServer, table: 'access_log' | 'refusal_count'): Promise<number> {
  const { n } = await database.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

test('an admin reads who did what, from where and by what device, newest first', async () => {
  const { server, office, asha } = await atWork();
  const headers = { 'user-agent': CHROME, 'idempotency-key': randomUUID(), 'if-match': '"0"' };
  const body = { it: { internet: 'down' } };
  const url = '/api/v1/branches/clayton/reports';
  const address = '198.51.100.9';
  expect((await office.send('POST', url, body, { headers, address })).statusCode).toBe(201);
  server.clock.advance(1_000);
  await createStaffClient(server, { address: '198.51.100.7' }).send('POST', '/api/v1/session', {
    email: 'nobody@practice.example',
    password: 'not that one',
  });
  const lines = await linesOf(office);
  expect(lines.map(said).slice(0, 2)).toEqual([
    'Somebody unknown · Tried to sign in. · 198.51.100.7',
    'Office Mo · Reported for Clayton Surgery on behalf of the branch. · 198.51.100.9',
  ]);
  expect(lines.slice(2).map(said)).toEqual(
    expect.arrayContaining([
      'Office Mo · Let Asha Lead in as lead of Clayton Surgery, with a link to hand over. · 192.0.2.1',
      'Asha Lead · Set up their account as lead of Clayton Surgery by password. · 192.0.2.1',
      'Office Mo · Set up their account as admin by password. · 192.0.2.1',
    ]),
  );
  expect(lines[1]).toMatchObject({ device: 'Chrome on Windows', kind: 'reports', refused: false });
  expect(lines[0]).toMatchObject({ kind: 'sign-ins', refused: true });
  expect((await linesOf(office, `person=${asha.id}`)).map(({ who }) => who)).toEqual(
    expect.arrayContaining(['Asha Lead', 'Office Mo']),
  );
});

test('the record is read by admins alone, is kept in no cache, and who downloads it stands in it', async () => {
  const { server, office, asha } = await atWork();
  const deputy = { name: 'Kim Desk', email: 'kim@practice.example', role: 'operations' as const, branches: [] };
  const { client: operations } = await signInPerson(server, office, deputy);
  for (const client of [asha.client, operations]) {
    expect((await client.get(RECORD)).statusCode).toBe(403);
    expect((await client.get(`${RECORD}/file.csv`)).statusCode).toBe(403);
  }
  const page = await office.get(RECORD);
  expect(page.headers['cache-control']).toBe('no-store');
  const file = await office.get(`${RECORD}/file.csv?outcome=refused`);
  expect(file.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="access-record.csv"',
  });
  const rows = file.body.trim().split('\r\n');
  // Without it a spreadsheet takes the file for one of another alphabet.
  expect(file.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(rows[0]).toBe('When,Who,What,Outcome,Address,Device');
  expect(rows.slice(1)).toHaveLength(4);
  expect(rows.slice(1).join()).toContain('Kim Desk');
  expect((await linesOf(office, 'kind=record')).map(said)).toEqual([
    'Office Mo · Downloaded the access record. · 192.0.2.1',
  ]);
});

test('pages follow each other without a gap or a repeat, also while the record grows, and notes of one moment keep their order', async () => {
  const { server, office } = await atWork();
  const { db } = server.database;
  const now = server.clock.now();
  const note = (n: number) => ({ event: 'sign-out', outcome: 'ended', actor: null, address: `192.0.2.${n}` }) as const;
  for (let n = 0; n < 23; n += 1) await noteAccess(db, note(n), now + Math.floor(n / 4));
  const found: string[] = [];
  let after = '';
  do {
    const page = (await office.get(`${RECORD}?limit=5&kind=sign-ins${after && `&after=${after}`}`)).json<RecordPage>();
    found.push(...page.lines.map(({ id }) => id));
    after = page.next ?? '';
    await noteAccess(db, note(99), now + 1_000);
  } while (after !== '');
  const notes = await db
    .selectFrom('access_log')
    .select('id')
    .where('event', '=', 'sign-out')
    .where('address', '<>', '192.0.2.99')
    .execute();
  expect(found).toHaveLength(23);
  expect(found.toSorted()).toEqual(notes.map(({ id }) => id).toSorted());
});

test('a day of the record is a day on the wall of the practice, and what is no day is told', async () => {
  const { server, office } = await atWork();
  const { db } = server.database;
  const note = (address: string) => ({ event: 'sign-out', outcome: 'ended', actor: null, address }) as const;
  // In summer midnight is an hour before midnight UTC.
  await noteAccess(db, note('before'), Date.parse('2020-07-01T22:59:59.999Z'));
  await noteAccess(db, note('first'), Date.parse('2020-07-01T23:00:00.000Z'));
  await noteAccess(db, note('last'), Date.parse('2020-07-02T22:59:59.999Z'));
  await noteAccess(db, note('after'), Date.parse('2020-07-02T23:00:00.000Z'));
  expect((await linesOf(office, 'day=2020-07-02')).map(({ address }) => address)).toEqual(['last', 'first']);
  const wrong = await office.get(`${RECORD}?day=2020-02-31`);
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json().faults).toEqual([{ path: '/day', message: 'must be a day, such as 2026-03-31.' }]);
  expect((await office.get(`${RECORD}?colour=red`)).statusCode).toBe(400);
});

test('whoever is refused what they ask for stands in the record: without the right, from a foreign page, with a false token', async () => {
  const { server, office, asha } = await atWork();
  const url = '/api/v1/people';
  const address = '203.0.113.5';
  await asha.client.send('POST', url, {}, { address });
  await office.send('POST', url, {}, { address, headers: { 'sec-fetch-site': 'cross-site' } });
  const stranger = createStaffClient(server, { address });
  await stranger.send('POST', '/api/v1/session', {}, { headers: { 'sec-fetch-site': 'cross-site' } });
  await stranger.send('POST', '/api/v1/beats', {}, { headers: { authorization: 'Bearer bb_false' } });
  // A page that asks who it is, is no refusal worth a note.
  await stranger.get('/api/v1/session');
  const found = await linesOf(office, 'kind=refusals');
  expect(found.map(said).toSorted()).toEqual(
    [
      'Asha Lead · Asked for “Make an account, and a link to set it up” without the right to. · 203.0.113.5',
      'Somebody unknown · Asked for “Make an account, and a link to set it up” by a page that is not ours. · 203.0.113.5',
      'Somebody unknown · Asked for “Sign in” by a page that is not ours. · 203.0.113.5',
      'Somebody unknown · Asked for “Beat: this branch still has its line” without a valid token or session. · 203.0.113.5',
    ].toSorted(),
  );
  expect(found.every(({ refused }) => refused)).toBe(true);
});

test('a flood of refusals is counted and does not fill the record', async () => {
  const { server, office } = await atWork();
  const { db } = server.database;
  const minute = Math.ceil(server.clock.now() / MINUTE) * MINUTE;
  const before = await count(server, 'access_log');
  const refusal = (address: string) => ({ event: 'refusal', outcome: 'not-signed-in', actor: null, address }) as const;
  for (let n = 0; n < 40; n += 1) await noteRefusal(db, refusal('203.0.113.5'), minute + n * 1_000);
  expect((await count(server, 'access_log')) - before).toBe(5);
  // Many networks, as a botnet has them.
  for (let n = 0; n < 300; n += 1)
    await noteRefusal(db, refusal(`198.51.${Math.floor(n / 100)}.${n % 100}`), minute + 50_000);
  expect((await count(server, 'access_log')) - before).toBe(60);
  expect(await count(server, 'refusal_count')).toBe(21);
  const counts = await db.selectFrom('refusal_count').select(['network', 'refusals']).execute();
  expect(counts.reduce((sum, { refusals }) => sum + refusals, 0)).toBe(340 - 60);
  expect(counts.find(({ network }) => network === '203.0.113.5')?.refusals).toBe(35);
  const lines = await linesOf(office, 'kind=refusals');
  expect(lines).toHaveLength(60 + 21);
  expect(lines.map(said)).toContain('Somebody unknown · 35 more requests were refused in this minute. · 203.0.113.5');
  expect(lines.some(({ address }) => address === 'Many addresses')).toBe(true);
  // The next minute begins anew.
  await noteRefusal(db, refusal('203.0.113.5'), minute + MINUTE);
  expect((await count(server, 'access_log')) - before).toBe(61);
});

test('a text that somebody typed makes no formula in the file', async () => {
  const { server, office } = await atWork();
  await signInPerson(server, office, { name: '=cmd|calc', email: 'evil@practice.example' });
  const { body } = await office.get(`${RECORD}/file.csv`);
  expect(body).not.toMatch(/(?:^|,)=cmd/m);
  expect(body).toContain("'=cmd|calc");
});
