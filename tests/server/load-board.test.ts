import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { loadBoard } from '../../server/board/load-board.ts';
import { loadCheckpoint, saveCheckpoint } from '../../server/journal/checkpoint.ts';
import { readHead } from '../../server/journal/read.ts';
import type { NewFact } from '../../server/journal/fact-row.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { BOARD_VERSION, EMPTY_BOARD } from '../../shared/board/fold.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { sampleBranches } from '../support/facts.ts';
import { append, openDatabase, openJournal } from '../support/journal.ts';
import { NINE, startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const clock = createSteppedClock(NINE);

/** Reports of a busy year: what they say differs, and they come in another order than they were made. */
function reports(count: number): NewFact[] {
  const slugs = sampleBranches().map(({ slug }) => slug);
  return Array.from({ length: count }, (_, n) => ({
    kind: 'report',
    branch: slugs[n % slugs.length] ?? '',
    onBehalf: n % 5 === 0,
    at: NINE + ((n * 7_919) % 600) * MINUTE,
    actor: SYSTEM_ACTOR,
    it: { internet: n % 3 === 0 ? 'down' : 'working' },
    gps: { expected: 8, offSick: n % 8, away: 0, locums: 0 },
    message: `Message ${n}`,
    ...(n % 4 === 0 && { note: `Note ${n}` }),
  }));
}

async function checkpointsOf({ db }: DatabaseHandle): Promise<readonly { seq: number; version: number }[]> {
  return db.selectFrom('checkpoint').select(['seq', 'version']).orderBy('seq').execute();
}

describe('a start', () => {
  test('after many facts leaves a checkpoint, from which the next one comes to the same board', async () => {
    const { database } = await openJournal();
    for (let n = 0; n < 3; n += 1) await append(database, ...reports(1_700));
    const first = await loadBoard(database.db, clock);
    expect(await checkpointsOf(database)).toEqual([{ seq: 5_100, version: BOARD_VERSION }]);

    await append(database, ...reports(40));
    const second = await loadBoard(database.db, clock);
    expect(second.board.seq).toBe(5_140);
    // A short way is not worth another.
    expect(await checkpointsOf(database)).toHaveLength(1);

    await database.db.deleteFrom('checkpoint').execute();
    const whole = await loadBoard(database.db, clock);
    expect(second.board).toEqual(whole.board);
    expect(first.board).not.toEqual(whole.board);
  });

  test('begins at the checkpoint: facts before it are not folded again', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(10));
    const marked = { ...EMPTY_BOARD, seq: 10, publicSeq: 7 };
    const { epoch } = await readHead(database.db);
    await saveCheckpoint(database.db, { epoch, seq: 10, version: BOARD_VERSION, board: marked });
    expect((await loadBoard(database.db, clock)).board).toEqual(marked);
  });

  test.each<[string, number, number]>([
    ['of another version of the fold', 10, BOARD_VERSION - 1],
    ['of a later version of the fold', 10, BOARD_VERSION + 1],
    ['that is ahead of the journal, as after a restore', 11, BOARD_VERSION],
  ])('does not begin at a checkpoint %s', async (_case, seq, version) => {
    const { database } = await openJournal();
    await append(database, ...reports(10));
    const { board, head } = await loadBoard(database.db, clock);
    await saveCheckpoint(database.db, {
      epoch: head.epoch,
      seq,
      version,
      board: { ...EMPTY_BOARD, seq, publicSeq: 1 },
    });
    expect((await loadBoard(database.db, clock)).board).toEqual(board);
  });

  test('does not begin at a checkpoint of another journal, as after a restore', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(10));
    const { board, head } = await loadBoard(database.db, clock);
    const marked = { ...EMPTY_BOARD, seq: 10, publicSeq: 7 };
    await saveCheckpoint(database.db, { epoch: head.epoch, seq: 10, version: BOARD_VERSION, board: marked });
    await database.db.updateTable('journal_head').set({ epoch: randomUUID() }).execute();
    expect((await loadBoard(database.db, clock)).board).toEqual(board);
  });

  test('after few facts leaves none', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(999));
    await loadBoard(database.db, clock);
    expect(await checkpointsOf(database)).toEqual([]);
    await append(database, ...reports(1));
    await loadBoard(database.db, clock);
    expect(await checkpointsOf(database)).toHaveLength(1);
  });
});

test('a server that begins at a checkpoint says what the one before it said', async () => {
  const first = await startTestServer();
  await first.append(...reports(1_200));
  const second = await startTestServer({ connectionString: first.connectionString });
  expect(await checkpointsOf(first.database)).toHaveLength(1);
  const third = await startTestServer({ connectionString: first.connectionString });
  for (const server of [second, third]) {
    expect(server.board.publicStream.published().json()).toBe(first.board.publicStream.published().json());
    expect(server.board.staffStream.published().json()).toBe(first.board.staffStream.published().json());
  }
});

describe('a server that runs', () => {
  test('leaves a checkpoint each time it took 1,000 facts, so that the next start has a short way', async () => {
    const server = await startTestServer();
    const saved = async () => (await checkpointsOf(server.database)).map(({ seq }) => seq);
    const first = server.board.board().seq;
    await server.append(...reports(999 - first));
    expect(await saved()).toEqual([]);
    await server.append(...reports(1));
    await server.refresh();
    await until('it is saved', async () => (await saved()).length === 1);
    await server.append(...reports(999));
    await server.refresh();
    expect(await saved()).toEqual([1_000]);
    await server.append(...reports(1));
    await server.refresh();
    await until('it is saved', async () => (await saved()).length === 2);

    const { board, head } = await loadBoard(server.database.db, clock);
    const checkpoint = await loadCheckpoint(server.database.db, BOARD_VERSION, head);
    expect(checkpoint).toEqual({ epoch: head.epoch, seq: 2_000, version: BOARD_VERSION, board });
    expect(board).toEqual(server.board.board());
  });

  test('goes on when none can be saved', async () => {
    const server = await startTestServer();
    await sql`drop table checkpoint`.execute(openDatabase(server.connectionString).db);
    await server.append(...reports(1_100));
    await server.refresh();
    await server.append(...reports(1));
    expect(server.board.board().seq).toBe(server.board.publicStream.at().position.seq);
    expect(await (await server.fetch('/readyz')).json()).toMatchObject({ database: 'up' });
  });
});
