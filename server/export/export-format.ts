import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** Of the file. A version reads every format up to its own. */
export const FORMAT = 1;

/** The first line. The file is as secret as the key that it holds. */
const Header = Type.Object({
  branchboard: Type.Literal('practice'),
  format: Type.Integer({ minimum: 1 }),
  madeAt: Type.String(),
  epoch: Type.String(),
  seq: Type.Integer({ minimum: 0 }),
  /** Evidence of the last fact, hexadecimal; null when there is none. */
  hash: Type.Union([Type.String(), Type.Null()]),
  journalKey: Type.String({ minLength: 32 }),
});
export type Header = Static<typeof Header>;

/** Opens a table: the rows that follow are of it. */
const TableLine = Type.Object({ table: Type.String(), columns: Type.Array(Type.String()) });

const RowLine = Type.Object({ row: Type.Record(Type.String(), Type.Unknown()) });
export type Row = Static<typeof RowLine>['row'];

/** The last line: a file without it was cut. */
const Trailer = Type.Object({
  end: Type.Object({ rows: Type.Record(Type.String(), Type.Integer()), sha256: Type.String() }),
});
export type Trailer = Static<typeof Trailer>['end'];

export type Line =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'end'; readonly end: Trailer };

export function parseHeader(text: string): Header {
  const value = parseJson(text);
  if (!Value.Check(Header, value)) throw new Error('it is not an export of Branchboard');
  if (value.format > FORMAT) throw new Error('it was made by a newer version of Branchboard; install that one first');
  return value;
}

export function parseLine(text: string): Line {
  const value = parseJson(text);
  if (Value.Check(RowLine, value)) return { kind: 'row', row: value.row };
  if (Value.Check(TableLine, value)) return { kind: 'table', table: value.table, columns: value.columns };
  if (Value.Check(Trailer, value)) return { kind: 'end', end: value.end };
  throw new Error('it holds a line that is none of an export');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
