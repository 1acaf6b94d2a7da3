import type { IncidentFact, IncidentSays } from '../facts/incident.ts';
import type { Board, Check, IncidentRecord, Statement } from './board.ts';
import { publicSteps } from './incidents.ts';

/** Resolved incidents kept in the board beside the open ones: years of a practice. By id, so that the order of facts does not decide. */
export const INCIDENTS_KEPT = 200;

type Incidents = Pick<Board, 'incidents' | 'pastIncidents' | 'plainSeq' | 'publicSeq'>;

function addInOrder<T>(log: readonly Statement<T>[], said: Statement<T>): readonly Statement<T>[] {
  if (log.some(({ seq }) => seq === said.seq)) return log;
  return [...log, said].sort((a, b) => a.seq - b.seq);
}

function isResolved({ said }: IncidentRecord): boolean {
  return said.some(({ value }) => value.resolved);
}

function newestSeq({ said }: IncidentRecord): number {
  return said.at(-1)?.seq ?? 0;
}

/** What is over and older than `INCIDENTS_KEPT` others leaves the board; what is open never does. */
function withoutOldest(board: Incidents, records: readonly IncidentRecord[]): Incidents {
  const old = records.slice(0, -INCIDENTS_KEPT).filter(isResolved);
  const incidents = records.filter((record) => !old.includes(record));
  // Who saw what of them is forgotten with them: all that was said counts, so that no position goes back.
  const plainSeq = Math.max(board.plainSeq, ...old.map(newestSeq));
  return {
    incidents,
    pastIncidents: [...board.pastIncidents, ...old.map(({ id }) => id)].sort((a, b) => a - b),
    plainSeq,
    publicSeq: Math.max(plainSeq, ...incidents.map((record) => record.publicSeq)),
  };
}

function withIncident(board: Incidents, id: number, change: (record: IncidentRecord) => IncidentRecord): Incidents {
  const known = board.incidents.find((record) => record.id === id);
  const before = known ?? { id, said: [], checks: [], publicSeq: 0, publicAt: 0 };
  const others = board.incidents.filter((record) => record !== known);
  return withoutOldest(
    board,
    [...others, change(before)].sort((a, b) => a.id - b.id),
  );
}

function withSaid(record: IncidentRecord, statement: Statement<IncidentSays>): IncidentRecord {
  return withSteps({ ...record, said: addInOrder(record.said, statement) });
}

/** With the positions at which patients saw a difference of what was said. */
export function withSteps(record: IncidentRecord): IncidentRecord {
  const steps = publicSteps(record.id, record.said);
  return {
    ...record,
    publicSeq: steps.at(-1)?.seq ?? 0,
    publicAt: Math.max(0, ...steps.map(({ at }) => at)),
  };
}

function saysOf(fact: IncidentFact): IncidentSays {
  return {
    ...(fact.title === undefined ? {} : { title: fact.title }),
    ...(fact.severity === undefined ? {} : { severity: fact.severity }),
    ...(fact.branches === undefined ? {} : { branches: fact.branches }),
    ...(fact.services === undefined ? {} : { services: fact.services }),
    ...(fact.affected === undefined ? {} : { affected: fact.affected }),
    ...(fact.shown === undefined ? {} : { shown: fact.shown }),
    ...(fact.public === undefined ? {} : { public: fact.public }),
    ...(fact.staff === undefined ? {} : { staff: fact.staff }),
    ...(fact.escalation === undefined ? {} : { escalation: fact.escalation }),
    ...(fact.nextUpdateAt === undefined ? {} : { nextUpdateAt: fact.nextUpdateAt }),
    ...(fact.resolved === undefined ? {} : { resolved: fact.resolved }),
  };
}

/** The board with what a fact says of an incident, and with the position that this has for patients. */
export function foldIncident(board: Board, fact: IncidentFact): Board {
  const { seq, at, actor, actorName, incident } = fact;
  if (board.pastIncidents.includes(incident)) {
    const plainSeq = Math.max(board.plainSeq, seq);
    return { ...board, plainSeq, publicSeq: Math.max(board.publicSeq, plainSeq) };
  }
  const said = { seq, at, actor, actorName, onBehalf: false, value: saysOf(fact) };
  return { ...board, ...withIncident(board, incident, (record) => withSaid(record, said)) };
}

/** The board with a tick on the list of an incident. */
export function foldIncidentCheck(board: Board, id: number, said: Statement<Check>): Board {
  if (board.pastIncidents.includes(id)) return board;
  return {
    ...board,
    ...withIncident(board, id, (record) => ({ ...record, checks: addInOrder(record.checks, said) })),
  };
}
