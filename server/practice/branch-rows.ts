import { CsvError, parse } from 'csv-parse/sync';

/** Columns of a branches file, all of them required, in any order. */
export const BRANCH_COLUMNS = [
  'slug',
  'name',
  'odsCode',
  'address',
  'town',
  'postcode',
  'lat',
  'lon',
  'phone',
  'openingHours',
  'expectedGps',
  'listSize',
  'internetProvider',
  'recordsSystem',
  'phoneSupplier',
] as const;

/** Columns that a file may have besides. */
const MORE_COLUMNS = ['takesOthers', 'gpWording', 'redirect111', 'exceptions'] as const;

export type BranchRow = { readonly [C in (typeof BRANCH_COLUMNS)[number]]: string } & {
  readonly [C in (typeof MORE_COLUMNS)[number]]?: string;
};

export interface NumberedRow {
  readonly row: BranchRow;
  /** The line of the file that it ends on, from 1. */
  readonly line: number;
}

/** The first line names the columns; what is wrong with it, null for nothing. */
function faultOfHeader(header: readonly string[]): string | null {
  const missing = BRANCH_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) return `columns are missing: ${missing.join(', ')}`;
  const known: readonly string[] = [...BRANCH_COLUMNS, ...MORE_COLUMNS];
  const unknown = header.filter((column) => !known.includes(column));
  if (unknown.length > 0) return `columns are unknown: ${unknown.join(', ')}`;
  const twice = header.filter((column, index) => header.indexOf(column) < index);
  return twice.length > 0 ? `columns are there twice: ${twice.join(', ')}` : null;
}

/** What the reader of CSV could not read, and on which line. */
function faultOfFile(error: unknown, columns: number): string {
  if (!(error instanceof CsvError)) return 'the file could not be read as CSV';
  const { code, lines, record } = error as CsvError & { readonly lines: number; readonly record?: unknown };
  if (code !== 'CSV_RECORD_INCONSISTENT_COLUMNS' || !Array.isArray(record)) return error.message;
  return `line ${lines}: it has ${record.length} ${record.length === 1 ? 'cell' : 'cells'}, and the first line names ${columns} columns`;
}

/** The rows of a branches file, or what is wrong with it as a file. */
export function parseBranchRows(csv: string): readonly NumberedRow[] | string {
  let header: readonly string[] = [];
  const columns = (names: string[]) => {
    header = names;
    return names;
  };
  try {
    const options = { columns, bom: true, trim: true, skip_empty_lines: true, info: true } as const;
    const parsed = parse(csv, options) as unknown as readonly { record: BranchRow; info: { lines: number } }[];
    const fault = faultOfHeader(header);
    if (fault !== null) return fault;
    if (parsed.length === 0) return 'there is no branch in it';
    return parsed.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    return faultOfFile(error, header.length);
  }
}
