import { stringify } from 'csv-stringify/sync';
import { EVENTS_OF, isRefused, REFUSED_OUTCOMES } from '../../shared/people/access-events.ts';
import { leavingAfter } from '../../shared/people/last-day.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { startOfDay } from '../../shared/practice/local-time.ts';
import type { RecordFilters, RecordLine, RecordPage, RecordQuery } from '../../shared/wire/record.ts';
import { kindOf, RECORD_HEADS, RECORD_WORDS, recordCells, recordLine } from '../../shared/words/record.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { readNamedActors, readRecord, type RecordChoice, type RecordRow } from './access-log.queries.ts';

export interface RecordDeps {
  readonly db: Db;
  readonly zone: () => string;
  readonly branchName: (slug: string) => string;
}

const PAGE = 50;
const BATCH = 1_000;

function limitsOf(day: string | undefined, zone: string): Pick<RecordChoice, 'from' | 'to'> {
  if (day === undefined) return { from: null, to: null };
  const end = leavingAfter(day, zone);
  if (end === null) throw new AppError('bad-request', { faults: [{ path: '/day', message: RECORD_WORDS.dayWrong }] });
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { from: new Date(startOfDay({ year, month, day: date, weekday: 0 }, zone)), to: new Date(end) };
}

function toChoice({ person, kind, outcome, day }: RecordFilters, zone: string): Omit<RecordChoice, 'after' | 'limit'> {
  return {
    person: person ?? null,
    events: kind === undefined ? null : EVENTS_OF[kind],
    outcome: outcome ?? null,
    refusedOutcomes: REFUSED_OUTCOMES,
    ...limitsOf(day, zone),
  };
}

function toAfter(cursor: string | undefined): RecordChoice['after'] {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = cursor.split('.');
  return { at: new Date(Number(at)), id };
}

function toLine(row: RecordRow, branchName: RecordDeps['branchName']): RecordLine {
  const { id, at, event, outcome, actor, device } = row;
  const said = recordLine({ ...row, bySystem: actor === SYSTEM_ACTOR }, branchName);
  return { id, at: toIso(at.getTime()), kind: kindOf(event), refused: isRefused(event, outcome), device, ...said };
}

/** A page of the record of access, newest first. Throws `bad-request` for a day that is none. */
export async function readRecordPage(
  { db, zone, branchName }: RecordDeps,
  { after, limit: asked, ...filters }: RecordQuery,
  now: Instant,
): Promise<RecordPage> {
  const limit = asked === undefined ? PAGE : Number(asked);
  const choice = { ...toChoice(filters, zone()), after: toAfter(after), limit: limit + 1 };
  const rows = await readRecord(db, choice);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    lines: shown.map((row) => toLine(row, branchName)),
    next: last ? cursorOf(last) : null,
    people: await readNamedActors(db, now),
    readAt: toIso(now),
  };
}

function cursorOf({ at, id }: RecordRow): string {
  return `${at.getTime()}.${id}`;
}

/** All of it as a table for a spreadsheet, in pieces: no cell of it becomes a formula there. */
export async function* recordAsCsv(
  { db, zone, branchName }: RecordDeps,
  filters: RecordFilters,
): AsyncGenerator<string> {
  const choice = toChoice(filters, zone());
  const options = { escape_formulas: true, record_delimiter: '\r\n' } as const;
  yield stringify([RECORD_HEADS], { ...options, bom: true });
  for (let after: RecordChoice['after'] = null; ; ) {
    const rows: RecordRow[] = await readRecord(db, { ...choice, after, limit: BATCH });
    if (rows.length > 0)
      yield stringify(
        rows.map((row) => recordCells(toLine(row, branchName), zone())),
        options,
      );
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = last;
  }
}
