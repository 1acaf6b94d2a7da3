import type { Branch, Position } from '../../shared/practice/branch.ts';
import { checkBranch, toBranchBody } from '../../shared/practice/check-branch.ts';
import { readExceptionCell } from '../../shared/practice/check-exceptions.ts';
import type { BranchBody } from '../../shared/wire/practice.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { type BranchRow, type NumberedRow, parseBranchRows } from './branch-rows.ts';

/** Branches of a file, or everything that is wrong with it. */
export type ReadBranches =
  | { readonly ok: true; readonly branches: readonly Branch[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Of a new branch, where the file has no column for it. */
const DEFAULTS: Pick<BranchBody, 'takesOthers' | 'gpWording' | 'redirect111' | 'exceptions'> = {
  takesOthers: true,
  gpWording: 'numbers',
  redirect111: false,
  exceptions: [],
};

const YES = ['yes', 'true'];
const NO = ['no', 'false'];

function toNumber(cell: string): number {
  return /^\d{1,6}$/.test(cell) ? Number(cell) : Number.NaN;
}

function toPosition({ lat, lon }: BranchRow): Position | null {
  if (lat === '' && lon === '') return null;
  const degrees = (cell: string) => (/^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN);
  return { lat: degrees(lat), lon: degrees(lon) };
}

/** A cell that says yes or no; one that is empty or not there leaves it as it was. */
function toFlag(cell: string | undefined, known: boolean): boolean | 'fault' {
  const word = cell?.toLowerCase() ?? '';
  if (word === '') return known;
  return YES.includes(word) || (NO.includes(word) ? false : 'fault');
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  '/hours': 'openingHours:',
  '/position': 'lat and lon',
  '/providers/internet': 'internetProvider',
  '/providers/records': 'recordsSystem',
  '/providers/phones': 'phoneSupplier',
};

/** "openingHours: 8am is not a time range", "name is missing". */
function faultWords({ path, message }: Fault): string {
  const column = path.startsWith('/exceptions') ? 'exceptions:' : (COLUMN_OF[path] ?? path.slice(1));
  return `${column} ${message.replace(/\.$/, '')}`;
}

function toBranch(row: BranchRow, known: Branch | undefined): ReturnType<typeof checkBranch> {
  const kept = known ? toBranchBody(known) : DEFAULTS;
  const takesOthers = toFlag(row.takesOthers, kept.takesOthers);
  const redirect111 = toFlag(row.redirect111, kept.redirect111);
  const checked = checkBranch(row.slug, {
    name: row.name,
    odsCode: row.odsCode,
    address: row.address,
    town: row.town,
    postcode: row.postcode,
    position: toPosition(row),
    phone: row.phone,
    hours: row.openingHours,
    exceptions: row.exceptions === undefined ? kept.exceptions : [...readExceptionCell(row.exceptions)],
    expectedGps: toNumber(row.expectedGps),
    listSize: toNumber(row.listSize),
    providers: { internet: row.internetProvider, records: row.recordsSystem, phones: row.phoneSupplier },
    takesOthers: takesOthers === true,
    gpWording: row.gpWording || kept.gpWording,
    redirect111: redirect111 === true,
  });
  const flags = Object.entries({ takesOthers, redirect111 }).filter(([, flag]) => flag === 'fault');
  if (flags.length === 0) return checked;
  const faults = flags.map(([column]) => ({ path: `/${column}`, message: 'must be yes or no.' }));
  return { ok: false, faults: [...(checked.ok ? [] : checked.faults), ...faults] };
}

/**
 * Reads a branches file (CSV with a header line). Nothing of it counts when one row has a fault. What the file has no
 * column for stays as it is at the branches in `known`.
 */
export function readBranches(csv: string, known: ReadonlyMap<string, Branch> = new Map()): ReadBranches {
  const rows = parseBranchRows(csv);
  if (typeof rows === 'string') return { ok: false, faults: [rows] };
  const slugs = rows.map(({ row }) => row.slug);
  const read = rows.map(({ row, line }: NumberedRow, index) => {
    const checked = toBranch(row, known.get(row.slug));
    const twice = slugs.indexOf(row.slug) < index ? [`the slug ${row.slug} is there twice`] : [];
    const faults = [...(checked.ok ? [] : checked.faults.map(faultWords)), ...twice];
    return { branch: checked.ok ? checked.branch : null, faults: faults.map((fault) => `line ${line}: ${fault}`) };
  });
  const faults = read.flatMap((row) => row.faults);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, branches: read.flatMap(({ branch }) => branch ?? []) };
}
