import type { Service } from '../facts/fact.ts';
import type { Escalation, IncidentSays, Severity } from '../facts/incident.ts';
import type { Instant } from '../practice/instant.ts';
import type { Board, IncidentRecord, Statement } from './board.ts';
import type { ServiceReading } from './it.ts';
import { areSame, createKeep } from './keep.ts';

/** An incident as it stands at one time. */
export interface Incident {
  readonly id: number;
  readonly title: string | null;
  readonly severity: Severity;
  readonly branches: readonly string[];
  readonly services: readonly Service[];
  /** Those of its branches that are affected at this time. */
  readonly affected: readonly string[];
  readonly shown: boolean;
  readonly nextUpdateAt: Instant | null;
  readonly opened: Statement<IncidentSays>;
  readonly resolved: Statement<IncidentSays> | null;
  readonly escalations: readonly Statement<Escalation>[];
  /** All that was said up to this time, oldest first. */
  readonly said: readonly Statement<IncidentSays>[];
  readonly record: IncidentRecord;
}

/** A stretch of time in which a branch was affected by an incident that makes it degraded; `to` null: it still is. */
export interface AffectedSpan {
  readonly from: Instant;
  readonly to: Instant | null;
}

type Standing = Omit<Incident, 'opened' | 'resolved' | 'escalations' | 'said' | 'record'>;

function startOf(id: number): Standing {
  return {
    id,
    title: null,
    severity: 'minor',
    branches: [],
    services: [],
    affected: [],
    shown: true,
    nextUpdateAt: null,
  };
}

function after(before: Standing, says: IncidentSays): Standing {
  const branches = says.branches ?? before.branches;
  // Those it is no longer about are not affected by it; new ones are, unless it is said who is.
  const known = new Set(before.branches);
  const about = branches === before.branches ? known : new Set(branches);
  const added = branches.filter((slug) => !known.has(slug));
  const affected = says.affected ?? [...before.affected, ...added];
  return {
    id: before.id,
    title: says.title === undefined ? before.title : says.title,
    severity: says.severity ?? before.severity,
    branches,
    services: says.services ?? before.services,
    affected: says.resolved ? [] : affected.filter((slug) => about.has(slug)),
    shown: says.shown ?? before.shown,
    nextUpdateAt: says.resolved ? null : says.nextUpdateAt === undefined ? before.nextUpdateAt : says.nextUpdateAt,
  };
}

/** What patients see of an incident as it stands, and of what it makes of branches. */
function publicSideOf(
  { title, severity, shown, branches, affected, services }: Standing,
  resolved: boolean,
  updates: readonly string[],
): string {
  const high = isHighSeverity(severity);
  const told = shown && title !== null ? [title, high, branches, affected, services, resolved, updates] : null;
  // It makes its branches degraded, and their services doubtful, also when it is not shown itself.
  return JSON.stringify([told, high ? [affected, services] : null]);
}

/** Of what was said of an incident, by which patients saw a difference. */
export function publicSteps(id: number, said: IncidentRecord['said']): readonly Statement<IncidentSays>[] {
  if (said[0]?.seq !== id) return [];
  let standing = startOf(id);
  let resolved = false;
  const updates: string[] = [];
  let seen = publicSideOf(standing, resolved, updates);
  return said.filter(({ value }) => {
    standing = after(standing, value);
    resolved ||= value.resolved === true;
    if (value.public) updates.push(value.public);
    const shows = publicSideOf(standing, resolved, updates);
    const differs = shows !== seen;
    seen = shows;
    return differs;
  });
}

/** An incident by what was said of it up to `at`; null when it was not open yet. */
export function deriveIncident(record: IncidentRecord, at: Instant): Incident | null {
  const said = record.said.filter((statement) => statement.at <= at);
  const opened = said.find(({ seq }) => seq === record.id);
  if (!opened) return null;
  const standing = said.reduce((before, { value }) => after(before, value), startOf(record.id));
  return {
    ...standing,
    opened,
    resolved: said.find(({ value }) => value.resolved) ?? null,
    escalations: said.flatMap(({ value: { escalation }, ...head }) =>
      escalation ? [{ ...head, value: escalation }] : [],
    ),
    said,
    record,
  };
}

const keepIncident = createKeep<IncidentRecord, Incident | null>();
const lists = new WeakMap<Board['incidents'], readonly Incident[]>();

/** An incident stands as it is from the last that was said of it by `at` to the next. */
function incidentAt(record: IncidentRecord, at: Instant): Incident | null {
  return keepIncident(record, [], at, () => {
    let [since, until] = [-Infinity, Infinity];
    for (const said of record.said) {
      if (said.at > at) until = Math.min(until, said.at);
      else since = Math.max(since, said.at);
    }
    return { value: deriveIncident(record, at), since, until };
  }).value;
}

/** All incidents that were opened by `at`, oldest first. The very same list while nothing of them changed. */
export function deriveIncidents({ incidents }: Board, at: Instant): readonly Incident[] {
  const derived = incidents.flatMap((record) => incidentAt(record, at) ?? []);
  const known = lists.get(incidents);
  const list = known && areSame(known, derived) ? known : derived;
  lists.set(incidents, list);
  return list;
}

/** Whether an incident makes the branches it affects degraded. */
export function isHighSeverity(severity: Severity): boolean {
  return severity !== 'minor';
}

type SpansBySlug = ReadonlyMap<string, readonly AffectedSpan[]>;
const keptSpans = new WeakMap<Board['incidents'], SpansBySlug>();

/** By slug: when a branch was affected by an incident of high severity. */
export function deriveAffectedSpans({ incidents }: Board): SpansBySlug {
  const spans = keptSpans.get(incidents) ?? spansOf(incidents);
  keptSpans.set(incidents, spans);
  return spans;
}

function spansOf(incidents: Board['incidents']): SpansBySlug {
  const spans = new Map<string, AffectedSpan[]>();
  for (const record of incidents) {
    const moments = [...new Set(record.said.map(({ at }) => at))].sort((a, b) => a - b);
    const open = new Map<string, Instant>();
    for (const at of moments) {
      const incident = deriveIncident(record, at);
      const high = new Set(incident && isHighSeverity(incident.severity) ? incident.affected : []);
      for (const slug of high) if (!open.has(slug)) open.set(slug, at);
      for (const [slug, from] of open) {
        if (high.has(slug)) continue;
        open.delete(slug);
        spans.set(slug, [...(spans.get(slug) ?? []), { from, to: at }]);
      }
    }
    for (const [slug, from] of open) spans.set(slug, [...(spans.get(slug) ?? []), { from, to: null }]);
  }
  return spans;
}

/** Whether one of the spans holds an instant; `from` is included, `to` is not. */
export function isAffectedAt(spans: readonly AffectedSpan[], at: Instant): boolean {
  return spans.some(({ from, to }) => from <= at && (to === null || at < to));
}

type Doubts = ReadonlyMap<Service, Instant>;
const keptDoubts = new WeakMap<Incident, ReadonlyMap<string, Doubts>>();

/**
 * Services of a branch that an open incident of high severity calls into question, and since when: a branch, a service
 * or the severity may have come to it long after it was opened.
 */
export function doubtedServices(incidents: readonly Incident[], slug: string): Doubts {
  const doubted = new Map<Service, Instant>();
  for (const incident of incidents) {
    const doubts = keptDoubts.get(incident) ?? doubtsOf(incident);
    keptDoubts.set(incident, doubts);
    for (const [service, since] of doubts.get(slug) ?? []) {
      doubted.set(service, Math.max(doubted.get(service) ?? since, since));
    }
  }
  return doubted;
}

/** By slug, of all that an incident is about. */
function doubtsOf({ id, said }: Incident): ReadonlyMap<string, Doubts> {
  let standing = startOf(id);
  let doubts = new Map<string, Doubts>();
  for (const { at, value } of said) {
    standing = after(standing, value);
    const { severity, affected, services } = standing;
    const before = doubts;
    const sinceOf = (slug: string) =>
      services.map((service) => [service, before.get(slug)?.get(service) ?? at] as const);
    doubts = new Map(isHighSeverity(severity) ? affected.map((slug) => [slug, new Map(sinceOf(slug))]) : []);
  }
  return doubts;
}

/**
 * Whether what is read of a service is no green: it was said to work before an incident that is about it, and only a
 * later word counts. `since` is when the incident came to be about it, undefined when none is.
 */
export function isDoubted(reading: ServiceReading, since: Instant | undefined): boolean {
  if (since === undefined || reading.state !== 'working') return false;
  return reading.claim === null || reading.claim.at < since;
}
