import type { Selectable } from 'kysely';
import type { Fact, FactHead } from '../../shared/facts/fact.ts';
import { fromIso, type Instant, toIso } from '../../shared/practice/instant.ts';
import type { FactPayload, ReportPayload } from './fact-payload.ts';
import type { FactTable } from './fact.table.ts';

type WithoutStamps<F> = F extends unknown ? Omit<F, 'seq' | 'recordedAt' | 'actorName'> : never;

/** A fact before the journal took it. */
export type NewFact = WithoutStamps<Fact>;

/** A row of `fact` with its actor's name and its texts joined. */
export interface JoinedFactRow {
  readonly seq: number;
  readonly kind: string;
  readonly branch: string | null;
  readonly at: Date;
  readonly recorded_at: Date;
  readonly actor: string;
  readonly actor_name: string | null;
  readonly payload: unknown;
  readonly message_body: string | null;
  readonly note_body: string | null;
}

/** Ids of the rows that hold a report's texts; null where there is no text to hold. */
export interface TextIds {
  readonly message: string | null;
  readonly note: string | null;
}

export function toFactRow(fact: NewFact, seq: number, recordedAt: Instant, texts: TextIds): Selectable<FactTable> {
  const { kind, payload } = toPayload(fact, texts);
  return {
    seq,
    kind,
    branch: branchOf(fact),
    at: new Date(fact.at),
    recorded_at: new Date(recordedAt),
    actor: fact.actor,
    payload,
  };
}

/** Throws when the row is of a kind that this version does not know: a fold that skips facts would show a false board. */
export function toFact(row: JoinedFactRow): Fact {
  const head: FactHead = {
    seq: row.seq,
    at: row.at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    actor: row.actor,
    actorName: row.actor_name,
  };
  const { kind, payload } = { kind: row.kind, payload: row.payload } as FactPayload;
  switch (kind) {
    case 'report':
      return {
        ...head,
        kind,
        branch: requireBranch(row),
        onBehalf: payload.onBehalf,
        ...(payload.it === undefined ? {} : { it: payload.it }),
        ...(payload.gps === undefined ? {} : { gps: payload.gps }),
        ...(payload.access === undefined ? {} : { access: payload.access }),
        // An erased text reads as one that was taken away.
        ...(payload.messageText === undefined ? {} : { message: row.message_body }),
        ...(payload.noteText === undefined ? {} : { note: row.note_body }),
        ...(payload.confirm === undefined ? {} : { confirm: payload.confirm }),
      };
    case 'signal':
      return {
        ...head,
        kind,
        branch: requireBranch(row),
        contact: payload.contact,
        lastBeatAt: payload.lastBeatAt === null ? null : fromIso(payload.lastBeatAt),
        public: payload.public,
      };
    case 'branch':
      return { ...head, kind, branch: payload.branch };
    case 'practice':
      return { ...head, kind, practice: payload.practice };
    default:
      return refuseKind(kind, row);
  }
}

function toPayload(fact: NewFact, texts: TextIds): FactPayload {
  switch (fact.kind) {
    case 'report':
      return { kind: fact.kind, payload: toReportPayload(fact, texts) };
    case 'signal': {
      const lastBeatAt = fact.lastBeatAt === null ? null : toIso(fact.lastBeatAt);
      return { kind: fact.kind, payload: { contact: fact.contact, lastBeatAt, public: fact.public } };
    }
    case 'branch':
      return { kind: fact.kind, payload: { branch: fact.branch } };
    case 'practice':
      return { kind: fact.kind, payload: { practice: fact.practice } };
  }
}

function toReportPayload(fact: Extract<NewFact, { kind: 'report' }>, texts: TextIds): ReportPayload {
  return {
    onBehalf: fact.onBehalf,
    ...(fact.it === undefined ? {} : { it: fact.it }),
    ...(fact.gps === undefined ? {} : { gps: fact.gps }),
    ...(fact.access === undefined ? {} : { access: fact.access }),
    ...(fact.message === undefined ? {} : { messageText: texts.message }),
    ...(fact.note === undefined ? {} : { noteText: texts.note }),
    ...(fact.confirm === undefined ? {} : { confirm: fact.confirm }),
  };
}

function branchOf(fact: NewFact): string | null {
  switch (fact.kind) {
    case 'report':
    case 'signal':
      return fact.branch;
    case 'branch':
      return fact.branch.slug;
    case 'practice':
      return null;
  }
}

function requireBranch(row: JoinedFactRow): string {
  if (row.branch === null) throw new Error(`fact ${row.seq} (${row.kind}) names no branch`);
  return row.branch;
}

function refuseKind(_kind: never, row: JoinedFactRow): never {
  throw new Error(`fact ${row.seq} is of the kind '${row.kind}', which this version does not know`);
}
