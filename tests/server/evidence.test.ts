import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { createJournalKey } from '../../server/journal/journal-key.ts';
import { openJournalKey } from '../../server/journal/open-journal-key.ts';
import { addAnchor, anchorsFile, readAnchor, readAnchors, trimAnchors } from '../../server/journal/anchors.ts';
import { canonicalJson } from '../../server/journal/canonical-json.ts';
import { readHead } from '../../server/journal/read.ts';
import { sealJournal } from '../../server/journal/seal.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { append, openJournal, TEST_KEY } from '../support/journal.ts';
import { TEST_KEY_SECRET } from '../support/journal-key.ts';
import { NINE, startTestServer } from '../support/running-server.ts';
import { AT, aReport, ONE_OF_EACH } from '../support/sample-facts.ts';

const OTHER_KEY = createJournalKey('another-key-that-seals-nothing-real-either');

/** A journal of one fact of every kind, three times over. */
async function writtenJournal(): Promise<DatabaseHandle> {
  const { database } = await openJournal();
  for (let n = 0; n < 3; n += 1) await append(database, ...ONE_OF_EACH);
  return database;
}

const LAST = ONE_OF_EACH.length * 3;

/** As somebody with all rights to the database, and not the key. */
async function tamper({ db }: DatabaseHandle, ...statements: readonly RawBuilder<unknown>[]): Promise<void> {
  await sql`alter table fact disable trigger user`.execute(db);
  await sql`alter table free_text disable trigger user`.execute(db);
  for (const statement of statements) await statement.execute(db);
}

const setHead = (seq: number) =>
  sql`update journal_head set seq = ${seq}, hash = (select hash from fact where seq = ${seq})`;

describe('the evidence of a journal', () => {
  test('holds for facts of every kind, however they were appended, and names the last', async () => {
    const { db } = await writtenJournal();
    const { epoch } = await readHead(db);
    const { hash } = await db.selectFrom('fact').select('hash').where('seq', '=', LAST).executeTakeFirstOrThrow();
    const verdict = { whole: true, epoch, seq: LAST, hash: hash?.toString('hex'), renamed: 0 };
    expect(await verifyJournal(db, TEST_KEY)).toEqual(verdict);
  });

  test('holds for an empty journal', async () => {
    const { database } = await openJournal();
    await sealJournal(database.db, TEST_KEY);
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq: 0, hash: '' });
  });

  test('still holds when texts and a name were erased', async () => {
    const database = await writtenJournal();
    await database.db.updateTable('free_text').set({ body: null }).execute();
    await sql`update actor set name = null`.execute(database.db);
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq: LAST });
  });

  test('tells that somebody who spoke has another name now, which is no fault', async () => {
    const database = await writtenJournal();
    await sql`alter table actor disable trigger user`.execute(database.db);
    await sql`update actor set name = 'Somebody else' where id = ${SYSTEM_ACTOR}`.execute(database.db);
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, renamed: 1 });
  });

  test.each<[string, readonly RawBuilder<unknown>[], number, string]>([
    ['a changed time', [sql`update fact set at = at + interval '1 minute' where seq = 7`], 7, 'not what was written'],
    [
      'a changed payload',
      [sql`update fact set payload = jsonb_set(payload, '{gps,offSick}', '0') where seq = 3`],
      3,
      'not what was written',
    ],
    [
      'a changed fact with the digests of another',
      [sql`update fact set branch = 'orton', hash = (select hash from fact where seq = 4) where seq = 5`],
      5,
      'not what was written',
    ],
    ['a fact taken out', [sql`delete from fact where seq = 9`], 9, 'missing'],
    [
      'a fact taken out and the others moved up',
      [
        sql`delete from fact where seq = 9`,
        sql`update fact set seq = seq + 1000 where seq > 9`,
        sql`update fact set seq = seq - 1001 where seq > 1000`,
        setHead(LAST - 1),
      ],
      9,
      'not what was written',
    ],
    ['a fact without evidence', [sql`update fact set hash = null where seq = 5`], 5, 'no evidence'],
    [
      'a changed text',
      [sql`update free_text set body = 'Nothing to see.' where body = 'Engineer called at 9am.'`],
      3,
      'text "note"',
    ],
    ['a tail cut off', [sql`delete from fact where seq > 30`], 31, 'the journal ends at fact 30, and its head says 39'],
    ['a fact after the head', [setHead(38)], 39, 'the head ends at fact 38'],
    ['a head of another fact', [sql`update journal_head set hash = '\\x00'`], 39, 'head does not carry'],
  ])('names the first fact that is bad: %s', async (_case, statements, seq, fault) => {
    const database = await writtenJournal();
    await tamper(database, ...statements);
    const verdict = await verifyJournal(database.db, TEST_KEY);
    expect(verdict).toEqual({ whole: false, seq, fault: expect.stringContaining(fault) });
  });

  test('a tail cut off with its head is noticed by what an anchor saw', async () => {
    const database = await writtenJournal();
    const anchor = await readAnchor(database.db, AT);
    if (!anchor) throw new Error('no anchor');
    await tamper(database, sql`delete from fact where seq > 30`, setHead(30));
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq: 30 });
    const fault = 'the journal ends at fact 30, and at 2019-12-31T09:05:00.000Z it reached 39';
    expect(await verifyJournal(database.db, TEST_KEY, [anchor])).toEqual({ whole: false, seq: 31, fault });
  });

  test('by another key nothing of it can be told, and nothing be added', async () => {
    const { db } = await writtenJournal();
    const verdict = { whole: false, seq: null, fault: expect.stringContaining('sealed with another key') };
    expect(await verifyJournal(db, OTHER_KEY)).toEqual(verdict);
    await expect(sealJournal(db, OTHER_KEY)).rejects.toThrow('sealed with another key');
  });

  test('is made once for a journal that was written before there was any', async () => {
    const database = await writtenJournal();
    await tamper(
      database,
      sql`update fact set hash = null, digests = null`,
      sql`update journal_head set hash = null, key_fingerprint = null`,
    );
    await sql`alter table fact enable trigger user`.execute(database.db);
    await expect(append(database, aReport())).rejects.toThrow('not sealed');
    await sealJournal(database.db, OTHER_KEY);
    expect(await verifyJournal(database.db, OTHER_KEY)).toMatchObject({ whole: true, seq: LAST });
    await expect(sql`update fact set digests = '{}'`.execute(database.db)).rejects.toThrow('fact is append-only');
  });

  test('what was typed can be erased and not changed', async () => {
    const { db } = await writtenJournal();
    const refused = 'can be erased, not changed';
    await expect(sql`update free_text set body = 'x'`.execute(db)).rejects.toThrow(refused);
  });
});

test('JSON for evidence has one form, whatever the order of its keys', () => {
  const [one, other] = [{ b: [1, { d: 'é', c: null }], a: undefined }, { b: [1, { c: null, d: 'é' }] }];
  expect(canonicalJson(one)).toBe('{"b":[1,{"c":null,"d":"é"}]}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
});

describe('a server', () => {
  test('makes its key once, and does not start with another', async () => {
    const dataDir = await createDataFolder();
    const config = { dataDir, journalKey: null };
    const first = await startTestServer({ config });
    const { fingerprint } = await openJournalKey(config);
    const head = await first.database.db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow();
    expect(head.key_fingerprint).toBe(fingerprint);
    const { connectionString } = first;
    const second = startTestServer({ connectionString, config: { dataDir, journalKey: TEST_KEY_SECRET } });
    await expect(second).rejects.toThrow(/^The journal is sealed with another key: .*\.$/);
    await startTestServer({ connectionString, config });
  });

  test('notes where the journal stands, at its start, as it grows, and at its end', async () => {
    const dataDir = await createDataFolder();
    const file = anchorsFile({ dataDir });
    const undos: (() => Promise<void>)[] = [];
    const server = await startTestServer({ config: { dataDir }, atEnd: (undo) => void undos.push(undo) });
    onTestFinished(async () => {
      for (const undo of undos.toReversed()) await undo();
    });
    await server.refresh();
    await server.append(aReport());
    server.clock.advance(10_000);
    await server.append(aReport());
    await server.append(aReport());
    await server.refresh();
    await server.stop();
    const seqs = (await readAnchors(file)).map(({ seq }) => seq);
    expect(seqs[0]).toBe(19);
    expect(seqs.at(-1)).toBe(22);
    expect(seqs.length).toBeLessThan(5);
  });

  test('that starts on a database that was set back gives it a new epoch, and uses no checkpoint of the old', async () => {
    const dataDir = await createDataFolder();
    const first = await startTestServer({ config: { dataDir } });
    const { epoch } = await readHead(first.database.db);
    const { connectionString } = first;
    // Another board folded further, as by an instance that did not notice.
    const anchor = { at: NINE, epoch, seq: 40, hash: 'ab' };
    await addAnchor(anchorsFile({ dataDir }), anchor);
    const second = await startTestServer({ connectionString, config: { dataDir } });
    expect(second.board.epoch()).not.toBe(epoch);
    expect(second.board.epoch()).toBe((await readHead(second.database.db)).epoch);
    await first.refresh();
    first.clock.advance(100);
    expect(first.board.epoch()).toBe(second.board.epoch());
    const third = await startTestServer({ connectionString, config: { dataDir } });
    expect(third.board.epoch()).toBe(second.board.epoch());
  });

  test('thins its anchors: the newest stay, and of each day before them the last', async () => {
    const file = anchorsFile({ dataDir: await createDataFolder() });
    const at = (hours: number) => Date.parse('2019-12-28T00:00:00Z') + hours * 3_600_000;
    for (let n = 0; n < 9; n += 1) await addAnchor(file, { at: at(n * 10), epoch: 'e', seq: n, hash: 'h' });
    await trimAnchors(file, 5);
    expect(await readAnchors(file)).toHaveLength(9);
    await trimAnchors(file, 3);
    // 0 to 2 are of the first day, 3 and 4 of the second.
    expect((await readAnchors(file)).map(({ seq }) => seq)).toEqual([2, 4, 5, 6, 7, 8]);
  });

  test('starts on a file of anchors that a crash cut off', async () => {
    const dataDir = await createDataFolder();
    const file = anchorsFile({ dataDir });
    const anchor = { at: NINE, epoch: '00000000-0000-4000-8000-000000000000', seq: 4, hash: 'ab' };
    await addAnchor(file, anchor);
    await writeFile(file, '{"at":"2019-12-31T09', { flag: 'a' });
    expect(await readAnchors(file)).toEqual([anchor]);
    await rm(file);
    expect(await readAnchors(join(dataDir, 'anchors.jsonl'))).toEqual([]);
  });
});
