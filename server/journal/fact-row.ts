import type { Fact, FactHead } from '../../shared/facts/fact.ts';
import { fromIso, type Instant, toIso } from '../../shared/practice/instant.ts';
import type { FactPayload, TextIds } from './fact-payload.ts';
import type { Texts } from './fact-texts.ts';
import type { FactRow } from './fact.table.ts';

type WithoutStamps<F> = F extends unknown ? Omit<F, 'seq' | 'recordedAt' | 'actorName'> : never;

/** A fact before the journal took it. */
export type NewFact = WithoutStamps<Fact>;

export type FactWithoutEvidence = Omit<FactRow, 'digests' | 'hash'>;

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
  /** By field; an erased text is null. */
  readonly texts: Texts | null;
}

export function toFactRow(fact: NewFact, seq: number, recordedAt: Instant, texts: TextIds): FactWithoutEvidence {
  const { kind, payload } = toPayload(fact);
  return {
    seq,
    kind,
    branch: branchOf(fact),
    at: new Date(fact.at),
    recorded_at: new Date(recordedAt),
    actor: fact.actor,
    payload: Object.keys(texts).length === 0 ? payload : { ...payload, texts },
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
  const texts = row.texts ?? {};
  const { kind, payload } = { kind: row.kind, payload: row.payload } as FactPayload;
  switch (kind) {
    case 'report': {
      const { texts: _ids, messageText: _message, noteText: _note, ...said } = payload;
      // An erased text reads as one that was taken away.
      return {
        ...head,
        kind,
        branch: requireBranch(row),
        ...said,
        ...textOf(texts, 'message'),
        ...textOf(texts, 'note'),
      };
    }
    case 'signal':
      return {
        ...head,
        kind,
        branch: requireBranch(row),
        contact: payload.contact,
        lastBeatAt: instantOrNull(payload.lastBeatAt),
        public: payload.public,
      };
    case 'probe': {
      const { service, state } = payload;
      return { ...head, kind, branch: requireBranch(row), service, state, public: true };
    }
    case 'flapping':
      return { ...head, kind, branch: requireBranch(row), flapping: payload.flapping };
    case 'branch':
      return { ...head, kind, branch: payload.branch };
    case 'practice':
      return { ...head, kind, practice: payload.practice };
    case 'incident': {
      const { texts: _ids, escalatedTo, nextUpdateAt, ...said } = payload;
      return {
        ...head,
        kind,
        ...said,
        ...(nextUpdateAt === undefined ? {} : { nextUpdateAt: instantOrNull(nextUpdateAt) }),
        ...(escalatedTo && { escalation: { to: escalatedTo, reference: texts.reference ?? null } }),
        ...textOf(texts, 'title'),
        ...textOf(texts, 'public'),
        ...textOf(texts, 'staff'),
      };
    }
    case 'notice': {
      const { control, branches, until } = payload;
      return { ...head, kind, control, branches, until: instantOrNull(until), reason: texts.reason ?? null };
    }
    case 'alert':
      return { ...head, kind, branch: row.branch, state: payload.state, reason: texts.reason ?? null };
    case 'planned': {
      const { planned, work } = payload;
      if (work === null) return { ...head, kind, planned, work };
      const { branches, services, from, to } = work;
      const title = texts.title ?? null;
      return { ...head, kind, planned, work: { title, branches, services, from: fromIso(from), to: fromIso(to) } };
    }
    case 'check':
      return { ...head, kind, incident: payload.incident, item: payload.item, done: payload.done };
    case 'erasure': {
      const { target, fields, person } = payload;
      return { ...head, kind, branch: row.branch, target, fields, person, reason: texts.reason ?? null };
    }
    default:
      return refuseKind(kind, row);
  }
}

/** The field when it was spoken of. */
function textOf<F extends string>(texts: Texts, field: F): { readonly [K in F]?: string | null } {
  const text = texts[field];
  return text === undefined ? {} : ({ [field]: text } as { [K in F]: string | null });
}

function instantOrNull(iso: string | null): Instant | null {
  return iso === null ? null : fromIso(iso);
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant);
}

function toPayload(fact: NewFact): FactPayload {
  switch (fact.kind) {
    case 'report': {
      const { onBehalf, via, it, gps, access, confirm } = fact;
      return { kind: fact.kind, payload: defined({ onBehalf, via, it, gps, access, confirm }) };
    }
    case 'signal': {
      const { contact, lastBeatAt } = fact;
      return { kind: fact.kind, payload: { contact, lastBeatAt: isoOrNull(lastBeatAt), public: fact.public } };
    }
    case 'probe':
      return { kind: fact.kind, payload: { service: fact.service, state: fact.state } };
    case 'flapping':
      return { kind: fact.kind, payload: { flapping: fact.flapping } };
    case 'branch':
      return { kind: fact.kind, payload: { branch: fact.branch } };
    case 'practice':
      return { kind: fact.kind, payload: { practice: fact.practice } };
    case 'incident': {
      const { incident, severity, branches, services, affected, shown, resolved, escalation, nextUpdateAt } = fact;
      const said = { incident, severity, branches, services, affected, shown, resolved };
      const more = {
        escalatedTo: escalation?.to,
        nextUpdateAt: nextUpdateAt === undefined ? undefined : isoOrNull(nextUpdateAt),
      };
      return { kind: fact.kind, payload: defined({ ...said, ...more }) };
    }
    case 'notice': {
      const { control, branches, until } = fact;
      return { kind: fact.kind, payload: { control, branches, until: isoOrNull(until) } };
    }
    case 'alert':
      return { kind: fact.kind, payload: { state: fact.state } };
    case 'planned': {
      const { planned, work } = fact;
      if (work === null) return { kind: fact.kind, payload: { planned, work } };
      const { branches, services, from, to } = work;
      return { kind: fact.kind, payload: { planned, work: { branches, services, from: toIso(from), to: toIso(to) } } };
    }
    case 'check': {
      const { incident, item, done } = fact;
      return { kind: fact.kind, payload: { incident, item, done } };
    }
    case 'erasure': {
      const { target, fields, person } = fact;
      return { kind: fact.kind, payload: { target, fields, person } };
    }
  }
}

type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the fields that were not spoken of. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function branchOf(fact: NewFact): string | null {
  switch (fact.kind) {
    case 'report':
    case 'signal':
    case 'probe':
    case 'flapping':
    case 'alert':
    case 'erasure':
      return fact.branch;
    case 'branch':
      return fact.branch.slug;
    default:
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
