import { CompiledQuery, type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { ask, askTogether, executeLast } from '../../server/platform/ask.ts';
import type { Database } from '../../server/platform/database.types.ts';
import { openDatabase, openJournal } from '../support/journal.ts';

const insert = (id: number) => CompiledQuery.raw('insert into told (id) values ($1)', [id]);
const seen = ask(CompiledQuery.raw('select id from told order by id') as CompiledQuery<{ id: number }>, (rows) =>
  rows.map(({ id }) => id),
);

/** With one connection, so that what one transaction leaves of itself the next one meets. */
async function openTold(): Promise<Kysely<Database>> {
  const { connectionString } = await openJournal();
  const { db } = openDatabase(connectionString, 1);
  await sql`create table told (id integer primary key)`.execute(db);
  return db;
}

async function told(db: Kysely<Database>): Promise<readonly number[]> {
  return seen.read((await db.executeQuery(seen.query)).rows);
}

test('of statements sent together each sees what the one before it left', async () => {
  const db = await openTold();
  const answers = await db.transaction().execute(async (trx) => {
    const [before, , after] = await askTogether(trx, [seen, ask(insert(1), () => null), seen]);
    return [before(), after()];
  });
  expect(answers).toEqual([[], [1]]);
  expect(await told(db)).toEqual([1]);
});

test('one of them that fails takes the transaction back, and the connection goes on', async () => {
  const db = await openTold();
  const failing = db.transaction().execute(async (trx) => {
    await askTogether(trx, [ask(insert(1), () => null), ask(insert(1), () => null), ask(insert(2), () => null)]);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await told(db)).toEqual([]);
});

test('the last statements are committed when they are answered, all or none', async () => {
  const db = await openTold();
  await db.transaction().execute((trx) => executeLast(trx, [insert(1), insert(2)]));
  expect(await told(db)).toEqual([1, 2]);
  const failing = db.transaction().execute((trx) => executeLast(trx, [insert(3), insert(1)]));
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await told(db)).toEqual([1, 2]);
});

test('a transaction that asks nothing, or throws before it asks, leaves none open', async () => {
  const db = await openTold();
  await db.transaction().execute(async () => {});
  const failing = db.transaction().execute(async () => {
    throw new Error('thought better of it');
  });
  await expect(failing).rejects.toThrow('thought better of it');
  const state = sql<{ readonly began: boolean }>`select now() <> statement_timestamp() as began`;
  expect((await state.execute(db)).rows).toEqual([{ began: false }]);
  await db.executeQuery(insert(1));
  expect(await told(db)).toEqual([1]);
});
