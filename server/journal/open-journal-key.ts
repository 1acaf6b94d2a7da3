import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { readOrCreateSecret } from '../platform/secret-file.ts';
import { createJournalKey, type JournalKey } from './journal-key.ts';

type KeyConfig = Pick<Config, 'dataDir' | 'journalKey'>;

function journalKeyFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'keys', 'journal.key');
}

/** The key of this configuration; where none is set, that of the data folder, made at its first use. */
export async function openJournalKey(config: KeyConfig): Promise<JournalKey> {
  return createJournalKey(config.journalKey ?? (await readOrCreateSecret(journalKeyFile(config))));
}

/** The same for those who only read: one that was made now would fit nothing. */
export async function requireJournalKey(config: KeyConfig): Promise<JournalKey> {
  const file = journalKeyFile(config);
  if (config.journalKey === null && !existsSync(file)) {
    throw new Error(`There is no key in ${file}: set JOURNAL_KEY, or DATA_DIR to the folder of the server.`);
  }
  return openJournalKey(config);
}
