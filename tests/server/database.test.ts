import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type DatabaseHandle, withReadTimeout } from '../../server/platform/database.ts';
import { isDatabaseAway, isUniqueViolation } from '../../server/platform/database-errors.ts';
import type { Log } from '../../server/platform/log.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { append, openDatabase, openJournal } from '../support/journal.ts';
import { aReport } from '../support/sample-facts.ts';

async function openLinked(poolSize = 1, log?: Log) {
  const { database: direct, connectionString } = await openJournal();
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  return { direct, link, database: openDatabase(link.connectionString, poolSize, log) };
}

async function backendOf({ db }: DatabaseHandle): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable('the database was expected to fail'),
    (error: unknown) => error,
  );
}

describe('a database that is away', () => {
  test('refused and dropped connections count as away, and the next query after it is back succeeds', async () => {
    const { link, database } = await openLinked();
    await backendOf(database);
    const sleeping = errorOf(sql`select pg_sleep(60)`.execute(database.db));
    link.cut();
    expect(isDatabaseAway(await sleeping)).toBe(true);
    expect(isDatabaseAway(await errorOf(append(database, aReport())))).toBe(true);
    link.restore();
    expect(await append(database, aReport())).toMatchObject([{ seq: 1 }]);
  });

  test('an idle connection that the server ends is reported and replaced', async () => {
    const said: string[] = [];
    const log: Log = { info() {}, warn: (_fields, message) => said.push(message), error() {} };
    const { direct, database } = await openLinked(1, log);
    const ended = await backendOf(database);
    await sql`select pg_terminate_backend(${ended})`.execute(direct.db);
    await vi.waitFor(() => expect(said).toEqual(['an idle database connection was lost']));
    expect(await backendOf(database)).not.toBe(ended);
  });

  test('a connection that the server ends in use counts as away', async () => {
    const { direct, database } = await openLinked();
    const pid = await backendOf(database);
    const sleeping = errorOf(sql`select pg_sleep(60)`.execute(database.db));
    await sql`select pg_terminate_backend(${pid})`.execute(direct.db);
    expect(isDatabaseAway(await sleeping)).toBe(true);
  });

  test('a server that falls silent within a transaction counts as away, and its connection is not used again', async () => {
    const { direct, link, database } = await openLinked();
    const stalled = await backendOf(database);
    const impatient = withReadTimeout(database.db, 200);
    const work = impatient.transaction().execute(async (trx) => {
      await trx.updateTable('journal_head').set({ seq: 7 }).execute();
      link.stall();
      await trx.updateTable('journal_head').set({ seq: 8 }).execute();
    });
    expect(isDatabaseAway(await errorOf(work))).toBe(true);
    link.restore();
    expect(await backendOf(database)).not.toBe(stalled);
    const head = await direct.db.selectFrom('journal_head').select('seq').executeTakeFirstOrThrow();
    expect(head.seq).toBe(0);
  });

  test('a lock that is held too long counts as away', async () => {
    const { direct, database } = await openLinked();
    await direct.db.transaction().execute(async (trx) => {
      await trx.updateTable('journal_head').set({ seq: 7 }).execute();
      const waited = errorOf(
        database.db.transaction().execute(async (other) => {
          await sql`set local lock_timeout = '50ms'`.execute(other);
          await other.updateTable('journal_head').set({ seq: 8 }).execute();
        }),
      );
      expect(isDatabaseAway(await waited)).toBe(true);
    });
  });
});

describe('errors of the database', () => {
  const withCode = (code: string) => Object.assign(new Error('of the database'), { code });

  test.each([
    ['no server on the port', withCode('ECONNREFUSED'), true],
    ['no socket file', Object.assign(withCode('ENOENT'), { syscall: 'connect' }), true],
    ['no such file to read', Object.assign(withCode('ENOENT'), { syscall: 'open' }), false],
    ['starting up', withCode('57P03'), true],
    ['out of connections', withCode('53300'), true],
    ['connection failure', withCode('08006'), true],
    ['statement timeout', withCode('57014'), true],
    ['every address refused', new AggregateError([withCode('ECONNREFUSED'), withCode('ETIMEDOUT')]), true],
    ['wrapped', new Error('outer', { cause: withCode('ECONNRESET') }), true],
    ['no connection of the pool in time', new Error('timeout exceeded when trying to connect'), true],
    ['a duplicate key', withCode('23505'), false],
    ['a missing table', withCode('42P01'), false],
    ['a wrong password', withCode('28P01'), false],
    ['a bug', new TypeError('undefined is not a function'), false],
    ['something that is no error', 'ECONNREFUSED', false],
  ])('%s', (_what, error, away) => {
    expect(isDatabaseAway(error)).toBe(away);
  });

  test('a duplicate is told apart by its constraint', async () => {
    const { database } = await openJournal();
    const id = '00000000-0000-4000-8000-00000000abcd';
    const insert = () => database.db.insertInto('free_text').values({ id, body: 'x' }).execute();
    await insert();
    const error = await errorOf(insert());
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'free_text_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'other_key')).toBe(false);
    expect(isDatabaseAway(error)).toBe(false);
  });
});
