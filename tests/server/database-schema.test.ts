import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { migrateToLatest } from '../../server/platform/migrate.ts';
import { COLUMNS } from '../support/columns.ts';
import { openDatabase, openJournal } from '../support/journal.ts';

test('the table types say what the migrated database is', async () => {
  const { database } = await openJournal();
  const { rows } = await sql<{
    table_name: string;
    column_name: string;
    type: string;
    nullable: boolean;
    given: boolean;
  }>`
    select table_name, column_name, data_type as type, is_nullable = 'YES' as nullable, column_default is not null as given
    from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`.execute(
    database.db,
  );
  const found: Record<string, Record<string, string>> = {};
  for (const { table_name, column_name, type, nullable, given } of rows) {
    const table = (found[table_name] ??= {});
    // The head's row is made by the migration alone, whose defaults its type leaves out.
    const withDefault = given && table_name !== 'journal_head';
    table[column_name] = `${type}${nullable ? ' null' : ''}${withDefault ? ' default' : ''}`;
  }
  expect(found).toEqual(COLUMNS);
});

test('rows come as numbers and dates', async () => {
  const { database } = await openJournal();
  const head = await database.db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow();
  expect(head).toEqual({
    id: true,
    epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
    seq: 0,
    hash: null,
    key_fingerprint: null,
  });
  const actors = await database.db.selectFrom('actor').selectAll().orderBy('id').execute();
  const made = { kind: 'system', created_at: expect.any(Date) };
  expect(actors).toEqual([
    { ...made, id: SYSTEM_ACTOR, name: 'Branchboard' },
    { ...made, id: AUTOMATIC_CHECKS, name: 'Automatic checks' },
  ]);
});

test('two servers that start at once migrate once, and leave their connections with the usual limits', async () => {
  const { database, connectionString } = await openJournal();
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
  const databases = [openDatabase(connectionString, 1), openDatabase(connectionString, 1)];
  const ran = await Promise.all(databases.map(({ db }) => migrateToLatest(db)));
  expect(ran.flat()).toEqual(Object.keys(migrations));
  for (const { db } of databases) {
    const { rows } = await sql`
      select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`.execute(db);
    expect(rows).toEqual([{ lock: '2s', statement: '5s', idle: '10s' }]);
  }
});

test('a database of a newer version is refused', async () => {
  const { database } = await openJournal();
  await sql`insert into kysely_migration values ('999-later', '2099-01-01')`.execute(database.db);
  await expect(migrateToLatest(database.db)).rejects.toThrow('999-later');
});
