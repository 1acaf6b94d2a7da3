import { expect, test } from 'vitest';
import { readRecentReports } from '../../server/report/report.queries.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { append, openJournal } from '../support/journal.ts';
import { AT, aReport } from '../support/sample-facts.ts';

/** Thirty reports, a minute apart. */
async function openWithReports() {
  const { database } = await openJournal();
  await append(database, ...Array.from({ length: 30 }, (_, n) => aReport({ at: AT + n * MINUTE, note: `note ${n}` })));
  return async (seenSeq: number, after: number | null) => {
    const made = after === null ? null : { time: after, seconds: 0 };
    const facts = await readRecentReports(database.db, [{ slug: 'clayton', seenSeq }], made);
    return facts.map(({ seq }) => seq).toSorted((a, b) => a - b);
  };
}

test('a report made just now reads of what its sender has seen the newest alone', async () => {
  const read = await openWithReports();
  expect(await read(30, AT + 30 * MINUTE)).toEqual([30]);
});

test('it reads all that its sender has not seen, and all that was true after it was made', async () => {
  const read = await openWithReports();
  expect(await read(27, AT + 30 * MINUTE)).toEqual([27, 28, 29, 30]);
  expect(await read(30, AT + 26.5 * MINUTE)).toEqual([28, 29, 30]);
  expect(await read(999, AT + 30 * MINUTE)).toEqual([30]);
});

test('a report that waited reads them all', async () => {
  const read = await openWithReports();
  expect(await read(30, null)).toHaveLength(30);
});
