import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { ErasureFact } from './erasure.ts';
import type { IncidentFact } from './incident.ts';
import type { PlannedFact } from './planned.ts';

/** The IT services of a branch, in the order people read them. */
export const SERVICES = ['internet', 'records', 'phones', 'online', 'prescriptions'] as const;
export type Service = (typeof SERVICES)[number];

export const SERVICE_STATES = ['working', 'degraded', 'down', 'unknown'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export const ACCESS_STATES = ['open', 'phone-only', 'closed'] as const;
export type Access = (typeof ACCESS_STATES)[number];

/**
 * What the board knows of a branch's own sender. `late` and `suspect` are for staff alone; `lost` is silence that was
 * confirmed or lasted; `recovering` beats again but is not trusted yet.
 */
export const CONTACT_STATES = ['heard', 'late', 'suspect', 'lost', 'recovering'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/** GPs of one day, as counts. Never names, never an illness. */
export interface GpCounts {
  /** Planned for today, planned leave already out. */
  readonly expected: number;
  readonly offSick: number;
  /** Absent for another unplanned reason. */
  readonly away: number;
  readonly locums: number;
}

/** How a report came in that no page sent: by text at once, or once its code, the branch's sender or the office confirmed it. */
export const REPORT_VIAS = ['text', 'text-code', 'text-signal', 'text-office'] as const;
export type ReportVia = (typeof REPORT_VIAS)[number];

/** What every fact carries. */
export interface FactHead {
  /** Dense position in the journal, in commit order, from 1. */
  readonly seq: number;
  /** When it was true, by the server's clock. */
  readonly at: Instant;
  /** When the journal took it. */
  readonly recordedAt: Instant;
  /** Id of who said it. */
  readonly actor: string;
  /** The name staff know the actor by; null once it is erased. */
  readonly actorName: string | null;
}

/** A person said something about a branch. Fields that are absent were not spoken of. */
export interface ReportFact extends FactHead {
  readonly kind: 'report';
  readonly branch: string;
  /** The reporter is not a lead of this branch. */
  readonly onBehalf: boolean;
  /** For staff only; a page when absent. */
  readonly via?: ReportVia;
  readonly it?: { readonly [S in Service]?: ServiceState };
  readonly gps?: GpCounts;
  readonly access?: Access;
  /** For the public; null takes the last one away. */
  readonly message?: string | null;
  /** For staff only; null takes the last one away. */
  readonly note?: string | null;
  /** Nothing changed, what was said still holds. */
  readonly confirm?: true;
}

/** The contact rules decided that a branch's sender is heard, late, lost … */
export interface SignalFact extends FactHead {
  readonly kind: 'signal';
  readonly branch: string;
  readonly contact: ContactState;
  /** The last good beat, null when none was ever heard. */
  readonly lastBeatAt: Instant | null;
  /** Patients see a difference. LATE, SUSPECT and the way back from them are for staff alone and move no public position. */
  readonly public: boolean;
}

/** A sender's own check of a service has another result than before. */
export interface ProbeFact extends FactHead {
  readonly kind: 'probe';
  readonly branch: string;
  readonly service: Service;
  /** `unknown`: it is not checked any more. `at` is when the first check had this result, not when it was believed. */
  readonly state: ServiceState;
  /** What the service is called rests on it. */
  readonly public: true;
}

/** The contact of a branch comes and goes, or is steady again. */
export interface FlappingFact extends FactHead {
  readonly kind: 'flapping';
  readonly branch: string;
  readonly flapping: boolean;
}

/** A branch was set up or changed; the whole branch each time. */
export interface BranchFact extends FactHead {
  readonly kind: 'branch';
  readonly branch: Branch;
}

/** The practice's settings were changed; all of them each time. */
export interface PracticeFact extends FactHead {
  readonly kind: 'practice';
  readonly practice: PracticeSettings;
}

/** Whether the NHS 111 notice follows its rule, is held back, or is kept up. */
export const NOTICE_CONTROLS = ['auto', 'hold', 'keep'] as const;
export type NoticeControlName = (typeof NOTICE_CONTROLS)[number];

/** A named person of the operations office holds the notice back or keeps it up, for a reason and until a time. */
export interface NoticeFact extends FactHead {
  readonly kind: 'notice';
  readonly control: NoticeControlName;
  /** When it follows its rule again by itself; null only for `auto`. */
  readonly until: Instant | null;
  /** Branches that a kept notice names whatever their state; empty otherwise. */
  readonly branches: readonly string[];
  /** For staff; null for `auto` without one, or once it is erased. */
  readonly reason: string | null;
}

/** The words of the General Practice Alert State, calmest first. */
export const ALERT_STATES = ['GREEN', 'AMBER', 'RED', 'BLACK'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** A person declared an alert state beside the calculated one. It holds until midnight. */
export interface AlertFact extends FactHead {
  readonly kind: 'alert';
  /** null: of the whole practice. */
  readonly branch: string | null;
  /** null takes the declaration back. */
  readonly state: AlertState | null;
  readonly reason: string | null;
}

/** What has to be told and done in an incident, or while the notice is up. */
export const CHECKLIST_ITEMS = ['service-desk', 'icb', 'dos-lead', 'patients', 'phones'] as const;
export type ChecklistItem = (typeof CHECKLIST_ITEMS)[number];

/** On the list of the notice: those who send patients by directory cannot see it. */
export const NOTICE_ITEMS: readonly ChecklistItem[] = ['dos-lead'];

/** A person ticked an item of a checklist, or took the tick back. */
export interface CheckFact extends FactHead {
  readonly kind: 'check';
  /** The incident whose list it is; null: the list of the notice that is up. */
  readonly incident: number | null;
  readonly item: ChecklistItem;
  readonly done: boolean;
}

export type Fact =
  | ReportFact
  | SignalFact
  | ProbeFact
  | FlappingFact
  | BranchFact
  | PracticeFact
  | IncidentFact
  | NoticeFact
  | AlertFact
  | CheckFact
  | PlannedFact
  | ErasureFact;
