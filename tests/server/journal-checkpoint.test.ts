import { expect, test } from 'vitest';
import { type Checkpoint, loadCheckpoint, saveCheckpoint } from '../../server/journal/checkpoint.ts';
import { EMPTY_BOARD } from '../../shared/board/fold.ts';
import { append, openJournal } from '../support/journal.ts';
import { aReport } from '../support/sample-facts.ts';

const EPOCH = '00000000-0000-4000-8000-00000000beef';

function aCheckpoint(seq: number, version = 1, epoch = EPOCH): Checkpoint {
  return { epoch, seq, version, board: { ...EMPTY_BOARD, seq, publicSeq: seq } };
}

async function openJournalOf(length: number) {
  const { database } = await openJournal();
  await append(database, ...Array.from({ length }, () => aReport()));
  return database.db;
}

test('the newest checkpoint of the version that asks is given back as it was saved', async () => {
  const db = await openJournalOf(5);
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toBeNull();
  for (const checkpoint of [aCheckpoint(2), aCheckpoint(4), aCheckpoint(5, 2)]) await saveCheckpoint(db, checkpoint);
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(4));
  expect(await loadCheckpoint(db, 2, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(5, 2));
});

test('the three saved last are kept', async () => {
  const db = await openJournalOf(5);
  for (const seq of [1, 2, 3, 4, 5]) await saveCheckpoint(db, aCheckpoint(seq));
  const kept = await db.selectFrom('checkpoint').select('seq').orderBy('seq').execute();
  expect(kept).toEqual([{ seq: 3 }, { seq: 4 }, { seq: 5 }]);
});

test('a checkpoint saved at the same place by another version takes its place', async () => {
  const db = await openJournalOf(5);
  await saveCheckpoint(db, aCheckpoint(3, 1));
  await saveCheckpoint(db, aCheckpoint(3, 2));
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toBeNull();
  expect(await loadCheckpoint(db, 2, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(3, 2));
});

test('a checkpoint ahead of the journal is of another journal and is not given back', async () => {
  const db = await openJournalOf(5);
  await saveCheckpoint(db, aCheckpoint(5));
  await saveCheckpoint(db, aCheckpoint(6));
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(5));
});

test('a checkpoint of another journal is not given back, and gives way to one at the same place', async () => {
  const db = await openJournalOf(5);
  const other = '00000000-0000-4000-8000-00000000cafe';
  await saveCheckpoint(db, aCheckpoint(3));
  await saveCheckpoint(db, aCheckpoint(4, 1, other));
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(3));
  await saveCheckpoint(db, aCheckpoint(4));
  expect(await loadCheckpoint(db, 1, { epoch: EPOCH, seq: 5 })).toEqual(aCheckpoint(4));
  expect(await loadCheckpoint(db, 1, { epoch: other, seq: 5 })).toBeNull();
});
