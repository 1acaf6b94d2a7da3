import type {
  Access,
  AlertState,
  ChecklistItem,
  ContactState,
  GpCounts,
  NoticeControlName,
  Service,
  ServiceState,
} from '../facts/fact.ts';
import type { IncidentSays } from '../facts/incident.ts';
import type { PlannedWork } from '../facts/planned.ts';
import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';

/** One thing somebody said (or a sender showed) about one field, and when it was true. */
export interface Statement<T> {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly actorName: string | null;
  readonly onBehalf: boolean;
  readonly value: T;
}

/** Statements about one field, newest first by (`at`, `seq`); the newest `STATEMENTS_KEPT` are kept. */
export type StatementLog<T> = readonly Statement<T>[];

/** What a sender's contact was decided to be. */
export interface Contact {
  readonly state: ContactState;
  readonly lastBeatAt: Instant | null;
}

/** An alert state that somebody declared; a null state takes the last one back. */
export interface Declaration {
  readonly state: AlertState | null;
  readonly reason: string | null;
}

/** How somebody set the NHS 111 notice. */
export interface NoticeControl {
  readonly control: NoticeControlName;
  readonly until: Instant | null;
  readonly branches: readonly string[];
  readonly reason: string | null;
}

/** An item of a checklist that was ticked, or its tick taken back. */
export interface Check {
  readonly item: ChecklistItem;
  readonly done: boolean;
}

/** All that was said of one incident, and what was ticked on its list, oldest first by `seq`. */
export interface IncidentRecord {
  /** seq of the fact that opened it. */
  readonly id: number;
  readonly said: readonly Statement<IncidentSays>[];
  readonly checks: readonly Statement<Check>[];
  /** Of the last by which patients saw a difference, 0 when they saw none. */
  readonly publicSeq: number;
  readonly publicAt: Instant;
}

/** A piece of planned work, and whether it was called off. */
export interface PlannedRecord {
  /** seq of the fact that planned it. */
  readonly id: number;
  /** null until that fact is folded. */
  readonly work: PlannedWork | null;
  readonly calledOff: boolean;
}

/** Everything that was said of one branch. */
export interface BranchRecord {
  readonly slug: string;
  /** null until its set-up fact is folded; a branch without one, or a retired one, is on no page. */
  readonly setting: Statement<Branch> | null;
  /** seq of the last fact about it by a person, 0 when none: the value for `If-Match`. */
  readonly personSeq: number;
  readonly it: { readonly [S in Service]: StatementLog<ServiceState> };
  readonly gps: StatementLog<GpCounts>;
  readonly access: StatementLog<Access>;
  readonly message: StatementLog<string | null>;
  readonly note: StatementLog<string | null>;
  readonly confirm: StatementLog<true>;
  /** What its sender showed, of that only what patients see a difference of. */
  readonly contact: StatementLog<Contact>;
  /** All that its sender showed, LATE and SUSPECT too. For staff alone. */
  readonly signals: StatementLog<Contact>;
  /** What its sender found of each service. */
  readonly probes: { readonly [S in Service]: StatementLog<ServiceState> };
  /** Whether its contact comes and goes. */
  readonly flapping: StatementLog<boolean>;
  /** For staff alone. */
  readonly alert: StatementLog<Declaration>;
}

/**
 * The fold of all facts: what is known, not what follows from it. Plain JSON, so that it can be kept as a
 * checkpoint. States, sentences and notices are derived from it and a `now`, on every read.
 */
export interface Board {
  /** Highest seq folded, 0 when none. */
  readonly seq: number;
  /** Highest seq of a fact that the public can see something of. */
  readonly publicSeq: number;
  /** The same without what was said of the incidents below. */
  readonly plainSeq: number;
  readonly practice: Statement<PracticeSettings> | null;
  readonly branches: { readonly [slug: string]: BranchRecord };
  /** All that are open, and the newest `INCIDENTS_KEPT`; oldest first. */
  readonly incidents: readonly IncidentRecord[];
  /** Ids of those that are over and not kept, so that what comes late does not bring them back. */
  readonly pastIncidents: readonly number[];
  /** The newest that were planned, by id. */
  readonly planned: readonly PlannedRecord[];
  readonly notice: StatementLog<NoticeControl>;
  /** Ticks on the list of the notice; for staff alone. */
  readonly noticeChecks: StatementLog<Check>;
  /** Declared for the whole practice; for staff alone. */
  readonly alert: StatementLog<Declaration>;
}
