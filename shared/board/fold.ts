import type { AlertFact, CheckFact, Fact, FactHead, ProbeFact, ReportFact, SignalFact } from '../facts/fact.ts';
import { erasesPublic } from '../facts/erasure.ts';
import { SERVICES } from '../facts/fact.ts';
import { BRANCH_DEFAULTS } from '../practice/branch.ts';
import { DEFAULT_SETTINGS } from '../practice/settings.ts';
import type { Board, BranchRecord, Contact, Statement, StatementLog } from './board.ts';
import { foldErasure } from './fold-erasure.ts';
import { foldIncident, foldIncidentCheck } from './fold-incident.ts';
import { foldPlanned } from './planned.ts';
import { carryRecords, copyBranches } from './records.ts';
import { addStatement } from './statements.ts';

/** The board before the first fact. */
export const EMPTY_BOARD: Board = {
  seq: 0,
  publicSeq: 0,
  plainSeq: 0,
  practice: null,
  branches: {},
  incidents: [],
  pastIncidents: [],
  planned: [],
  notice: [],
  noticeChecks: [],
  alert: [],
};

/** Changes when a kept board of an older shape must not be read any more. */
export const BOARD_VERSION = 7;

function emptyRecord(slug: string): BranchRecord {
  return {
    slug,
    setting: null,
    personSeq: 0,
    it: { internet: [], records: [], phones: [], online: [], prescriptions: [] },
    gps: [],
    access: [],
    message: [],
    note: [],
    confirm: [],
    contact: [],
    signals: [],
    probes: { internet: [], records: [], phones: [], online: [], prescriptions: [] },
    flapping: [],
    alert: [],
  };
}

function toStatement<T>(head: FactHead, onBehalf: boolean, value: T): Statement<T> {
  return { seq: head.seq, at: head.at, actor: head.actor, actorName: head.actorName, onBehalf, value };
}

function newer<T>(known: Statement<T> | null, said: Statement<T>): Statement<T> {
  return known && known.seq >= said.seq ? known : said;
}

function foldReport(record: BranchRecord, fact: ReportFact): BranchRecord {
  const say = <T>(log: StatementLog<T>, value: T | undefined): StatementLog<T> =>
    value === undefined ? log : addStatement(log, toStatement(fact, fact.onBehalf, value));
  return {
    ...record,
    personSeq: Math.max(record.personSeq, fact.seq),
    it: {
      internet: say(record.it.internet, fact.it?.internet),
      records: say(record.it.records, fact.it?.records),
      phones: say(record.it.phones, fact.it?.phones),
      online: say(record.it.online, fact.it?.online),
      prescriptions: say(record.it.prescriptions, fact.it?.prescriptions),
    },
    gps: say(record.gps, fact.gps),
    access: say(record.access, fact.access),
    message: say(record.message, fact.message),
    note: say(record.note, fact.note),
    confirm: say(record.confirm, fact.confirm),
  };
}

/** Kept apart by what they say, so that no number of days on which it was heard pushes out that it came back. */
function addContact(log: StatementLog<Contact>, said: Statement<Contact>): StatementLog<Contact> {
  const isHeard = ({ value }: Statement<Contact>) => value.state === 'heard';
  const alike = log.filter((known) => isHeard(known) === isHeard(said));
  const others = log.filter((known) => isHeard(known) !== isHeard(said));
  return [...addStatement(alike, said), ...others].sort((a, b) => b.at - a.at || b.seq - a.seq);
}

function foldSignal(record: BranchRecord, fact: SignalFact): BranchRecord {
  const said = toStatement(fact, false, { state: fact.contact, lastBeatAt: fact.lastBeatAt });
  return {
    ...record,
    // Kept apart, so that no number of staff-only signals pushes out one that patients see.
    contact: fact.public ? addContact(record.contact, said) : record.contact,
    signals: addStatement(record.signals, said),
  };
}

function foldProbe(record: BranchRecord, fact: ProbeFact): BranchRecord {
  const { service, state } = fact;
  const log = addStatement(record.probes[service], toStatement(fact, false, state));
  return { ...record, probes: { ...record.probes, [service]: log } };
}

function foldAlert(board: Board, fact: AlertFact, put: Put): Board {
  const said = toStatement(fact, false, { state: fact.state, reason: fact.reason });
  if (fact.branch === null) return { ...board, alert: addStatement(board.alert, said) };
  return withBranch(board, put, fact.branch, (record) => ({ ...record, alert: addStatement(record.alert, said) }));
}

function foldCheck(board: Board, fact: CheckFact): Board {
  const said = toStatement(fact, false, { item: fact.item, done: fact.done });
  if (fact.incident === null) return { ...board, noticeChecks: addStatement(board.noticeChecks, said) };
  return foldIncidentCheck(board, fact.incident, said);
}

/** Whether patients can see anything of a fact. A note is for staff; so is contact that is only late or suspect. */
function isPublic(fact: Fact): boolean {
  if (fact.kind === 'signal') return fact.public;
  // What patients see of an incident depends on what else was said of it: that is decided where it is folded.
  if (fact.kind === 'incident' || fact.kind === 'alert' || fact.kind === 'check') return false;
  if (fact.kind === 'erasure') return erasesPublic(fact);
  if (fact.kind !== 'report') return true;
  const speaks = [fact.gps, fact.access, fact.message, fact.confirm].some((field) => field !== undefined);
  return speaks || SERVICES.some((service) => fact.it?.[service] !== undefined);
}

type Branches = Board['branches'];
/** The branches with one of them as it is now. */
type Put = (branches: Branches, slug: string, record: BranchRecord) => Branches;

const putInCopy: Put = (branches, slug, record) => ({ ...branches, [slug]: record });

/** Copies the branches once and then writes into its own copy: a copy for each fact costs as much as all branches. */
function putInOwn(slugs: Set<string>): Put {
  let own: Record<string, BranchRecord> | null = null;
  return (branches, slug, record) => {
    if (own === null || branches !== own) own = copyBranches(branches);
    own[slug] = record;
    slugs.add(slug);
    return own;
  };
}

function withBranch(board: Board, put: Put, slug: string, change: (record: BranchRecord) => BranchRecord): Board {
  const record = board.branches[slug] ?? emptyRecord(slug);
  return { ...board, branches: put(board.branches, slug, change(record)) };
}

function foldContent(board: Board, fact: Fact, put: Put): Board {
  switch (fact.kind) {
    case 'report':
      return withBranch(board, put, fact.branch, (record) => foldReport(record, fact));
    case 'signal':
      return withBranch(board, put, fact.branch, (record) => foldSignal(record, fact));
    case 'probe':
      return withBranch(board, put, fact.branch, (record) => foldProbe(record, fact));
    case 'flapping': {
      const said = toStatement(fact, false, fact.flapping);
      return withBranch(board, put, fact.branch, (record) => ({
        ...record,
        flapping: addStatement(record.flapping, said),
      }));
    }
    case 'branch': {
      const said = toStatement(fact, false, { ...BRANCH_DEFAULTS, ...fact.branch });
      return withBranch(board, put, fact.branch.slug, (record) => ({
        ...record,
        setting: newer(record.setting, said),
      }));
    }
    case 'practice':
      return {
        ...board,
        practice: newer(board.practice, toStatement(fact, false, { ...DEFAULT_SETTINGS, ...fact.practice })),
      };
    case 'incident':
      return foldIncident(board, fact);
    case 'planned':
      return foldPlanned(board, fact);
    case 'notice': {
      const { control, until, branches, reason } = fact;
      return {
        ...board,
        notice: addStatement(board.notice, toStatement(fact, false, { control, until, branches, reason })),
      };
    }
    case 'alert':
      return foldAlert(board, fact, put);
    case 'check':
      return foldCheck(board, fact);
    case 'erasure':
      return foldErasure(board, fact, put);
  }
}

function foldWith(board: Board, fact: Fact, put: Put): Board {
  const folded = foldContent(board, fact, put);
  const seen = isPublic(fact) ? fact.seq : 0;
  return {
    ...folded,
    seq: Math.max(board.seq, fact.seq),
    publicSeq: Math.max(folded.publicSeq, seen),
    plainSeq: Math.max(folded.plainSeq, seen),
  };
}

/**
 * The board with one fact more. Any order, duplication or delay of the same facts folds to the same board, because
 * every part of it is a maximum or a "newest so many" of a set.
 */
export function foldFact(board: Board, fact: Fact): Board {
  return foldWith(board, fact, putInCopy);
}

/** `foldFact` over many facts; the board that was given stays as it is. */
export function foldFacts(board: Board, facts: Iterable<Fact>): Board {
  const slugs = new Set<string>();
  const put = putInOwn(slugs);
  let folded = board;
  for (const fact of facts) folded = foldWith(folded, fact, put);
  carryRecords(board.branches, folded.branches, slugs);
  return folded;
}
