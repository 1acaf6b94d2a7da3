import { importPractice } from '../export/import-practice.ts';
import { addAnchor, anchorsFile, readAnchor } from '../journal/anchors.ts';
import { installJournalKey } from '../journal/open-journal-key.ts';
import { systemClock } from '../platform/clock.ts';
import { readProcessConfig } from '../platform/config.ts';
import { migrateToLatest } from '../platform/migrate.ts';
import type { Stopping } from './run-command.ts';
import { openForCommand } from './with-database.ts';

/** Imports all that an export wrote into a database without a practice. */
export async function runExportImport(stopping: Stopping, file: string, replaceSample: boolean): Promise<void> {
  const config = readProcessConfig();
  const { db } = await openForCommand(stopping);
  await migrateToLatest(db);
  const { epoch, seq, madeAt } = await importPractice(db, {
    file,
    replaceSample,
    installKey: (key) => installJournalKey(config, key),
  });
  const anchor = await readAnchor(db, systemClock.now());
  if (anchor) await addAnchor(anchorsFile(config), anchor);
  process.stdout.write(`Imported ${seq} facts, as they were at ${madeAt}. Their evidence is whole.\n`);
  process.stdout.write(`The new epoch is ${epoch}. A server that runs must be started again.\n`);
}
