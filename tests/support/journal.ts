import { onTestFinished } from 'vitest';
import type { NewFact } from '../../server/journal/fact-row.ts';
import { createJournalKey } from '../../server/journal/journal-key.ts';
import { createJournalWriter, type JournalWriter } from '../../server/journal/journal-writer.ts';
import { createDatabase, type DatabaseHandle } from '../../server/platform/database.ts';
import type { Log } from '../../server/platform/log.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { TEST_KEY_SECRET } from './journal-key.ts';
import { createTestDatabase } from './postgres.ts';

const silent: Log = { info() {}, warn() {}, error() {} };

export const TEST_KEY = createJournalKey(TEST_KEY_SECRET);

/** A database of the test's own, with a handle on it; both go when the test is finished. */
export async function openJournal(): Promise<{ readonly database: DatabaseHandle; readonly connectionString: string }> {
  const { connectionString, drop } = await createTestDatabase();
  const database = openDatabase(connectionString);
  onTestFinished(drop);
  return { database, connectionString };
}

/** A further handle, closed when the test is finished. */
export function openDatabase(connectionString: string, poolSize = 10, log = silent): DatabaseHandle {
  const database = createDatabase({ connectionString, log, poolSize });
  onTestFinished(() => database.close());
  return database;
}

/** A writer as the server has one, with the test's own time. */
export function writerAt(now: () => Instant): JournalWriter {
  return createJournalWriter({ stampBy: now, key: TEST_KEY });
}

/** Appends in a transaction of its own. */
export function append(database: DatabaseHandle, ...facts: readonly NewFact[]): Promise<readonly Fact[]> {
  const at = facts[0]?.at ?? 0;
  const journal = writerAt(() => at);
  return database.db.transaction().execute((trx) => journal.append(trx, facts, at));
}
