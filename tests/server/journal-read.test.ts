import { describe, expect, test } from 'vitest';
import { readTimeline, type TimelinePage } from '../../server/journal/read.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { append, openJournal } from '../support/journal.ts';
import { aReport, ONE_OF_EACH } from '../support/sample-facts.ts';

async function batchesOf(database: DatabaseHandle, branch: string, page: TimelinePage): Promise<number[][]> {
  const batches: (readonly Fact[])[] = [];
  for await (const batch of readTimeline(database.db, branch, page)) batches.push(batch);
  return batches.map((batch) => batch.map((fact) => fact.seq));
}

describe("a branch's timeline", () => {
  test('holds the facts that concern the branch, newest first, and nothing of the others', async () => {
    const { database } = await openJournal();
    await append(database, ...ONE_OF_EACH, aReport({ branch: 'dunmere' }));
    expect(await batchesOf(database, 'clayton', { limit: 12 })).toEqual([[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]]);
    // The alert state of the practice is that of each of its branches.
    expect(await batchesOf(database, 'dunmere', { limit: 10 })).toEqual([[14, 9]]);
  });

  test.each<[string, TimelinePage, number[]]>([
    ['ends at the limit', { limit: 2 }, [5, 4]],
    ['goes on where the last page ended', { limit: 2, before: 4 }, [3, 2]],
    ['is empty before the first fact', { limit: 2, before: 1 }, []],
    ['may be asked for nothing', { limit: 0 }, []],
  ])('%s', async (_what, page, seqs) => {
    const { database } = await openJournal();
    await append(database, ...Array.from({ length: 5 }, () => aReport()));
    expect((await batchesOf(database, 'clayton', page)).flat()).toEqual(seqs);
  });

  test('comes in batches when it is long, without doubles or gaps', async () => {
    const { database } = await openJournal();
    await append(database, ...Array.from({ length: 2_300 }, () => aReport()));
    const batches = await batchesOf(database, 'clayton', { limit: 2_200 });
    expect(batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 200]);
    expect(batches.flat()).toEqual(Array.from({ length: 2_200 }, (_, index) => 2_300 - index));
  });
});
