import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { lockJournal } from '../../server/journal/append.ts';
import { readFactsAfter, readHead } from '../../server/journal/read.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { inLanes } from '../support/in-lanes.ts';
import { append, openDatabase, openJournal, writerAt } from '../support/journal.ts';
import { AT, aReport, CLAYTON, ONE_OF_EACH } from '../support/sample-facts.ts';

const journal = writerAt(() => AT);

describe('what the journal takes', () => {
  test('facts of every kind come back as the writer was told they stand', async () => {
    const { database } = await openJournal();
    const recordedAt = AT + 60_000;
    const appended = await database.db.transaction().execute((trx) => journal.append(trx, ONE_OF_EACH, recordedAt));
    const nameOf = (actor: string) => (actor === AUTOMATIC_CHECKS ? 'Automatic checks' : 'Branchboard');
    const stamps = (actor: string) => ({ recordedAt, actorName: nameOf(actor) });
    expect(appended).toEqual(ONE_OF_EACH.map((fact, index) => ({ ...fact, ...stamps(fact.actor), seq: index + 1 })));
    expect(await readFactsAfter(database.db, 0, 100)).toEqual(appended);
  });

  test('what a report does not speak of stays unspoken, what it takes away is null', async () => {
    const { database } = await openJournal();
    await append(database, aReport({ message: null }));
    const [fact] = await readFactsAfter(database.db, 0, 1);
    expect(fact).toHaveProperty('message', null);
    for (const field of ['note', 'gps', 'access', 'confirm']) expect(fact).not.toHaveProperty(field);
  });

  test('a text that was erased reads as one that was taken away, and no fact holds it', async () => {
    const { database } = await openJournal();
    await append(database, aReport({ message: 'MARKER-a', note: 'MARKER-b' }));
    const { payload } = await database.db.selectFrom('fact').select('payload').executeTakeFirstOrThrow();
    expect(JSON.stringify(payload)).not.toContain('MARKER');
    await database.db.updateTable('free_text').set({ body: null }).execute();
    expect(await readFactsAfter(database.db, 0, 1)).toMatchObject([{ message: null, note: null }]);
  });

  test('facts of an unknown actor are refused', async () => {
    const { database } = await openJournal();
    const stranger = aReport({ actor: '00000000-0000-4000-8000-00000000dead' });
    await expect(append(database, stranger)).rejects.toMatchObject({ code: '23503' });
    expect(await readHead(database.db)).toMatchObject({ seq: 0 });
  });

  test('a fact of a kind this version does not know is not passed over in silence', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    await sql`insert into fact select 2, 'prophecy', branch, at, recorded_at, actor, payload from fact`.execute(
      database.db,
    );
    await expect(readFactsAfter(database.db, 0, 10)).rejects.toThrow("fact 2 is of the kind 'prophecy'");
  });

  test('thousands of facts go in at once', async () => {
    const { database } = await openJournal();
    const facts = Array.from({ length: 2_500 }, (_, index) => aReport({ at: AT + index, note: `note ${index}` }));
    await append(database, ...facts);
    const read = await readFactsAfter(database.db, 2_498, 10);
    expect(read).toMatchObject([
      { seq: 2_499, note: 'note 2498' },
      { seq: 2_500, note: 'note 2499' },
    ]);
  });
});

describe('what stands in the journal stays', () => {
  test.each([
    ['changed', sql`update fact set at = now()`],
    ['deleted', sql`delete from fact`],
    ['truncated', sql`truncate fact`],
    ['truncated with the actors', sql`truncate actor cascade`],
  ])('a fact cannot be %s', async (_how, statement) => {
    const { database } = await openJournal();
    const appended = await append(database, aReport());
    await expect(statement.execute(database.db)).rejects.toThrow('fact is append-only');
    expect(await readFactsAfter(database.db, 0, 10)).toEqual(appended);
  });
});

describe('seq', () => {
  test('a transaction that is given up leaves no hole', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const givenUp = database.db.transaction().execute(async (trx) => {
      await journal.append(trx, [aReport(), aReport({ note: 'never' })], AT);
      throw new Error('given up');
    });
    await expect(givenUp).rejects.toThrow('given up');
    expect(await append(database, aReport())).toMatchObject([{ seq: 2 }]);
    expect(await database.db.selectFrom('free_text').selectAll().execute()).toEqual([]);
  });

  test('200 writes by writers at once, some giving up: whoever reads in between sees every fact up to the newest', async () => {
    const { database, connectionString } = await openJournal();
    const reader = openDatabase(connectionString, 1);
    const writers = inLanes(200, (index) =>
      database.db
        .transaction()
        .execute(async (trx) => {
          await journal.append(trx, index % 3 === 0 ? [aReport(), aReport()] : [aReport()], AT);
          if (index % 10 === 9) throw new Error('given up');
        })
        .catch((error: Error) => error.message),
    );
    let writing = true;
    const written = writers.finally(() => {
      writing = false;
    });
    const seen: number[] = [];
    while (writing) {
      const { rows } = await sql<{ count: number; newest: number }>`
        select count(*) as count, coalesce(max(seq), 0) as newest from fact`.execute(reader.db);
      const [row] = rows;
      expect(row?.count).toBe(row?.newest);
      seen.push(row?.newest ?? 0);
    }
    expect((await written).filter((message) => message === 'given up')).toHaveLength(20);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const kept = Array.from({ length: 200 }, (_, index) => (index % 10 === 9 ? 0 : index % 3 === 0 ? 2 : 1));
    const total = kept.reduce<number>((sum, count) => sum + count, 0);
    const facts = await readFactsAfter(database.db, 0, 1_000);
    expect(facts.map((fact) => fact.seq)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(await readHead(database.db)).toMatchObject({ seq: total });
  });

  test('a verb that locked the journal decides on what no other writer changes before it commits', async () => {
    const { database } = await openJournal();
    const order: string[] = [];
    let other = Promise.resolve();
    await database.db.transaction().execute(async (trx) => {
      const head = await lockJournal(trx);
      other = append(database, aReport({ note: 'other' })).then(() => void order.push('other'));
      const [mine] = await journal.append(
        trx,
        [{ kind: 'branch', branch: CLAYTON, at: AT, actor: aReport().actor }],
        AT,
      );
      expect(mine?.seq).toBe(head.seq + 1);
      order.push('mine');
    });
    await other;
    expect(order).toEqual(['mine', 'other']);
    expect(await readFactsAfter(database.db, 0, 10)).toMatchObject([{ kind: 'branch' }, { kind: 'report' }]);
  });
});
