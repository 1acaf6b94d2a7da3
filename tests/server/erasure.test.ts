import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadBoard } from '../../server/board/load-board.ts';
import { exportPractice } from '../../server/export/export-practice.ts';
import { saveCheckpoint } from '../../server/journal/checkpoint.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import { BOARD_VERSION, EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { Timeline } from '../../shared/wire/timeline.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { linesOf } from '../support/export.ts';
import { openDatabase, TEST_KEY } from '../support/journal.ts';
import { readFactsAfter } from '../../server/journal/read.ts';
import { routeTable } from '../support/route-table.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';
import { until } from '../support/until.ts';

const WORDS = 'Xylophone Zugzwang has the flu';
const REASON = 'Somebody was named.';

/** A practice that keeps a copy, whose second server reads the same journal. */
async function atWork() {
  const staticCopyDir = await createDataFolder(onTestFinished);
  const server = await startTestServer({ config: { staticCopyDir }, writesPerMinute: 1_000 });
  const admin = await signInOffice(server);
  const other = await startTestServer({ connectionString: server.connectionString });
  await server.ordinaryMorning();
  const seen = async () => {
    for (const one of [server, other]) {
      await one.refresh();
      one.clock.advance(SECOND);
    }
  };
  return { server, other, admin, staticCopyDir, seen };
}

async function report(server: TestServer, client: StaffClient, body: object, slug = 'clayton'): Promise<number> {
  const seen = server.board.board().branches[slug]?.personSeq ?? 0;
  const headers = { 'idempotency-key': randomUUID(), 'if-match': `"${seen}"` };
  const answer = await client.send('POST', `/api/v1/branches/${slug}/reports`, body, { headers });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<{ seq: number }>().seq;
}

const keyed = () => ({ headers: { 'idempotency-key': randomUUID() } });

function erase(client: StaffClient, seq: number, fields: readonly string[], reason = REASON) {
  return client.send('POST', `/api/v1/facts/${seq}/erasures`, { fields, reason });
}

/** Tables that hold these bytes somewhere. */
async function tablesWith(server: TestServer, words: string): Promise<readonly string[]> {
  const { db } = openDatabase(server.connectionString);
  const { rows } = await sql<{ readonly name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await sql`
      select from ${sql.table(name)} as dumped where position(${words} in dumped::text) > 0
        or position(${Buffer.from(words).toString('hex')} in dumped::text) > 0 limit 1`.execute(db);
    if (hits.length > 0) found.push(name);
  }
  return found.toSorted();
}

/** All that anybody may read, without the files of the pages. */
async function publicText(server: TestServer): Promise<string> {
  const table = await routeTable(server);
  const open = table.filter(({ method, access, url }) => method === 'GET' && access === 'public' && !url.includes('*'));
  const incident = String(server.board.board().incidents.at(-1)?.id ?? 1);
  const paths = open.map(({ url }) => url.replace('incidents/:id', `incidents/${incident}`).replace(/:\w+/, 'clayton'));
  const answers = await Promise.all([...new Set(paths)].map((path) => server.app.inject({ method: 'GET', url: path })));
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(12);
  return answers.map(({ body }) => body).join('\n');
}

async function staffText(client: StaffClient, slug = 'clayton'): Promise<string> {
  const places = ['/api/v1/staff/board', `/api/v1/branches/${slug}/timeline`, '/api/v1/access-record'];
  return (await Promise.all(places.map((path) => client.get(path)))).map(({ body }) => body).join('\n');
}

async function exportText(server: TestServer): Promise<string> {
  const file = join(await createDataFolder(onTestFinished), 'practice.jsonl.gz');
  const { verdict } = await exportPractice(server.database.db, { file, key: TEST_KEY, now: server.clock.now() });
  expect(verdict.whole).toBe(true);
  return (await linesOf(file)).join('\n');
}

async function copyText(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  // One that is being written has another name in a moment.
  const read = files.map((file) => readFile(join(file.parentPath, file.name), 'utf8').catch(() => ''));
  return (await Promise.all(read)).join('\n');
}

/** The board in memory is the one that a start reads from the journal. */
async function expectSameBoard(server: TestServer): Promise<void> {
  const facts = await readFactsAfter(server.database.db, 0, 100_000);
  expect(server.board.board()).toEqual(foldFacts(EMPTY_BOARD, facts));
}

describe('a text that was typed wrongly', () => {
  test('is erased of everything: pages, lists, files, what was kept, and the memory of every server', async () => {
    const { server, other, admin, staticCopyDir, seen } = await atWork();
    const before = await report(server, admin, { message: 'The car park is closed.' });
    await seen();
    const seq = await report(server, admin, { message: WORDS, note: `Note: ${WORDS}`, access: 'open' });
    await seen();
    const board = server.board.board();
    await saveCheckpoint(server.database.db, {
      epoch: server.board.epoch(),
      seq: board.seq,
      version: BOARD_VERSION,
      board,
    });
    const copyHas = async () => {
      server.clock.advance(SECOND);
      return (await copyText(staticCopyDir)).includes(WORDS);
    };
    await until('the copy has it', copyHas);
    expect(await tablesWith(server, WORDS)).toEqual(['checkpoint', 'free_text']);
    for (const one of [server, other]) expect(await publicText(one)).toContain(WORDS);

    const erased = await erase(admin, seq, ['message', 'note']);
    expect([erased.statusCode, erased.json().incident]).toEqual([201, null]);
    await seen();
    expect(await tablesWith(server, WORDS)).toEqual([]);
    for (const one of [server, other]) {
      expect(await publicText(one)).not.toContain(WORDS);
      await expectSameBoard(one);
    }
    expect(await staffText(admin)).not.toContain(WORDS);
    expect(await exportText(server)).not.toContain(WORDS);
    await until('the copy has it no more', async () => !(await copyHas()));
    expect(await verifyJournal(server.database.db, TEST_KEY)).toMatchObject({ whole: true });
    // What was said beside it stands, and an older message does not come back.
    const timeline = (await admin.get('/api/v1/branches/clayton/timeline')).json<Timeline>();
    expect(timeline.facts.find((fact) => fact.seq === seq)?.sentence).toBe(
      'Doors open. Message to patients: [text erased on 31 December 2019 by Office Mo]. Note: [text erased on 31 December 2019 by Office Mo].',
    );
    expect(timeline.facts[0]).toMatchObject({
      kind: 'erasure',
      by: 'Office Mo',
      sentence: 'Erased: message to patients and note for staff. Why: Somebody was named.',
      texts: ['reason'],
    });
    expect(timeline.facts.find((fact) => fact.seq === before)?.texts).toEqual(['message']);
    expect((await publicText(server)).includes('The car park is closed.')).toBe(false);
  });

  test('comes back by no board that a server had in its memory when it was erased', async () => {
    const { server, admin, seen } = await atWork();
    const seq = await report(server, admin, { message: WORDS });
    await seen();
    const board = server.board.board();
    await erase(admin, seq, ['message']);
    await saveCheckpoint(server.database.db, {
      epoch: server.board.epoch(),
      seq: board.seq,
      version: BOARD_VERSION,
      board,
    });
    expect(await tablesWith(server, WORDS)).toEqual([]);
    const loaded = await loadBoard(server.database.db, server.clock);
    expect(JSON.stringify(loaded.board)).not.toContain(WORDS);
  });

  test.each([
    ['title', { title: WORDS }],
    ['public', { public: WORDS }],
    ['staff', { staff: WORDS }],
  ] as const)('is erased of an incident: %s', async (field, said) => {
    const { server, admin, seen } = await atWork();
    const plain = {
      title: 'Phones are down',
      severity: 'major',
      branches: ['clayton'],
      services: ['phones'],
      shown: true,
    };
    const declared = await admin.send('POST', '/api/v1/incidents', { ...plain, ...said }, keyed());
    const { seq, incident } = declared.json<{ seq: number; incident: number }>();
    await admin.send('POST', `/api/v1/incidents/${incident}/escalations`, { to: 'icb', reference: WORDS }, keyed());
    await seen();
    expect(await staffText(admin)).toContain(WORDS);
    const before = server.board.board().publicSeq;
    expect((await erase(admin, seq, [field])).statusCode).toBe(201);
    expect((await erase(admin, seq + 1, ['reference'])).statusCode).toBe(201);
    await seen();
    expect(await tablesWith(server, WORDS)).toEqual([]);
    expect(`${await publicText(server)}${await staffText(admin)}`).not.toContain(WORDS);
    expect(server.board.board().publicSeq).toBeGreaterThanOrEqual(before);
    await expectSameBoard(server);
  });

  test('is erased of the notice and of alert states', async () => {
    const { server, admin, seen } = await atWork();
    const end = new Date(server.clock.now() + 3_600 * SECOND).toISOString();
    const held = { control: 'hold', reason: WORDS, until: end };
    const notice = (await admin.send('PUT', '/api/v1/notice', held, keyed())).json<{ seq: number }>().seq;
    const says = { branch: 'clayton', state: 'RED', reason: WORDS };
    const alert = (await admin.send('PUT', '/api/v1/alert', says, keyed())).json<{ seq: number }>().seq;
    await seen();
    for (const seq of [notice, alert]) expect((await erase(admin, seq, ['reason'])).statusCode).toBe(201);
    await seen();
    expect(await tablesWith(server, WORDS)).toEqual([]);
    expect(await staffText(admin)).not.toContain(WORDS);
    await expectSameBoard(server);
  });

  test('is erased once, where it was typed, by an admin who proved who they are', async () => {
    const { server, admin, seen } = await atWork();
    const deputy = { name: 'Kim Desk', email: 'kim@practice.example', role: 'operations' as const, branches: [] };
    const { client: operations } = await signInPerson(server, admin, deputy);
    const seq = await report(server, admin, { note: WORDS });
    await seen();
    expect((await erase(operations, seq, ['note'])).statusCode).toBe(403);
    expect((await erase(admin, seq, ['message'])).json().faults).toEqual([
      { path: '/fields/0', message: 'is not typed in this, or is erased already.' },
    ]);
    expect((await erase(admin, seq, ['note', 'note'])).json().faults).toEqual([
      { path: '/fields/1', message: 'is named twice.' },
    ]);
    expect((await erase(admin, seq, ['note'], '   ')).statusCode).toBe(400);
    expect((await erase(admin, 999_999, ['note'])).statusCode).toBe(404);
    expect(await tablesWith(server, WORDS)).toEqual(['free_text']);
    server.clock.advance(20 * 60 * SECOND);
    expect((await erase(admin, seq, ['note'])).json().code).toBe('prove-again');
    expect((await admin.send('POST', '/api/v1/account/proof', { password: PASSWORD })).statusCode).toBe(204);
    expect((await erase(admin, seq, ['note'])).statusCode).toBe(201);
    expect((await erase(admin, seq, ['note'])).statusCode).toBe(400);
    const { rows } = await sql`select from fact where kind = 'erasure'`.execute(server.database.db);
    expect(rows).toHaveLength(1);
  });
});

describe('the name of somebody who left', () => {
  test('is erased of everything, and what they reported stays', async () => {
    const { server, other, admin, seen } = await atWork();
    const { client, id } = await signInPerson(server, admin, { name: WORDS });
    await report(server, client, { it: { internet: 'down' } });
    await seen();
    const nameErasure = () => admin.send('POST', `/api/v1/names/${id}/erasures`, { reason: 'They asked for it.' });
    expect((await nameErasure()).json().code).toBe('already-done');
    await admin.send('DELETE', `/api/v1/people/${id}`);
    expect(await tablesWith(server, WORDS)).toEqual(['actor']);
    expect(await staffText(admin)).toContain(WORDS);
    expect((await nameErasure()).statusCode).toBe(201);
    await seen();
    expect(await tablesWith(server, WORDS)).toEqual([]);
    for (const one of [server, other]) {
      expect(JSON.stringify(one.board.board())).not.toContain(WORDS);
      await expectSameBoard(one);
    }
    const staff = (await admin.get('/api/v1/staff/board')).json<StaffBoard>();
    expect(staff.branches.find(({ slug }) => slug === 'clayton')?.state).toBe('degraded');
    expect(`${await staffText(admin)}${await exportText(server)}`).not.toContain(WORDS);
    expect(await verifyJournal(server.database.db, TEST_KEY)).toMatchObject({ whole: true, renamed: 0 });
    expect((await nameErasure()).statusCode).toBe(404);
  });
});

describe('what the server is connected as', () => {
  test.each([
    ['empty a text', sql`update free_text set body = null`],
    ['change a text', sql`update free_text set body = 'x'`],
    ['delete a text', sql`delete from free_text`],
    ['change a name', sql`update actor set name = 'x' where kind = 'person'`],
    ['erase a name', sql`update actor set name = null where kind = 'person'`],
  ])('may not %s but by the fact that says so', async (_what, statement) => {
    const { server, admin } = await atWork();
    await report(server, admin, { note: WORDS });
    await expect(statement.execute(server.database.db)).rejects.toThrow(/permission denied/);
    expect(await tablesWith(server, WORDS)).toEqual(['free_text']);
  });

  test('and not even the owner changes a name', async () => {
    const { server } = await atWork();
    const { db } = openDatabase(server.connectionString);
    await expect(sql`update actor set name = 'x' where kind = 'person'`.execute(db)).rejects.toThrow(/can be erased/);
  });
});
