import { parse } from 'csv-parse/sync';
import type { Branch, Position } from '../../shared/practice/branch.ts';
import { parseOpeningHours } from '../../shared/practice/opening-hours.ts';

/** Columns of a branches file, all of them required, in any order. */
const COLUMNS = [
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

type Row = { readonly [C in (typeof COLUMNS)[number]]: string };

/** Branches of a file, or everything that is wrong with it. */
export type ReadBranches =
  | { readonly ok: true; readonly branches: readonly Branch[] }
  | { readonly ok: false; readonly faults: readonly string[] };

function wholeNumber(text: string, most: number): number | null {
  return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function position(row: Row): Position | null | 'fault' {
  if (row.lat === '' && row.lon === '') return null;
  const [lat, lon] = [Number(row.lat), Number(row.lon)];
  const inRange = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return row.lat !== '' && row.lon !== '' && inRange ? { lat, lon } : 'fault';
}

function toBranch(row: Row): { readonly branch: Branch | null; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const hours = parseOpeningHours(row.openingHours);
  const place = position(row);
  const expectedGps = wholeNumber(row.expectedGps, 99);
  const listSize = wholeNumber(row.listSize, 999_999);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(row.slug)) faults.push('slug must be lower-case words joined by hyphens');
  if (row.name.trim() === '') faults.push('name is missing');
  if (!hours.ok) faults.push(`openingHours: ${hours.fault}`);
  if (place === 'fault') faults.push('lat and lon must both be decimal degrees, or both empty');
  if (expectedGps === null) faults.push('expectedGps must be a whole number from 0 to 99');
  if (listSize === null) faults.push('listSize must be a whole number from 0 to 999999');
  if (!hours.ok || place === 'fault' || expectedGps === null || listSize === null || faults.length > 0) {
    return { branch: null, faults };
  }
  const branch: Branch = {
    slug: row.slug,
    name: row.name,
    odsCode: row.odsCode,
    address: row.address,
    town: row.town,
    postcode: row.postcode,
    position: place,
    phone: row.phone,
    hours: hours.hours,
    expectedGps,
    listSize,
    providers: { internet: row.internetProvider, records: row.recordsSystem, phones: row.phoneSupplier },
    takesOthers: true,
    gpWording: 'numbers',
    redirect111: false,
  };
  return { branch, faults };
}

interface ParsedRow {
  readonly row: Row;
  /** The line of the file that it ends on, from 1. */
  readonly line: number;
}

function parseRows(csv: string): readonly ParsedRow[] | string {
  let missing: readonly string[] = COLUMNS;
  const columns = (header: string[]) => {
    missing = COLUMNS.filter((column) => !header.includes(column));
    return header;
  };
  try {
    const options = { columns, bom: true, trim: true, skip_empty_lines: true, info: true } as const;
    const parsed = parse(csv, options) as unknown as readonly { record: Row; info: { lines: number } }[];
    if (missing.length > 0) return `columns are missing: ${missing.join(', ')}`;
    return parsed.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    return error instanceof Error ? error.message : 'the file could not be read as CSV';
  }
}

/** Reads a branches file (CSV with a header line). Nothing of it counts when one row has a fault. */
export function readBranches(csv: string): ReadBranches {
  const rows = parseRows(csv);
  if (typeof rows === 'string') return { ok: false, faults: [rows] };
  const slugs = rows.map(({ row }) => row.slug);
  const read = rows.map(({ row, line }, index) => {
    const { branch, faults } = toBranch(row);
    const twice = slugs.indexOf(row.slug) < index ? [`the slug ${row.slug} is there twice`] : [];
    return { branch, faults: [...faults, ...twice].map((fault) => `line ${line}: ${fault}`) };
  });
  const faults = read.flatMap((row) => row.faults);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, branches: read.flatMap(({ branch }) => (branch ? [branch] : [])) };
}
