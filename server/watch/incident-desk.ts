import type { Board } from '../../shared/board/board.ts';
import { deriveIncidents } from '../../shared/board/incidents.ts';
import type { Service } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { NewFact } from '../journal/fact-row.ts';

/** An incident as it stands while a pass speaks of it. */
export interface IncidentStanding {
  readonly branches: readonly string[];
  readonly affected: readonly string[];
  readonly services: readonly Service[];
  readonly shown: boolean;
  readonly isOpen: boolean;
  /** When the last of it was said: what is said next comes after it. */
  readonly saidAt: Instant;
}

/** Writes what is said of incidents, several times in one pass, each on what was said before. */
export interface IncidentDesk {
  /** Facts in their order. */
  readonly facts: readonly NewFact[];
  add(fact: NewFact): void;
  /** Opens one that began at `at`, and gives its id. */
  open(says: IncidentSays, at: Instant): number;
  /** Says more of an open one; of one that is not open, or not known any more, nothing is said. */
  say(id: number, says: IncidentSays, at: Instant): void;
  standing(id: number): IncidentStanding | null;
  /** Ids of all that are open. */
  openOnes(): readonly number[];
}

function readStandings(board: Board): Map<number, IncidentStanding> {
  return new Map(
    deriveIncidents(board, Number.MAX_SAFE_INTEGER).map((incident) => {
      const { id, branches, affected, services, shown, resolved, said } = incident;
      const saidAt = Math.max(...said.map(({ at }) => at));
      return [id, { branches, affected, services, shown, isOpen: resolved === null, saidAt }];
    }),
  );
}

function after(before: IncidentStanding, says: IncidentSays, at: Instant): IncidentStanding {
  return {
    branches: says.branches ?? before.branches,
    affected: says.resolved ? [] : (says.affected ?? before.affected),
    services: says.services ?? before.services,
    shown: says.shown ?? before.shown,
    isOpen: before.isOpen && !says.resolved,
    saidAt: at,
  };
}

/** `nextSeq` is the one that the first fact will have; `actor` is who speaks. */
export function openDesk(board: Board, nextSeq: number, actor: string): IncidentDesk {
  const facts: NewFact[] = [];
  let read: Map<number, IncidentStanding> | null = null;
  // Most passes speak of no incident.
  const standings = () => (read ??= readStandings(board));

  return {
    facts,
    add: (fact) => void facts.push(fact),
    open(says, at) {
      const id = nextSeq + facts.length;
      const blank = { branches: [], affected: [], services: [], shown: true, isOpen: true, saidAt: at };
      standings().set(id, after(blank, says, at));
      facts.push({ kind: 'incident', incident: id, at, actor, ...says });
      return id;
    },
    say(id, says, at) {
      const before = standings().get(id);
      if (!before?.isOpen) return;
      const next = after(before, says, Math.max(at, before.saidAt));
      standings().set(id, next);
      facts.push({ kind: 'incident', incident: id, at: next.saidAt, actor, ...says });
    },
    standing: (id) => standings().get(id) ?? null,
    openOnes: () => [...standings()].flatMap(([id, { isOpen }]) => (isOpen ? [id] : [])),
  };
}
