import { randomUUID } from 'node:crypto';
import { type Kysely, Migrator, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { readFactsAfter } from '../../server/journal/read.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import type { Database } from '../../server/platform/database.types.ts';
import { MINUTE, toIso } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { sampleBranches } from '../support/facts.ts';
import { openJournal, TEST_KEY } from '../support/journal.ts';
import { NINE, startTestServer } from '../support/running-server.ts';

const SLUG = sampleBranches()[0]?.slug ?? '';
const MESSAGE = 'Please phone before you come.';
const NOTE = 'Line fault since eight, ticket open.';

/** A database as the first version left it: its schema alone, and reports that keep the ids of their texts apart. */
async function writtenByFirstVersion() {
  const { database, connectionString } = await openJournal();
  const { db } = database;
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  const first = { '001-journal': migrations['001-journal'] ?? {} } as typeof migrations;
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...first }) },
  }).migrateToLatest();
  if (error) throw error;
  for (const [index, branch] of sampleBranches().entries())
    await insertFact(db, index + 1, 'branch', branch.slug, { branch });
  const last = sampleBranches().length;
  const message = randomUUID();
  const note = randomUUID();
  await sql`insert into free_text (id, body) values (${message}, ${MESSAGE}), (${note}, ${NOTE})`.execute(db);
  await insertFact(db, last + 1, 'report', SLUG, { onBehalf: false, messageText: message, noteText: note });
  await insertFact(db, last + 2, 'report', SLUG, { onBehalf: false, it: { internet: 'down' }, noteText: null });
  await sql`update journal_head set seq = ${last + 2}`.execute(db);
  return { database, connectionString, last: last + 2 };
}

async function insertFact(db: Kysely<Database>, seq: number, kind: string, branch: string, payload: object) {
  const at = toIso(NINE - MINUTE);
  await sql`
    insert into fact (seq, kind, branch, at, recorded_at, actor, payload)
    values (${seq}, ${kind}, ${branch}, ${at}, ${at}, ${SYSTEM_ACTOR}, ${JSON.stringify(payload)}::jsonb)`.execute(db);
}

describe('a database that the first version wrote', () => {
  test('is served with all that was said in it, and is sealed with its words', async () => {
    const { database, connectionString, last } = await writtenByFirstVersion();
    const server = await startTestServer({ connectionString });
    const board = (await (await server.fetch('/api/v1/board')).json()) as PublicBoard;
    expect(board.branches.find(({ slug }) => slug === SLUG)).toMatchObject({ message: MESSAGE, state: 'degraded' });

    const reports = await readFactsAfter(database.db, last - 2, 10);
    expect(reports).toMatchObject([{ message: MESSAGE, note: NOTE }, { note: null }]);
    expect(Object.keys(reports[0] ?? {})).not.toContain('messageText');
    expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq: last });

    await sql`alter table free_text disable trigger user`.execute(database.db);
    await sql`update free_text set body = 'All is well.' where body = ${NOTE}`.execute(database.db);
    const verdict = { whole: false, seq: last - 1, fault: expect.stringContaining('"note"') };
    expect(await verifyJournal(database.db, TEST_KEY)).toEqual(verdict);
  });
});
