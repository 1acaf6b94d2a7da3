import { type RawBuilder, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { addAnchor, anchorsFile, readAnchor } from '../../server/journal/anchors.ts';
import { selectEvidence } from '../../server/journal/evidence.ts';
import type { FactDigests } from '../../server/journal/journal-key.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { append, openJournal, TEST_KEY } from '../support/journal.ts';
import { TEST_KEY_SECRET } from '../support/journal-key.ts';
import { runCommand } from '../support/run-command.ts';
import { AT, aReport } from '../support/sample-facts.ts';

const LAST = 12;

/** Twelve facts, an anchor of them, and what the command says once somebody with all rights has done something to them. */
async function journal() {
  const { database, connectionString } = await openJournal();
  const dataDir = await createDataFolder(onTestFinished);
  for (let n = 1; n <= LAST; n += 1) await append(database, aReport({ note: `Note ${n}.` }));
  const anchor = await readAnchor(database.db, AT);
  if (!anchor) throw new Error('no anchor');
  await addAnchor(anchorsFile({ dataDir }), anchor);
  const environment = { DATA_DIR: dataDir, DATABASE_URL: connectionString, JOURNAL_KEY: TEST_KEY_SECRET };
  return { database, verify: () => runCommand(environment, 'verify-journal') };
}

async function tamper({ db }: DatabaseHandle, ...statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const table of ['fact', 'free_text', 'actor']) {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  }
  for (const statement of statements) await statement.execute(db);
}

/** What somebody does who has the key as well: makes the evidence anew from a fact on. */
async function sealAnew({ db }: DatabaseHandle, from: number): Promise<void> {
  const rows = await selectEvidence(db, 0, 1_000);
  let hash = rows[from - 2]?.hash ?? null;
  for (const row of rows.slice(from - 1)) {
    hash = TEST_KEY.hash(hash, { ...row, digests: row.digests as FactDigests });
    await sql`update fact set hash = ${hash} where seq = ${row.seq}`.execute(db);
  }
  await sql`update journal_head set hash = ${hash}, seq = ${rows.at(-1)?.seq}`.execute(db);
}

test('a journal that is what was written is called whole, with how much it was compared with', async () => {
  const { verify } = await journal();
  const { code, output } = await verify();
  expect([code, output.split('\n')[0]]).toEqual([0, 'The journal is whole: 12 facts, compared with 1 anchors.']);
});

test.each<[string, readonly RawBuilder<unknown>[], string]>([
  [
    'a changed payload',
    [sql`update fact set payload = payload || '{"confirm": true}' where seq = 5`],
    'from fact 5 on: it is not what was written',
  ],
  [
    'a changed text',
    [sql`update free_text set body = 'All is well.' where body = 'Note 7.'`],
    'from fact 7 on: its text "note" is not what was written',
  ],
  ['a fact taken out of the middle', [sql`delete from fact where seq = 6`], 'from fact 6 on: it is missing'],
  [
    'a tail cut off',
    [sql`delete from fact where seq > 9`],
    'from fact 10 on: the journal ends at fact 9, and its head says 12',
  ],
  [
    'a tail cut off with its head',
    [
      sql`delete from fact where seq > 9`,
      sql`update journal_head set seq = 9, hash = (select hash from fact where seq = 9)`,
    ],
    'from fact 10 on: the journal ends at fact 9, and at 2019-12-31T09:05:00.000Z it reached 12',
  ],
  [
    'a forged head',
    [sql`update journal_head set hash = '\\x00'`],
    'from fact 12 on: the head does not carry the evidence of the last fact',
  ],
])('the command names the first fact that is bad: %s', async (_case, statements, says) => {
  const { database, verify } = await journal();
  await tamper(database, ...statements);
  const { code, errors } = await verify();
  expect([code, errors]).toEqual([1, expect.stringContaining(`The journal is not whole ${says}`)]);
});

test('a journal that somebody with its key made anew is whole by itself, and an anchor outside of it tells', async () => {
  const { database, verify } = await journal();
  await tamper(database, sql`update fact set payload = payload || '{"confirm": true}' where seq = 5`);
  await sealAnew(database, 5);
  expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq: LAST });
  const { code, errors } = await verify();
  const says = 'from fact 12 on: it is not what stood there when the journal was seen at 2019-12-31T09:05:00.000Z';
  expect([code, errors]).toEqual([1, expect.stringContaining(says)]);
});

test('an erased text and an erased name are no fault', async () => {
  const { database, verify } = await journal();
  await tamper(
    database,
    sql`update free_text set body = null where body = 'Note 7.'`,
    sql`update actor set name = null`,
  );
  const { code, output } = await verify();
  expect([code, output]).toEqual([0, expect.stringContaining('The journal is whole: 12 facts')]);
});
