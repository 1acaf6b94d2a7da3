import type { ErasureFact, TextField } from '../facts/erasure.ts';
import type { IncidentSays } from '../facts/incident.ts';
import type { Board, BranchRecord, Declaration, IncidentRecord, NoticeControl, Statement } from './board.ts';
import { withSteps } from './fold-incident.ts';

/** A statement without what was erased of it; the very same when nothing was. */
type Blank = <T>(said: Statement<T>) => Statement<T>;

function mapSame<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((one, place) => one === list[place]) ? list : changed;
}

function blankName(person: string): Blank {
  return (said) => (said.actor === person && said.actorName !== null ? { ...said, actorName: null } : said);
}

function blankRecord(record: BranchRecord, blank: Blank): BranchRecord {
  const logs = <L extends readonly Statement<unknown>[]>(log: L) => mapSame(log, blank) as unknown as L;
  const services = <R extends BranchRecord['it'] | BranchRecord['probes']>(by: R): R => ({
    ...by,
    internet: logs(by.internet),
    records: logs(by.records),
    phones: logs(by.phones),
    online: logs(by.online),
    prescriptions: logs(by.prescriptions),
  });
  return {
    ...record,
    setting: record.setting && blank(record.setting),
    it: services(record.it),
    gps: logs(record.gps),
    access: logs(record.access),
    message: logs(record.message),
    note: logs(record.note),
    confirm: logs(record.confirm),
    contact: logs(record.contact),
    signals: logs(record.signals),
    probes: services(record.probes),
    flapping: logs(record.flapping),
    alert: logs(record.alert),
  };
}

function hasSpoken(record: BranchRecord, person: string): boolean {
  const { it, setting, gps, access, message, note, confirm, alert } = record;
  const all = [gps, access, message, note, confirm, alert, ...Object.values(it)];
  return setting?.actor === person || all.some((log) => log.some(({ actor }) => actor === person));
}

function withoutName(board: Board, person: string, put: Put): Board {
  const blank = blankName(person);
  let { branches } = board;
  for (const [slug, record] of Object.entries(board.branches)) {
    if (hasSpoken(record, person)) branches = put(branches, slug, blankRecord(record, blank));
  }
  return {
    ...board,
    branches,
    practice: board.practice && blank(board.practice),
    incidents: mapSame(board.incidents, (record) => {
      const [said, checks] = [mapSame(record.said, blank), mapSame(record.checks, blank)];
      return said === record.said && checks === record.checks ? record : { ...record, said, checks };
    }),
    notice: mapSame(board.notice, blank),
    noticeChecks: mapSame(board.noticeChecks, blank),
    alert: mapSame(board.alert, blank),
  };
}

type Put = (branches: Board['branches'], slug: string, record: BranchRecord) => Board['branches'];

function blankSays(says: IncidentSays, fields: readonly TextField[]): IncidentSays {
  const { title, public: told, staff, escalation } = says;
  return {
    ...says,
    ...(title !== undefined && fields.includes('title') && { title: null }),
    ...(told !== undefined && fields.includes('public') && { public: null }),
    ...(staff !== undefined && fields.includes('staff') && { staff: null }),
    ...(escalation && fields.includes('reference') && { escalation: { ...escalation, reference: null } }),
  };
}

function withoutTexts(board: Board, { branch, target, fields }: ErasureFact, put: Put): Board {
  const at =
    <T>(change: (value: T) => T) =>
    (said: Statement<T>) =>
      said.seq === target ? { ...said, value: change(said.value) } : said;
  const has = (field: TextField) => fields.includes(field);
  const noReason = <V extends Declaration | NoticeControl>(value: V): V => ({ ...value, reason: null });
  const known = branch === null ? undefined : board.branches[branch];
  const record = known && {
    ...known,
    message: has('message')
      ? mapSame(
          known.message,
          at<string | null>(() => null),
        )
      : known.message,
    note: has('note')
      ? mapSame(
          known.note,
          at<string | null>(() => null),
        )
      : known.note,
    alert: has('reason') ? mapSame(known.alert, at(noReason)) : known.alert,
  };
  return {
    ...board,
    ...(record && { branches: put(board.branches, record.slug, record) }),
    incidents: mapSame(board.incidents, (incident): IncidentRecord => {
      const said = mapSame(
        incident.said,
        at((says) => blankSays(says, fields)),
      );
      return said === incident.said ? incident : withSteps({ ...incident, said });
    }),
    planned: has('title')
      ? mapSame(board.planned, (record) =>
          record.id === target && record.work ? { ...record, work: { ...record.work, title: null } } : record,
        )
      : board.planned,
    notice: has('reason') ? mapSame(board.notice, at(noReason)) : board.notice,
    alert: has('reason') ? mapSame(board.alert, at(noReason)) : board.alert,
  };
}

/**
 * The board without what was erased: as it is read from the journal from then on. What an erasure empties was said before it,
 * and whoever reads that later reads it empty.
 */
export function foldErasure(board: Board, fact: ErasureFact, put: Put): Board {
  return fact.person === null ? withoutTexts(board, fact, put) : withoutName(board, fact.person, put);
}
