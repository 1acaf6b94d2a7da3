import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { exportPractice } from '../../server/export/export-practice.ts';
import { readTables } from '../../server/export/export.queries.ts';
import { LEFT_BEHIND } from '../../server/export/left-behind.ts';
import { sealJournal } from '../../server/journal/seal.ts';
import { readFactsAfter, readHead } from '../../server/journal/read.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { importFile, linesOf, writeLines } from '../support/export.ts';
import { append, openDatabase, openJournal, TEST_KEY } from '../support/journal.ts';
import { newDatabase, startTestServer } from '../support/running-server.ts';
import { AT, aReport, ONE_OF_EACH } from '../support/sample-facts.ts';

/** A practice with facts of every kind, a token and a person, and an export of it. */
async function exportedPractice(notes = 5) {
  const { database } = await openJournal();
  const { db } = database;
  await append(database, ...ONE_OF_EACH);
  await append(
    database,
    ...Array.from({ length: notes }, (_, n) => aReport({ at: AT + n, note: `Note "${n}" – é\n` })),
  );
  await issueToken(db, { role: 'lead', branches: ['clayton'], days: null, name: 'Asha' }, AT);
  await sql`
    insert into person (id, name, email, role, branches, created_at, updated_at)
    select id, 'Sam', 'sam@example.org', 'lead', '{clayton}', now(), now() from actor where name = 'Asha'`.execute(db);
  await sql`
    insert into session (id, person, token_hash, created_at, seen_at, expires_at, way, is_kept, proved_at)
    select gen_random_uuid(), id, 'x', now(), now(), now(), 'password', true, now() from person`.execute(db);
  await db.updateTable('free_text').set({ body: null }).where('body', '=', 'Engineer called at 9am.').execute();
  const file = join(await createDataFolder(), 'practice.jsonl.gz');
  const exported = await exportPractice(db, { file, key: TEST_KEY, now: AT });
  return { database, file, exported };
}

async function emptyDatabase(): Promise<DatabaseHandle> {
  return (await openJournal()).database;
}

/** Every row of every table that travels. */
async function contentOf({ db }: DatabaseHandle): Promise<Record<string, readonly unknown[]>> {
  const content: Record<string, readonly unknown[]> = {};
  const tables = await db.transaction().execute(readTables);
  for (const { table } of tables) {
    if (table in LEFT_BEHIND) continue;
    content[table] = (await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows;
  }
  return content;
}

describe('an export', () => {
  test('put into an empty database is the same practice, in a new epoch, with nobody signed in', async () => {
    // More than are read or written at a time.
    const { database, file, exported } = await exportedPractice(1_500);
    const other = await emptyDatabase();
    const imported = await importFile(other.db, file);
    expect(await contentOf(other)).toEqual(await contentOf(database));
    const facts = ONE_OF_EACH.length + 1_500;
    expect(exported.rows).toMatchObject({ fact: facts, actor: 3, api_token: 1, person: 1 });
    expect(imported).toMatchObject({ seq: facts, rows: exported.rows });
    expect(await readHead(other.db)).toEqual({ epoch: imported.epoch, seq: facts });
    expect(imported.epoch).not.toBe((await readHead(database.db)).epoch);
    expect(await verifyJournal(other.db, TEST_KEY)).toMatchObject({ whole: true, seq: facts });
    expect(await other.db.selectFrom('session').selectAll().execute()).toEqual([]);
    // It goes on where it was.
    expect(await append(other, aReport())).toMatchObject([{ seq: facts + 1 }]);
    expect(await verifyJournal(other.db, TEST_KEY)).toMatchObject({ whole: true, seq: facts + 1 });
  });

  test('of a version without automatic checks leaves the board able to speak by them', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    await database.db.deleteFrom('actor').where('id', '=', AUTOMATIC_CHECKS).execute();
    const file = join(await createDataFolder(), 'practice.jsonl.gz');
    await exportPractice(database.db, { file, key: TEST_KEY, now: AT });
    const other = await emptyDatabase();
    await importFile(other.db, file);
    const byRule = ONE_OF_EACH.filter(({ actor }) => actor === AUTOMATIC_CHECKS);
    expect(await append(other, ...byRule)).toMatchObject([{ seq: 2, actorName: 'Automatic checks' }, { seq: 3 }]);
  });

  test('is for the eyes of one user, and there whole or not at all', async () => {
    const { database, file } = await exportedPractice();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const folder = await createDataFolder();
    const given = exportPractice(database.db, {
      file: join(folder, 'x.gz'),
      key: TEST_KEY,
      now: AT,
      givenUp: () => true,
    });
    await expect(given).rejects.toThrow('given up');
    expect(await readdir(folder)).toEqual([]);
  });

  test('holds what stood at one moment, whoever writes meanwhile', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const file = join(await createDataFolder(), 'practice.jsonl.gz');
    let writing: Promise<unknown> | null = null;
    await exportPractice(database.db, {
      file,
      key: TEST_KEY,
      now: AT,
      givenUp() {
        writing ??= append(database, aReport(), aReport());
        return false;
      },
    });
    await writing;
    const other = await emptyDatabase();
    expect(await importFile(other.db, file)).toMatchObject({ seq: 1 });
  });

  test('knows every table of the database: each travels, or is left behind for a reason', async () => {
    const { db } = await emptyDatabase();
    const tables = (await db.transaction().execute(readTables)).map(({ table }) => table);
    const travels = `
      access_log actor announcement api_token authenticator_app credential display fact follower
      follower_told free_text idempotency passkey person recovery_code refusal_count last_heard sender_token telling`;
    expect(tables.toSorted()).toEqual([...travels.trim().split(/\s+/), ...Object.keys(LEFT_BEHIND)].toSorted());
    // What a sequence gives out would be given out twice after an import.
    const { rows } = await sql`select sequencename from pg_sequences where schemaname = 'public'`.execute(db);
    expect(rows).toEqual([]);
  });
});

describe('an import changes nothing', () => {
  test.each<[string, (file: string) => Promise<void>, string]>([
    ['when the file was cut', async (file) => truncate(file, (await stat(file)).size - 20), 'it was cut off'],
    [
      'when its last lines are missing',
      async (file) => writeFile(file, gzipSync(`${(await linesOf(file)).slice(0, -2).join('\n')}\n`)),
      'it was cut off: its end is missing',
    ],
    [
      'when a row is missing',
      async (file) => {
        const lines = await linesOf(file);
        const first = lines.findIndex((line) => line.startsWith('{"table":"fact"')) + 1;
        await writeFile(file, gzipSync(`${lines.toSpliced(first, 1).join('\n')}\n`));
      },
      'it does not hold the rows of fact that it was made with',
    ],
    [
      'when a row is another',
      async (file) => {
        const lines = (await linesOf(file)).map((line) => line.replace('"offSick": 4', '"offSick": 1'));
        await writeFile(file, gzipSync(`${lines.join('\n')}\n`));
      },
      'it is not as it was written',
    ],
    [
      'when a bit is wrong',
      async (file) => {
        const bytes = await readFile(file);
        bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500);
        await writeFile(file, bytes);
      },
      'it is',
    ],
    ['when it is another file', async (file) => writeFile(file, 'slug,name\n'), 'it is damaged, or not an export'],
    [
      'when it is another compressed file',
      async (file) => writeFile(file, gzipSync('{"a":1}\n')),
      'it is not an export',
    ],
    [
      'when it is of a newer format',
      async (file) =>
        writeLines(
          file,
          (await linesOf(file)).map((line) => line.replace('"format":1', '"format":2')),
        ),
      'it was made by a newer version',
    ],
  ])('%s', async (_case, spoil, reason) => {
    const { file } = await exportedPractice();
    await spoil(file);
    const other = await emptyDatabase();
    const before = await readHead(other.db);
    const importing = importFile(other.db, file);
    await expect(importing).rejects.toThrow(`${file}: ${reason}`);
    await expect(importing).rejects.toThrow(/Nothing was changed\.$/);
    expect(await readHead(other.db)).toEqual(before);
    expect(await readFactsAfter(other.db, 0, 10)).toEqual([]);
  });

  test.each<[string, (lines: readonly string[]) => string[], string]>([
    [
      'when a fact in it was tampered with, and names it',
      (lines) => lines.map((line) => line.replace('"offSick": 4', '"offSick": 1')),
      'The journal in the file is not whole from fact 3 on: it is not what was written',
    ],
    [
      'when its header tells of another key',
      (lines) => lines.map((line) => line.replace(/"journalKey":"./, '"journalKey":"X')),
      'The journal in the file is not whole from fact 1 on',
    ],
    [
      'when it holds what this version does not know',
      (lines) => lines.map((line) => line.replace('"columns":["seq",', '"columns":["mood","seq",')),
      'The file holds the column fact.mood, which this version does not know',
    ],
    [
      'when the database refuses a row',
      (lines) => lines.map((line) => line.replace('"role":"lead"', '"role":"king"')),
      'violates check constraint',
    ],
  ])('%s', async (_case, change, reason) => {
    const { file } = await exportedPractice();
    const lines = await linesOf(file);
    const changed = change(lines);
    expect(changed).not.toEqual(lines);
    await writeLines(file, changed);
    const other = await emptyDatabase();
    const before = await readHead(other.db);
    await expect(importFile(other.db, file)).rejects.toThrow(reason);
    expect(await readHead(other.db)).toEqual(before);
    expect(await readFactsAfter(other.db, 0, 10)).toEqual([]);
    await sealJournal(other.db, TEST_KEY);
    expect(await importFile(other.db, (await exportedPractice()).file)).toMatchObject({ seq: expect.any(Number) });
  });

  test('in a database that holds a practice', async () => {
    const { file, database } = await exportedPractice();
    const before = await contentOf(database);
    await expect(importFile(database.db, file, { replaceSample: true })).rejects.toThrow('holds a practice already');
    expect(await contentOf(database)).toEqual(before);
  });

  test('when its key cannot be put in place, or the commit fails: the key is then put back', async () => {
    const { file } = await exportedPractice();
    const other = await emptyDatabase();
    const installKey = () => Promise.reject(new Error('JOURNAL_KEY is another'));
    await expect(importFile(other.db, file, { installKey })).rejects.toThrow('JOURNAL_KEY is another');
    expect(await readHead(other.db)).toMatchObject({ seq: 0 });

    await sql`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$`.execute(
      other.db,
    );
    await sql`
      create constraint trigger late after insert on actor deferrable initially deferred
      for each row execute function refuse()`.execute(other.db);
    const said: string[] = [];
    const undone = importFile(other.db, file, {
      async installKey() {
        said.push('installed');
        return async () => void said.push('undone');
      },
    });
    await expect(undone).rejects.toThrow('no commit');
    expect(said).toEqual(['installed', 'undone']);
    expect(await readHead(other.db)).toMatchObject({ seq: 0 });
  });
});

describe('the sample practice of a first start', () => {
  test('is replaced when that is said', async () => {
    const { file, exported } = await exportedPractice();
    const connectionString = await newDatabase(onTestFinished);
    await startTestServer({ connectionString });
    // As the command does it: the server itself may take nothing out.
    const database = openDatabase(connectionString);
    await expect(importFile(database.db, file)).rejects.toThrow('holds the sample practice: say --replace-sample');
    expect(await importFile(database.db, file, { replaceSample: true })).toMatchObject({ rows: exported.rows });
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true });
  });

  test('is one no longer once somebody has spoken', async () => {
    const { file } = await exportedPractice();
    const { database, append: say } = await startTestServer();
    await say(aReport());
    await expect(importFile(database.db, file, { replaceSample: true })).rejects.toThrow('holds a practice already');
  });
});
