import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportPractice } from '../../server/export/export-practice.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { importFile } from '../support/export.ts';
import { openJournal, TEST_KEY } from '../support/journal.ts';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';

test('an export of a version without admins leaves the practice with those who could let others in', async () => {
  const server = await startTestServer();
  await signInOffice(server);
  const { db } = server.database;
  await db.updateTable('person').set({ role: 'operations' }).execute();
  const file = join(await createDataFolder(), 'older.jsonl.gz');
  await exportPractice(db, { file, key: TEST_KEY, now: server.clock.now() });
  const other = (await openJournal()).database.db;
  await importFile(other, file, { replaceSample: true });
  expect(await other.selectFrom('person').select(['name', 'role']).execute()).toEqual([
    { name: 'Office Mo', role: 'admin' },
  ]);
});
