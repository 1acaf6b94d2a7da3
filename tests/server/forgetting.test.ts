import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { noteAccess, noteRefusal } from '../../server/audit/note-access.ts';
import { readRecordPage } from '../../server/audit/read-record.ts';
import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

async function note({ database }: TestServer, event: 'sign-in' | 'person', address: string, at: Instant) {
  await noteAccess(database.db, { event, outcome: 'changed', actor: null, address, detail: {} }, at);
}

async function addresses({ database }: TestServer): Promise<readonly (string | null)[]> {
  const rows = await database.db.selectFrom('access_log').select('address').where('actor', 'is', null).execute();
  return rows.map(({ address }) => address).toSorted();
}

async function forgotten({ database }: TestServer) {
  return database.db.selectFrom('access_log').select('detail').where('outcome', '=', 'forgotten').execute();
}

test('what is older than it is kept leaves the record once a day, by one instance, and the record says how much went', async () => {
  const server = await startTestServer();
  const other = await startTestServer({ connectionString: server.connectionString });
  const { db } = server.database;
  await note(server, 'sign-in', 'two years ago', NINE - 731 * DAY);
  await note(server, 'sign-in', 'not two years ago', NINE - 729 * DAY);
  await note(server, 'person', 'rights, two years ago', NINE - 731 * DAY);
  await note(server, 'person', 'rights, seven years ago', NINE - 7 * 366 * DAY);
  for (let n = 0; n < 7; n += 1) {
    await noteRefusal(
      db,
      { event: 'refusal', outcome: 'not-allowed', actor: null, address: 'refused' },
      NINE - 731 * DAY,
    );
  }
  for (const one of [server, other]) one.clock.advance(HOUR);
  await until('it went', async () => (await addresses(server)).length === 2);
  expect(await addresses(server)).toEqual(['not two years ago', 'rights, two years ago']);
  expect(await db.selectFrom('refusal_count').selectAll().execute()).toEqual([]);
  for (const one of [server, other]) one.clock.advance(3 * HOUR);
  // 2 of the lines, 5 refusals that were kept one by one and the count of the others.
  expect((await forgotten(server)).map(({ detail }) => detail)).toEqual([{ lines: 8, days: 730 }]);
  const names = { zone: () => 'Europe/London', branchName: (slug: string) => slug };
  const { lines } = await readRecordPage({ db, ...names }, { kind: 'record' }, server.clock.now());
  expect(lines.map(({ who, what }) => `${who}: ${what}`)).toEqual([
    'Whoever runs the server: Let 8 lines go that were older than 730 days.',
  ]);
  await note(server, 'sign-in', 'older by now', NINE - 730 * DAY + 10 * HOUR);
  for (const one of [server, other]) one.clock.advance(DAY);
  await until('the next day that went', async () => !(await addresses(server)).includes('older by now'));
  expect(await forgotten(server)).toHaveLength(2);
});

test('how long it is kept is a setting', async () => {
  const server = await startTestServer({ config: { accessLogDays: 180 } });
  await note(server, 'sign-in', 'half a year ago', NINE - 181 * DAY);
  await note(server, 'sign-in', 'later', NINE - 179 * DAY);
  server.clock.advance(HOUR);
  await until('it went', async () => (await addresses(server)).length === 1);
  expect(await addresses(server)).toEqual(['later']);
});

test('what the server is connected as lets nothing go that is newer than half a year, whatever time it says it is', async () => {
  const server = await startTestServer();
  const { db } = server.database;
  await note(server, 'sign-in', 'today', Date.now());
  await note(server, 'sign-in', 'a while ago', Date.now() - 170 * DAY);
  await sql`select forget_access('2100-01-01', 180, 1000)`.execute(db);
  await expect(sql`select forget_access(now(), 179, 1000)`.execute(db)).rejects.toThrow(/less than 180 days/);
  await expect(sql`delete from access_log`.execute(db)).rejects.toThrow(/permission denied/);
  expect(await addresses(server)).toEqual(['a while ago', 'today']);
});
