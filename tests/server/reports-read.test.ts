import { expect, test } from 'vitest';
import { readFactsAfter, readHead } from '../../server/journal/read.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import type { Known } from '../../server/report/known-reports.ts';
import { readReportsSince } from '../../server/report/report.queries.ts';
import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { append, openJournal } from '../support/journal.ts';
import { createReportApp, NOTHING_KNOWN } from '../support/report-app.ts';
import { AT, aReport } from '../support/sample-facts.ts';

test('of a branch, the reports behind a place are read', async () => {
  const { database } = await openJournal();
  await append(database, ...Array.from({ length: 30 }, (_, n) => aReport({ at: AT + n * MINUTE, note: `note ${n}` })));
  await append(database, aReport({ branch: 'dunmere' }));
  const read = async (slugs: readonly string[], after: number) =>
    (await readReportsSince(database.db, slugs, after)).map(({ seq }) => seq).toSorted((a, b) => a - b);
  expect(await read(['clayton'], 27)).toEqual([28, 29, 30]);
  expect(await read(['clayton', 'dunmere'], 28)).toEqual([29, 30, 31]);
  expect(await read(['clayton'], 30)).toEqual([]);
  expect(await read(['clayton'], 0)).toHaveLength(30);
});

async function boardUpTo({ db }: DatabaseHandle, seq: number): Promise<Board> {
  return foldFacts(EMPTY_BOARD, await readFactsAfter(db, 0, seq));
}

/** What is answered when others reported meanwhile: to a report made just now, and to one that waited. */
async function answersWith(knownOf: (database: DatabaseHandle) => Promise<Known>) {
  let known = NOTHING_KNOWN;
  const { report, operations, database } = await createReportApp({ known: () => known });
  const office = { authorization: `Bearer ${operations}` };
  const first = await report({ it: { internet: 'down', phones: 'working' }, note: 'Line dead.' });
  const seen = { 'if-match': first.headers.etag as string };
  await report({ it: { internet: 'working' }, message: 'Back.' }, { ...seen, ...office });
  await append(database, ...Array.from({ length: 20 }, () => aReport({ branch: 'dunmere' })));
  known = await knownOf(database);
  const now = await report({ it: { internet: 'down' } }, seen);
  const waited = await report({ it: { internet: 'down', phones: 'down' }, madeSecondsAgo: 60 }, seen);
  return [now.statusCode, now.json(), waited.statusCode, waited.json()];
}

test('whatever is in memory of the journal, a report is decided by all that was said', async () => {
  const epochOf = async ({ db }: DatabaseHandle) => (await readHead(db)).epoch;
  const expected = await answersWith(async () => NOTHING_KNOWN);
  expect(expected[0]).toBe(412);
  expect(expected[3]).toMatchObject({ notApplied: [{ field: 'it.internet' }, { field: 'it.phones' }] });
  for (const upTo of [2, 3, 4, 10, 24]) {
    const known = async (database: DatabaseHandle) => ({
      epoch: await epochOf(database),
      board: await boardUpTo(database, upTo),
    });
    expect(await answersWith(known)).toEqual(expected);
  }
});

test('memory of another journal, or of one that was set back, has no say', async () => {
  const expected = await answersWith(async () => NOTHING_KNOWN);
  const other = foldFacts(EMPTY_BOARD, [
    { ...aReport({ it: { internet: 'degraded' }, at: AT }), seq: 4, recordedAt: AT, actorName: 'Somebody else' },
  ]);
  expect(await answersWith(async () => ({ epoch: 'another', board: other }))).toEqual(expected);
  const setBack = async ({ db }: DatabaseHandle) => ({
    epoch: (await readHead(db)).epoch,
    board: { ...other, seq: 99 },
  });
  expect(await answersWith(setBack)).toEqual(expected);
});
