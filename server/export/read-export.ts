import { type Header, type Line, parseHeader, parseLine, type Row, type Trailer } from './export-format.ts';
import { type ReadLine, readLines } from './export-file.ts';

/** What a reader of an export is told, in the file's order. */
export interface ExportReader {
  onTable?(table: string, columns: readonly string[]): void;
  onRow?(row: Row): Promise<void> | void;
}

export interface ReadExport {
  readonly header: Header;
  readonly rows: Trailer['rows'];
}

/** Reads an export to its end. Throws, with a reason that fits after "FILE: ", when it is not whole. */
export async function readExport(file: string, reader: ExportReader = {}): Promise<ReadExport> {
  const rows: Record<string, number> = {};
  let header: Header | null = null;
  let table: string | null = null;
  let ended = false;
  try {
    for await (const line of readLines(file)) {
      if (ended) throw new Error('something follows its end');
      if (!header) {
        header = parseHeader(line.text);
        continue;
      }
      const parsed = parseLine(line.text);
      if (parsed.kind === 'end') {
        requireWhole(parsed.end, rows, line);
        ended = true;
      } else if (parsed.kind === 'table') {
        table = requireNewTable(parsed, rows);
        reader.onTable?.(table, parsed.columns);
      } else {
        if (table === null) throw new Error('it holds a row of no table');
        rows[table] = (rows[table] ?? 0) + 1;
        await reader.onRow?.(parsed.row);
      }
    }
  } catch (error) {
    throw toReason(error);
  }
  if (!header) throw new Error('it is not an export of Branchboard');
  if (!ended) throw new Error('it was cut off: its end is missing');
  return { header, rows };
}

function requireNewTable({ table }: Extract<Line, { kind: 'table' }>, rows: Record<string, number>): string {
  if (table in rows) throw new Error(`it holds the table ${table} twice`);
  rows[table] = 0;
  return table;
}

function requireWhole(end: Trailer, rows: Readonly<Record<string, number>>, { before }: ReadLine): void {
  const tables = new Set([...Object.keys(end.rows), ...Object.keys(rows)]);
  const differs = [...tables].find((table) => end.rows[table] !== rows[table]);
  if (differs !== undefined) throw new Error(`it does not hold the rows of ${differs} that it was made with`);
  if (before.copy().digest('hex') !== end.sha256) throw new Error('it is not as it was written');
}

function toReason(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') return new Error('it was cut off', { cause: error });
  if (code?.startsWith('Z_')) return new Error('it is damaged, or not an export of Branchboard', { cause: error });
  if (code === 'ENOENT') return new Error('there is no such file', { cause: error });
  return error;
}
