import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { type ImportRequest, importPractice } from '../../server/export/import-practice.ts';
import type { Db } from '../../server/platform/database.types.ts';

/** The lines of an export. */
export async function linesOf(file: string): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

/** Writes lines as an export whose end fits them, as somebody would who knows the format. */
export async function writeLines(file: string, lines: readonly string[]): Promise<void> {
  const before = `${lines.slice(0, -1).join('\n')}\n`;
  const { end } = JSON.parse(lines.at(-1) ?? '');
  const trailer = { end: { ...end, sha256: createHash('sha256').update(before).digest('hex') } };
  await writeFile(file, gzipSync(`${before}${JSON.stringify(trailer)}\n`));
}

/** Imports as the command does, and leaves the key where it is. */
export function importFile(db: Db, file: string, with_: Partial<ImportRequest> = {}) {
  return importPractice(db, { file, replaceSample: false, installKey: async () => async () => {}, ...with_ });
}
