import type { Fault } from '../wire/problem.ts';
import type { HoursExceptionBody } from '../wire/practice.ts';
import type { HoursException } from './branch.ts';
import { faultsOfText } from './check-values.ts';
import { formatOpenings, parseOpenings } from './opening-hours.ts';
import { SETTING_LIMITS } from './setting-limits.ts';

/** Exceptions of an answer, or all that is wrong with them. */
export interface CheckedExceptions {
  /** By date; of those without a fault. */
  readonly exceptions: readonly HoursException[];
  readonly faults: readonly Fault[];
}

/** Is there such a day: no 31 February. */
function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const date = match ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function checkException(
  { date, hours, note }: HoursExceptionBody,
  path: string,
): { readonly exception: HoursException | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  if (!isDate(date)) faults.push({ path: `${path}/date`, message: 'must be a day, as in 2026-12-24.' });
  const read = parseOpenings(hours);
  if (!read.ok) faults.push({ path: `${path}/hours`, message: `${read.fault}.` });
  const said = note?.trim() ?? '';
  faults.push(...faultsOfText(`${path}/note`, said, { most: SETTING_LIMITS.note }));
  if (!read.ok || faults.length > 0) return { exception: null, faults };
  return { exception: { date, openings: read.openings, note: said === '' ? null : said }, faults };
}

/** Exceptions as they are kept. A day can have one. */
export function checkExceptions(bodies: readonly HoursExceptionBody[], path = '/exceptions'): CheckedExceptions {
  const read = bodies.map((body, index) => checkException(body, `${path}/${index}`));
  const faults = read.flatMap((one) => one.faults);
  for (const [index, { date }] of bodies.entries()) {
    if (bodies.findIndex((other) => other.date === date) < index) {
      faults.push({ path: `${path}/${index}/date`, message: `${date} is given twice.` });
    }
  }
  if (bodies.length > SETTING_LIMITS.exceptions) {
    faults.push({
      path,
      message: `must hold ${SETTING_LIMITS.exceptions} days or fewer; leave out those that are past.`,
    });
  }
  const exceptions = read.flatMap(({ exception }) => exception ?? []);
  return { exceptions: exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1)), faults };
}

export function toExceptionBody({ date, openings, note }: HoursException): HoursExceptionBody {
  return { date, hours: formatOpenings(openings), note };
}

/** Reads a cell such as `2026-12-24 08:00-12:00 Christmas Eve; 2026-12-31 closed Staff training`. */
export function readExceptionCell(cell: string): readonly HoursExceptionBody[] {
  const entries = cell.split(';').map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [date = '', ...words] = entry.split(/\s+/);
      const firstOfNote = words.findIndex((word, n) => !/^\d{1,2}:/.test(word) && !(n === 0 && /^closed$/i.test(word)));
      const hours = firstOfNote === -1 ? words : words.slice(0, firstOfNote);
      const note = firstOfNote === -1 ? '' : words.slice(firstOfNote).join(' ');
      return { date, hours: hours.join(' '), note: note === '' ? null : note };
    });
}
