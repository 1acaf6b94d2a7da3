import type { IncidentFact, IncidentSays } from '../facts/incident.ts';
import type { Check, IncidentRecord, Statement } from './board.ts';

/** Incidents kept in the board: years of a practice. By id, so that the order of facts does not decide. */
const INCIDENTS_KEPT = 200;

function addInOrder<T>(log: readonly Statement<T>[], said: Statement<T>): readonly Statement<T>[] {
  if (log.some(({ seq }) => seq === said.seq)) return log;
  return [...log, said].sort((a, b) => a.seq - b.seq);
}

function withIncident(
  records: readonly IncidentRecord[],
  id: number,
  change: (record: IncidentRecord) => IncidentRecord,
): readonly IncidentRecord[] {
  const known = records.find((record) => record.id === id) ?? { id, said: [], checks: [] };
  const others = records.filter((record) => record.id !== id);
  return [...others, change(known)].sort((a, b) => a.id - b.id).slice(-INCIDENTS_KEPT);
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

/** The incidents with what a fact says of one of them. */
export function foldIncident(records: readonly IncidentRecord[], fact: IncidentFact): readonly IncidentRecord[] {
  const { seq, at, actor, actorName } = fact;
  const said = { seq, at, actor, actorName, onBehalf: false, value: saysOf(fact) };
  return withIncident(records, fact.incident, (record) => ({ ...record, said: addInOrder(record.said, said) }));
}

/** The incidents with a tick on the list of one of them. */
export function foldIncidentCheck(
  records: readonly IncidentRecord[],
  id: number,
  said: Statement<Check>,
): readonly IncidentRecord[] {
  return withIncident(records, id, (record) => ({ ...record, checks: addInOrder(record.checks, said) }));
}
