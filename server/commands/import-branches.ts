import { readFile } from 'node:fs/promises';
import { createJournalWriter } from '../journal/journal-writer.ts';
import { requireJournalKey } from '../journal/open-journal-key.ts';
import { readProcessConfig } from '../platform/config.ts';
import { isMissingTable } from '../platform/database-errors.ts';
import { importBranches } from '../practice/import-branches.ts';
import { importText } from '../practice/import-text.ts';
import { draftFromOds } from '../practice/ods-draft.ts';
import type { Stopping } from './run-command.ts';
import { openForCommand } from './with-database.ts';

export interface BranchesImport {
  readonly csv: string;
  readonly replace: boolean;
  readonly dryRun: boolean;
  readonly name: string | null;
}

/** Imports a file of branches into the practice, beside the server if one runs. */
export async function runBranchesImport(stopping: Stopping, request: BranchesImport): Promise<void> {
  const key = await requireJournalKey(readProcessConfig());
  const { db } = await openForCommand(stopping);
  const journal = createJournalWriter({ stampBy: () => null, key });
  const done = await importBranches({ db, journal }, request).catch((error) => {
    if (isMissingTable(error)) throw new Error('The database is still empty: run npm start or npm run migrate first.');
    throw error;
  });
  process.stdout.write(importText(done, request.dryRun));
}

/** Prints a branches file to complete, made from national files. */
export async function printOdsDraft(files: readonly string[], practice: string | undefined): Promise<void> {
  if (practice === undefined) throw new Error('--practice is missing: the national code of your practice.');
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  process.stdout.write(draftFromOds(texts, practice.toUpperCase()));
}
