import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { type Anchor, readAnchor } from '../journal/anchors.ts';
import { OTHER_KEY } from '../journal/seal-facts.ts';
import { readSealedHead } from '../journal/read.ts';
import type { JournalKey } from '../journal/journal-key.ts';
import { type Verdict, verifyJournal } from '../journal/verify-journal.ts';
import { withReadTimeout } from '../platform/database.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { FORMAT, type Header } from './export-format.ts';
import { writeWhole } from './export-file.ts';
import { readRows, readTables, LONG, setPlainForms, takeTime } from './export.queries.ts';
import { LEFT_BEHIND } from './left-behind.ts';

export interface ExportRequest {
  readonly file: string;
  readonly key: JournalKey;
  readonly now: Instant;
  /** Asked now and then: true gives it up. */
  readonly givenUp?: () => boolean;
}

export interface Exported {
  readonly rows: Readonly<Record<string, number>>;
  /** Of the evidence in it: an export of a journal that is not whole cannot be imported. */
  readonly verdict: Verdict;
  /** Where the journal stood; null when it was empty. */
  readonly anchor: Anchor | null;
}

/**
 * Writes all that the practice has into one file, as it was at one moment, whoever writes meanwhile. It holds one batch
 * of rows at a time. Throws, and leaves no file, when it cannot be written whole.
 */
export function exportPractice(db: Db, request: ExportRequest): Promise<Exported> {
  return exportOn(withReadTimeout(db, LONG), request);
}

/** The same on connections whose answers may take long. */
export function exportOn(patient: Db, request: ExportRequest): Promise<Exported> {
  const { file, key, now } = request;
  const snapshot = patient.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(async (trx) => {
    await takeTime(trx);
    await setPlainForms(trx);
    const head = await readSealedHead(trx);
    if (head.fingerprint !== key.fingerprint) throw new Error(OTHER_KEY);
    const { epoch, seq, hash } = head;
    const header = { branchboard: 'practice', format: FORMAT, madeAt: toIso(now), epoch, seq, hash } as const;
    const verdict = await verifyJournal(trx, key);
    const rows: Record<string, number> = {};
    await writeWhole(file, toPieces(trx, { ...header, journalKey: key.secret }, rows, request));
    return { rows, verdict, anchor: await readAnchor(trx, now) };
  });
}

async function* toPieces(
  trx: Transaction<Database>,
  header: Header,
  counts: Record<string, number>,
  { givenUp }: ExportRequest,
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  for await (const lines of toLines(trx, header, counts)) {
    if (givenUp?.()) throw new Error('the export was given up');
    digest.update(lines);
    yield lines;
  }
  yield toLine({ end: { rows: counts, sha256: digest.digest('hex') } });
}

async function* toLines(
  trx: Transaction<Database>,
  header: Header,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  yield toLine(header);
  for (const { table, columns } of await readTables(trx)) {
    if (table in LEFT_BEHIND) continue;
    yield toLine({ table, columns });
    counts[table] = 0;
    for await (const rows of readRows(trx, table)) {
      counts[table] += rows.length;
      yield rows.map((row) => `{"row":${row}}\n`).join('');
    }
  }
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
