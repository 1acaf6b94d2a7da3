import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { noteAccess } from '../../server/audit/note-access.ts';
import { openDatabase } from '../support/journal.ts';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';

/** A server whose record holds something of each kind. */
async function atWork() {
  const server = await startTestServer();
  await signInOffice(server);
  const owner = openDatabase(server.connectionString).db;
  const record = async () => ({
    facts: await owner.selectFrom('fact').selectAll().orderBy('seq').execute(),
    notes: await owner.selectFrom('access_log').selectAll().orderBy('id').execute(),
  });
  return { db: server.database.db, owner, record };
}

describe('what the server is connected as', () => {
  test.each([
    ['change a fact', sql`update fact set branch = null`],
    ['delete a fact', sql`delete from fact`],
    ['empty the journal', sql`truncate fact`],
    ['change a note of access', sql`update access_log set outcome = 'x'`],
    ['delete a note of access', sql`delete from access_log`],
    ['switch off what refuses that', sql`alter table fact disable trigger all`],
    ['drop what refuses that', sql`drop trigger access_log_append_only on access_log`],
    ['change a table', sql`alter table person add column mood text`],
    ['make a table', sql`create table note (id int)`],
    ['say that a migration was not run', sql`delete from kysely_migration`],
  ])('may not %s', async (_what, statement) => {
    const { db, record } = await atWork();
    const before = await record();
    await expect(statement.execute(db)).rejects.toThrow(/permission denied|must be owner/);
    expect(await record()).toEqual(before);
  });

  test.each([
    ['a fact', sql`delete from fact`],
    ['a note of access', sql`delete from access_log`],
  ])('is not all that protects %s: its owner may not delete it either', async (_what, statement) => {
    const { owner, record } = await atWork();
    // What is old may go, by the database's own clock.
    await noteAccess(owner, { event: 'sign-out', outcome: 'ended', actor: null, address: null }, Date.now());
    const before = await record();
    await expect(statement.execute(owner)).rejects.toThrow(/is append-only/);
    expect(await record()).toEqual(before);
  });
});

test('an account that may make no roles runs the server as well: the triggers protect the record then', async () => {
  const { owner } = await atWork();
  const name = `plain_${randomBytes(6).toString('hex')}`;
  const address = new URL(inject('postgres'));
  await sql`create role ${sql.ref(name)} login password 'of a test'`.execute(owner);
  await sql`create database ${sql.ref(name)} owner ${sql.ref(name)}`.execute(owner);
  onTestFinished(async () => {
    await sql`drop database ${sql.ref(name)} with (force)`.execute(owner);
    await sql`drop role ${sql.ref(name)}`.execute(owner);
  });
  address.pathname = `/${name}`;
  address.username = name;
  address.password = 'of a test';
  const server = await startTestServer({ connectionString: address.href });
  await signInOffice(server);
  const { rows } = await sql<{ readonly name: string }>`select current_user as name`.execute(server.database.db);
  expect(rows).toEqual([{ name }]);
  await expect(sql`delete from fact`.execute(server.database.db)).rejects.toThrow(/is append-only/);
});
