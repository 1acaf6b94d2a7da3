import type { Transaction } from 'kysely';
import { lockJournal } from '../journal/append.ts';
import { beginEpoch } from '../journal/rotate-epoch.ts';
import { createJournalKey, type JournalKey } from '../journal/journal-key.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { withReadTimeout } from '../platform/database.ts';
import type { Database, Db } from '../platform/database.types.ts';
import type { Header, Row } from './export-format.ts';
import {
  clearTables,
  insertRows,
  isSampleAlone,
  keepAdmins,
  keepAutomaticChecks,
  LONG,
  readTables,
  type TableColumns,
  takeTime,
  withoutRights,
} from './export.queries.ts';
import { LEFT_BEHIND } from './left-behind.ts';
import { readExport } from './read-export.ts';

const ROWS_AT_A_TIME = 1_000;

export interface ImportRequest {
  readonly file: string;
  /** A practice that consists of the sample alone counts as none. */
  readonly replaceSample: boolean;
  /**
   * Puts the file's key in place, or throws when another must stay. Called last before the commit; what it gives back
   * undoes it when that fails.
   */
  installKey(key: JournalKey): Promise<() => Promise<void>>;
}

export interface Imported {
  readonly epoch: string;
  readonly seq: number;
  readonly rows: Readonly<Record<string, number>>;
  /** When the export was made. */
  readonly madeAt: string;
}

/**
 * Puts all that an export holds into a database without a practice, in one transaction, and gives the journal a new
 * epoch. The file is read to its end before anything is changed. Throws with one clear sentence; then nothing has changed.
 */
export async function importPractice(db: Db, request: ImportRequest): Promise<Imported> {
  const { header, rows } = await readExport(request.file).catch((error: Error) => {
    throw new Error(`${request.file}: ${error.message}. Nothing was changed.`, { cause: error });
  });
  const key = createJournalKey(header.journalKey);
  let undo = async (): Promise<void> => {};
  try {
    const patient = withReadTimeout(db, LONG);
    const epoch = await patient.transaction().execute(async (trx) => {
      await takeTime(trx);
      await requireEmpty(trx, request);
      await withoutRights(trx, () => replaceAll(trx, request.file));
      await keepAutomaticChecks(trx);
      await keepAdmins(trx);
      const { seq, hash } = header;
      const next = await beginEpoch(trx, { seq, hash, fingerprint: key.fingerprint });
      await requireEvidence(trx, header, key);
      undo = await request.installKey(key);
      return next;
    });
    return { epoch, seq: header.seq, rows, madeAt: header.madeAt };
  } catch (error) {
    await undo();
    throw error;
  }
}

async function requireEmpty(trx: Transaction<Database>, { replaceSample }: ImportRequest): Promise<void> {
  const { seq } = await lockJournal(trx);
  if (seq === 0) return;
  if (!(await isSampleAlone(trx))) {
    throw new Error(`This database holds a practice already (${seq} facts): import into an empty one.`);
  }
  if (!replaceSample) {
    throw new Error('This database holds the sample practice: say --replace-sample to put the file in its place.');
  }
}

async function replaceAll(trx: Transaction<Database>, file: string): Promise<void> {
  const known = await readTables(trx);
  const names = known.map(({ table }) => table).filter((table) => table !== 'journal_head');
  await clearTables(trx, names.toReversed());
  let table: TableColumns | null = null;
  let waiting: Row[] = [];
  async function flush(): Promise<void> {
    if (table && waiting.length > 0) await insertRows(trx, table, waiting);
    waiting = [];
  }
  const opened: TableColumns[] = [];
  await readExport(file, {
    onTable: (name, columns) => void opened.push(requireKnown({ table: name, columns }, known)),
    async onRow(row) {
      const current = opened.at(-1) ?? null;
      if (current !== table || waiting.length >= ROWS_AT_A_TIME) await flush();
      table = current;
      waiting.push(row);
    },
  });
  await flush();
}

function requireKnown(given: TableColumns, known: readonly TableColumns[]): TableColumns {
  const columns = known.find(({ table }) => table === given.table)?.columns;
  const unknown = columns ? given.columns.find((column) => !columns.includes(column)) : '';
  if (!columns || given.table in LEFT_BEHIND || unknown !== undefined) {
    const what = unknown ? `the column ${given.table}.${unknown}` : `the table ${given.table}`;
    throw new Error(
      `The file holds ${what}, which this version does not know: it was made by a newer one. Nothing was changed.`,
    );
  }
  return given;
}

async function requireEvidence(trx: Transaction<Database>, header: Header, key: JournalKey): Promise<void> {
  const verdict = await verifyJournal(trx, key);
  if (!verdict.whole) {
    const fact = verdict.seq === null ? '' : ` from fact ${verdict.seq} on`;
    throw new Error(`The journal in the file is not whole${fact}: ${verdict.fault}. Nothing was changed.`);
  }
  if (verdict.seq !== header.seq) throw new Error('The file does not hold the journal that its header tells of.');
}
