import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/**
 * Puts the key of an imported journal in place, and gives what undoes it. A key that was there is kept beside it. Throws
 * when the configuration sets another.
 */
export async function installJournalKey(config: KeyConfig, key: JournalKey): Promise<() => Promise<void>> {
  if (config.journalKey !== null) {
    if (createJournalKey(config.journalKey).fingerprint === key.fingerprint) return async () => {};
    throw new Error(
      'The file is sealed with another key than JOURNAL_KEY: set it to the key of that practice, or unset it.',
    );
  }
  const file = journalKeyFile(config);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known?.trim() === key.secret) return async () => {};
  const replaced = `${file}.replaced`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (known !== null) await rename(file, replaced);
  await writeFile(file, `${key.secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return async () => {
    await rm(file, { force: true });
    if (known !== null) await rename(replaced, file);
  };
}
