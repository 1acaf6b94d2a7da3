import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exportPractice } from '../../server/export/export-practice.ts';
import { installJournalKey } from '../../server/journal/open-journal-key.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { importFile } from '../support/export.ts';
import { type FollowingPage, openFollowingPage } from '../support/following-page.ts';
import { openDatabase, openJournal, TEST_KEY } from '../support/journal.ts';
import { TEST_KEY_SECRET } from '../support/journal-key.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { processesOf } from '../support/postgres-processes.ts';
import { postReport } from '../support/post-report.ts';
import { runCommand } from '../support/run-command.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { startServerProcess } from '../support/server-process.ts';

interface Pages {
  readonly patient: FollowingPage<PublicBoard>;
  readonly staff: FollowingPage<StaffBoard>;
}

/** Opens pages, or lets those that were open come back with what they know. */
async function openPages({ origin }: TestServer, token: string, before?: Pages): Promise<Pages> {
  const headers = { authorization: `Bearer ${token}` };
  const query = (page?: FollowingPage<PublicBoard> | FollowingPage<StaffBoard>) => {
    const board = page?.board();
    return board ? `?epoch=${board.epoch}&seq=${board.seq}&edge=${encodeURIComponent(String(board.edge))}` : '';
  };
  const patient = await openFollowingPage(`${origin}/live${query(before?.patient)}`, {}, before?.patient.follower);
  onTestFinished(patient.close);
  const staffUrl = `${origin}/live/staff${query(before?.staff)}`;
  const staff = await openFollowingPage(staffUrl, { headers }, before?.staff.follower);
  onTestFinished(staff.close);
  return { patient, staff };
}

/** Of a stop that was planned. */
const GOODBYE = 'leave at a bye';

/** Both pages show what the server shows, to the byte. */
async function expectConverged({ patient, staff }: Pages, { board }: TestServer): Promise<void> {
  await Promise.all([patient.came(), staff.came()]);
  expect(JSON.stringify(patient.board())).toBe(board.publicStream.published().json());
  expect(JSON.stringify(staff.board())).toBe(board.staffStream.published().json());
  const faults = [...patient.faults, ...staff.faults];
  expect(faults.filter((fault) => fault !== GOODBYE)).toEqual([]);
}

const WITHOUT_EPOCH = /"epoch":"[^"]+"/;

describe('the restore drill', () => {
  test('the database and its folder are lost: open pages come to show what the export held', async () => {
    const dataDir = await createDataFolder();
    const key = join(dataDir, 'keys', 'journal.key');
    await mkdir(dirname(key));
    await writeFile(key, TEST_KEY_SECRET);
    const { connectionString, drop } = await createTestDatabase();
    const first = await startTestServer({ connectionString, config: { dataDir, journalKey: null } });
    const token = await first.token();
    await first.ordinaryMorning();
    const pages = await openPages(first, token);
    const down = {
      it: { internet: 'down' },
      message: 'Our line is down. Please come in.',
      note: 'Engineer called.',
    } as const;
    expect((await first.post(token, 'clayton', down)).status).toBe(201);
    await first.settle();
    await expectConverged(pages, first);
    const before = first.board.publicStream.published().json();

    const file = join(await createDataFolder(), 'practice.jsonl.gz');
    await exportPractice(first.database.db, { file, key: TEST_KEY, now: first.clock.now() });
    // What was said since is lost with the database.
    expect((await first.post(token, 'yaxham', { access: 'closed' })).status).toBe(201);
    await first.settle();
    await expectConverged(pages, first);
    const epoch = first.board.epoch();
    await first.stop();
    await drop();
    await rm(dataDir, { recursive: true });

    const fresh = await openJournal();
    const newFolder = await createDataFolder();
    const config = { dataDir: newFolder, journalKey: null };
    await importFile(fresh.database.db, file, { installKey: (given) => installJournalKey(config, given) });
    const port = Number(new URL(first.origin).port);
    const at = first.clock.now();
    const second = await startTestServer({ ...fresh, at, config: { ...config, port } });
    expect(second.origin).toBe(first.origin);
    expect(await verifyJournal(second.database.db, TEST_KEY)).toMatchObject({ whole: true });
    expect(second.board.epoch()).not.toBe(epoch);

    const returned = await openPages(second, token, pages);
    await expectConverged(returned, second);
    const after = second.board.publicStream.published().json();
    expect(after.replace(WITHOUT_EPOCH, '')).toBe(before.replace(WITHOUT_EPOCH, ''));

    // Life goes on, for pages that were open all along.
    expect((await second.post(token, 'clayton', { it: { internet: 'working' } })).status).toBe(201);
    await second.settle();
    await expectConverged(returned, second);
    expect(await verifyJournal(second.database.db, TEST_KEY)).toMatchObject({ whole: true });
  });

  test('the database is set back behind a running server: the epoch changes, and open pages follow', async () => {
    const server = await startTestServer();
    const token = await server.token();
    await server.ordinaryMorning();
    const pages = await openPages(server, token);
    const { seq } = server.board.board();
    const before = server.board.publicStream.published().json();
    await server.say('clayton', { it: { internet: 'down' } });
    await server.say('yaxham', { access: 'closed' });
    await expectConverged(pages, server);
    const epoch = server.board.epoch();

    const { db } = openDatabase(server.connectionString);
    await sql`alter table fact disable trigger user`.execute(db);
    await sql`delete from fact where seq > ${seq}`.execute(db);
    await sql`
      update journal_head set seq = ${seq}, hash = (select hash from fact where seq = ${seq})`.execute(db);
    await server.settle();
    expect(server.board.epoch()).not.toBe(epoch);
    await expectConverged(pages, server);
    expect(server.board.publicStream.published().json().replace(WITHOUT_EPOCH, '')).toBe(
      before.replace(WITHOUT_EPOCH, ''),
    );
    await server.say('clayton', { access: 'phone-only' });
    await expectConverged(pages, server);
  });
});

test('by hand: export, lose everything, import, check, start', async () => {
  const lost = { DATA_DIR: await createDataFolder() };
  const file = join(await createDataFolder(), 'practice.jsonl.gz');
  const first = await startServerProcess(lost);
  const token = (await runCommand(lost, 'token', '--role', 'operations')).output.trim();
  expect((await postReport(first.origin, { token, body: { it: { internet: 'down' } } })).status).toBe(201);
  const exported = await runCommand(lost, 'export', file);
  expect(exported).toMatchObject({ code: 0, errors: '' });
  expect(exported.output).toMatch(/practice\.jsonl\.gz: 20 facts and \d+ other rows\.\n$/);
  expect(await runCommand(lost, 'export', file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is there already'),
  });
  const whole = await runCommand(lost, 'verify-journal');
  expect(whole).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^The journal is whole: 20 facts, compared with \d/),
  });
  await first.kill();

  const fresh = { DATA_DIR: await createDataFolder() };
  const imported = await runCommand(fresh, 'import', file);
  expect(imported).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Imported 20 facts, as they were at .*whole\./),
  });
  expect(await runCommand(fresh, 'import', file)).toMatchObject({
    code: 1,
    errors: 'This database holds a practice already (20 facts): import into an empty one.\n',
  });
  expect((await runCommand(fresh, 'verify-journal')).output).toMatch(/^The journal is whole: 20 facts/);
  expect(processesOf(join(fresh.DATA_DIR, 'cluster'))).toEqual([]);
  const second = await startServerProcess(fresh);
  expect(second.said.output).not.toContain('sample branches');
  expect((await postReport(second.origin, { token, body: { it: { internet: 'working' } }, seen: 20 })).status).toBe(
    201,
  );
  const elsewhere = { DATA_DIR: fresh.DATA_DIR, JOURNAL_KEY: 'another-key-than-the-one-of-this-practice' };
  expect(await runCommand(elsewhere, 'verify-journal')).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The journal is not whole: The journal is sealed with another key/),
  });
}, 90_000);
