import { stringify } from 'csv-stringify/sync';
import { leavingAfter } from '../../shared/people/last-day.ts';
import { deriveMoves, type PersonNote, type RightsAtATime } from '../../shared/people/movers.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { startOfDay } from '../../shared/practice/local-time.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { PEOPLE_REPORT, PEOPLE_REPORT_HEADS, reportLine } from '../../shared/words/people-report.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import { listNotes, type NamedNote } from '../audit/list-notes.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';

export interface PeopleReportDeps {
  readonly db: Db;
  readonly zone: () => string;
  readonly branchName: (slug: string) => string;
}

/** Days of the practice, both inclusive; empty or absent: no limit. */
export interface ReportDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface NoteDetail {
  readonly before?: RightsAtATime;
  readonly now?: RightsAtATime;
  readonly role?: RightsAtATime['role'];
  readonly branches?: readonly string[];
}

const OUTCOMES: readonly PersonNote['outcome'][] = ['invited', 'set-up', 'changed', 'removed'];

function toPersonNote(note: NamedNote): PersonNote | null {
  const outcome = OUTCOMES.find((known) => known === note.outcome);
  const { before = null, now = null, role, branches = [] } = note.detail as NoteDetail;
  // Who sets up their own account is whom it is about.
  const person = note.subject ?? note.actor;
  if (outcome === undefined || person === null) return null;
  const name = note.subjectName ?? note.actorName ?? '';
  const by = note.actor === SYSTEM_ACTOR ? PEOPLE_REPORT.onTheServer : (note.actorName ?? '');
  const after = now ?? (role ? { role, branches, leaving: null } : null);
  return { at: note.at.getTime(), outcome, person, name, by, before, after };
}

function limitsOf({ from = '', to = '' }: ReportDays, zone: string, now: Instant) {
  const faults: Fault[] = [];
  function midnight(field: string, day: string): Instant | null {
    if (day === '') return null;
    const next = leavingAfter(day, zone);
    if (next === null) faults.push({ path: `/${field}`, message: PEOPLE_REPORT.dayWrong });
    return next === null ? null : Date.parse(next);
  }
  const afterFirst = midnight('from', from);
  const afterLast = midnight('to', to);
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  return {
    first: afterFirst === null ? 0 : startOfDay({ year, month, day, weekday: 0 }, zone),
    last: Math.min(now + 1, afterLast ?? Number.POSITIVE_INFINITY),
  };
}

/** Who came, moved and went, as a table for a spreadsheet: no cell of it becomes a formula there. Throws `bad-request`. */
export async function reportPeople(
  { db, zone, branchName }: PeopleReportDeps,
  days: ReportDays,
  now: Instant,
): Promise<string> {
  const { first, last } = limitsOf(days, zone(), now);
  const notes = (await listNotes(db, ['person', 'set-up'], last)).map(toPersonNote).filter((note) => note !== null);
  const lines = deriveMoves(notes, first, last).map((move) => reportLine(move, zone(), branchName));
  return stringify([PEOPLE_REPORT_HEADS, ...lines], { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}
