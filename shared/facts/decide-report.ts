import type { BranchRecord, Statement, StatementLog } from '../board/board.ts';
import type { Instant } from '../practice/instant.ts';
import { SECOND } from '../practice/instant.ts';
import type { ReportContent } from './check-report.ts';
import { SERVICES } from './fact.ts';
import { QUEUED_FROM_SECONDS } from './report-limits.ts';

/** What somebody said about a field that this report speaks of too. */
export interface FieldClash {
  /** `it.internet`, `gps`, `access`, `message`, `note`, `confirm`. */
  readonly field: string;
  /** The report that said it. */
  readonly seq: number;
  readonly by: string | null;
  readonly at: Instant;
  readonly was: unknown;
}

/** A report on its way in, with what its sender knew and when it was made. */
export interface ArrivingReport {
  readonly actor: string;
  readonly content: ReportContent;
  /** The branch's last fact by a person that the reporter saw, 0 when none. */
  readonly seenSeq: number;
  readonly madeSecondsAgo: number;
  /** Its sender saw no board, a text message say: it is stored like one that was queued, whatever its age. */
  readonly unseen?: boolean;
  /** The last time of the server that the reporter's device saw. */
  readonly lastSeenAt: Instant | null;
  /** When it arrived, by the server's clock. */
  readonly arrivedAt: Instant;
}

export type ReportDecision =
  | { readonly kind: 'changed-since'; readonly seq: number; readonly changed: readonly FieldClash[] }
  | {
      readonly kind: 'store';
      readonly at: Instant;
      readonly notApplied: readonly FieldClash[];
      readonly overrode: readonly FieldClash[];
    };

interface Field {
  readonly name: string;
  readonly log: StatementLog<unknown>;
  /** What the report says of it, undefined when it does not speak of it. */
  readonly said: unknown;
}

function fieldsOf(record: BranchRecord | null, content: ReportContent): Field[] {
  return [
    ...SERVICES.map((service) => ({
      name: `it.${service}`,
      log: record?.it[service] ?? [],
      said: content.it?.[service],
    })),
    { name: 'gps', log: record?.gps ?? [], said: content.gps },
    { name: 'access', log: record?.access ?? [], said: content.access },
    { name: 'message', log: record?.message ?? [], said: content.message },
    { name: 'note', log: record?.note ?? [], said: content.note },
    { name: 'confirm', log: record?.confirm ?? [], said: undefined },
  ];
}

/** What a report says of the field that a clash names; undefined when it does not speak of it. */
export function saidOf(content: ReportContent, field: string): unknown {
  return fieldsOf(null, content).find(({ name }) => name === field)?.said;
}

/** A confirmation is never in a clash: it changes no field, and an older one is simply older. */
function isSpoken(field: Field): boolean {
  return field.said !== undefined;
}

function toClash(field: string, statement: Statement<unknown>): FieldClash {
  return { field, seq: statement.seq, by: statement.actorName, at: statement.at, was: statement.value };
}

function clashes(fields: readonly Field[], pick: (field: Field) => Statement<unknown> | undefined): FieldClash[] {
  return fields.flatMap((field) => {
    const statement = pick(field);
    return statement ? [toClash(field.name, statement)] : [];
  });
}

/** `at` by the device's own account, kept between the last server time it saw and its arrival. */
function claimedAt({
  madeSecondsAgo,
  lastSeenAt,
  arrivedAt,
}: Pick<ArrivingReport, 'madeSecondsAgo' | 'lastSeenAt' | 'arrivedAt'>): Instant {
  // Whole milliseconds: who knows the age to a part of a second may say so.
  const claimed = Math.round(arrivedAt - madeSecondsAgo * SECOND);
  return Math.min(arrivedAt, Math.max(claimed, lastSeenAt ?? claimed));
}

/** Equal as values; the order of keys does not count, because the database keeps its own. */
function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

/** A queued report is stored whatever was said since: per field, the later evidence holds. */
function decideQueued(spoken: readonly Field[], report: ArrivingReport): ReportDecision {
  const at = claimedAt(report);
  const later = (field: Field) => (field.log[0] && field.log[0].at > at ? field.log[0] : undefined);
  const unseen = (field: Field) => {
    const last = later(field) ? undefined : field.log[0];
    if (!last || last.seq <= report.seenSeq || last.actor === report.actor) return undefined;
    return sameValue(last.value, field.said) ? undefined : last;
  };
  return { kind: 'store', at, notApplied: clashes(spoken, later), overrode: clashes(spoken, unseen) };
}

/**
 * A report made just now holds only when its sender saw everything that people said of the branch. What was seen
 * came before, so `at` is not before any of it, whatever the device says of its age.
 */
function decideFresh(fields: readonly Field[], personSeq: number, report: ArrivingReport): ReportDecision {
  if (personSeq !== report.seenSeq) {
    const unseen = (field: Field) => field.log.find((statement) => statement.seq > report.seenSeq);
    return { kind: 'changed-since', seq: personSeq, changed: clashes(fields, unseen) };
  }
  const seen = fields.filter(isSpoken).map((field) => field.log[0]?.at ?? 0);
  return { kind: 'store', at: Math.max(claimedAt(report), ...seen), notApplied: [], overrode: [] };
}

/** Whether a report waited, or its sender saw no board: it is stored whatever was said meanwhile. */
function isQueued({ unseen, madeSecondsAgo }: Pick<ArrivingReport, 'unseen' | 'madeSecondsAgo'>): boolean {
  return unseen === true || madeSecondsAgo >= QUEUED_FROM_SECONDS;
}

/**
 * Whether a report is stored, as of when, and what it does to what others said of the same fields. `record` is null
 * while no person has said anything of the branch.
 */
export function decideReport(record: BranchRecord | null, report: ArrivingReport): ReportDecision {
  const fields = fieldsOf(record, report.content);
  return isQueued(report)
    ? decideQueued(fields.filter(isSpoken), report)
    : decideFresh(fields, record?.personSeq ?? 0, report);
}
