import { parse } from 'csv-parse/sync';
import { BRANCH_COLUMNS, type BranchRow } from './branch-rows.ts';

/** Columns of the national files `ebranchs` and `epraccur`, which have the same layout and no header. */
const COLUMN = { code: 0, name: 1, address: [4, 5, 6], town: 7, postcode: 9, closed: 11, parent: 14, phone: 17 };

const SMALL_WORDS = new Set(['AND', 'OF', 'THE', 'AT', 'IN', 'ON', 'UPON', 'BY']);

function titled(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .map((word, index) => {
      if (index > 0 && SMALL_WORDS.has(word)) return word.toLowerCase();
      return word.toLowerCase().replace(/(^|[-(.'])([a-z])/g, (_all, before, letter) => before + letter.toUpperCase());
    })
    .join(' ');
}

function toSlug(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, 64).replace(/-$/, '');
}

function cellsOf(row: readonly string[]) {
  const cell = (index: number) => row[index]?.trim() ?? '';
  return {
    code: cell(COLUMN.code),
    name: cell(COLUMN.name),
    address: COLUMN.address.map(cell).filter((line) => line !== ''),
    town: cell(COLUMN.town),
    postcode: cell(COLUMN.postcode),
    closed: cell(COLUMN.closed) !== '',
    parent: cell(COLUMN.parent),
    phone: cell(COLUMN.phone),
  };
}

function toRow(cells: ReturnType<typeof cellsOf>): BranchRow {
  const name = titled(cells.name);
  return {
    slug: toSlug(name),
    name,
    odsCode: cells.code,
    address: cells.address.map(titled).join(', '),
    town: titled(cells.town),
    postcode: cells.postcode,
    lat: '',
    lon: '',
    phone: cells.phone,
    openingHours: '',
    expectedGps: '',
    listSize: '',
    internetProvider: '',
    recordsSystem: '',
    phoneSupplier: '',
  };
}

function toCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A branches file to complete, from national files: the places of a practice that are open and no vaccination service.
 * What the national files do not know is empty, so that it cannot be imported before somebody filled it in.
 */
export function draftFromOds(files: readonly string[], practice: string): string {
  const rows = files
    .flatMap((text) => parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true }) as string[][])
    .map(cellsOf)
    .filter(({ code, parent }) => code === practice || parent === practice)
    .filter(({ closed, name }) => !closed && !/VACCINATION/i.test(name))
    .map(toRow);
  if (rows.length === 0) throw new Error(`The file has no open place of the practice ${practice}.`);
  const lines = rows.map((row) => BRANCH_COLUMNS.map((column) => toCell(row[column])).join(','));
  return `${[BRANCH_COLUMNS.join(','), ...lines].join('\n')}\n`;
}
