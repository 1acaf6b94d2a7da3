import type {
  AlertFact,
  CheckFact,
  ContactState,
  Fact,
  FlappingFact,
  NoticeFact,
  ProbeFact,
  ReportFact,
} from '../../shared/facts/fact.ts';
import type { EscalationTarget, IncidentFact } from '../../shared/facts/incident.ts';
import type { ErasureFact } from '../../shared/facts/erasure.ts';
import type { PlannedFact, PlannedWork } from '../../shared/facts/planned.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { PracticeSettings } from '../../shared/practice/settings.ts';

/** By field, the id of the row that holds what was typed there; null where the field was emptied. */
export type TextIds = Readonly<Record<string, string | null>>;

/** Of what was typed, a payload keeps only the ids: texts can be erased, facts cannot. */
interface WithTexts {
  readonly texts?: TextIds;
}

/** Where reports of the first version, which are never rewritten, keep the ids of their texts. */
interface FirstTexts {
  readonly messageText?: string | null;
  readonly noteText?: string | null;
}

/** What a report keeps; its texts are `message` and `note`. */
export type ReportPayload = WithTexts &
  FirstTexts &
  Pick<ReportFact, 'onBehalf' | 'via' | 'it' | 'gps' | 'access' | 'confirm'>;

export interface SignalPayload {
  readonly contact: ContactState;
  /** ISO 8601 UTC. */
  readonly lastBeatAt: string | null;
  readonly public: boolean;
}

export type ProbePayload = Pick<ProbeFact, 'service' | 'state'>;

export type FlappingPayload = Pick<FlappingFact, 'flapping'>;

export interface BranchPayload {
  readonly branch: Branch;
}

export interface PracticePayload {
  readonly practice: PracticeSettings;
}

type PlainIncidentField = 'incident' | 'severity' | 'branches' | 'services' | 'affected' | 'shown' | 'resolved';

/** What was said of an incident; its texts are `title`, `public`, `staff` and `reference`. */
export interface IncidentPayload extends WithTexts, Pick<IncidentFact, PlainIncidentField> {
  readonly escalatedTo?: EscalationTarget;
  /** ISO 8601 UTC. */
  readonly nextUpdateAt?: string | null;
}

/** How the notice was set; its text is `reason`. */
export interface NoticePayload extends WithTexts, Pick<NoticeFact, 'control' | 'branches'> {
  /** ISO 8601 UTC. */
  readonly until: string | null;
}

/** A declared alert state; its text is `reason`. */
export type AlertPayload = WithTexts & Pick<AlertFact, 'state'>;

export type CheckPayload = Pick<CheckFact, 'incident' | 'item' | 'done'>;

/** What was erased; its text is `reason`. */
export type ErasurePayload = WithTexts & Pick<ErasureFact, 'target' | 'fields' | 'person'>;

/** Planned work, or that it was called off; its text is `title`. */
export interface PlannedPayload extends WithTexts, Pick<PlannedFact, 'planned'> {
  readonly work: (Pick<PlannedWork, 'branches' | 'services'> & { readonly from: string; readonly to: string }) | null;
}

export interface FactPayloads {
  readonly report: ReportPayload;
  readonly signal: SignalPayload;
  readonly probe: ProbePayload;
  readonly flapping: FlappingPayload;
  readonly branch: BranchPayload;
  readonly practice: PracticePayload;
  readonly incident: IncidentPayload;
  readonly notice: NoticePayload;
  readonly alert: AlertPayload;
  readonly check: CheckPayload;
  readonly planned: PlannedPayload;
  readonly erasure: ErasurePayload;
}

export type FactPayload = {
  readonly [K in Fact['kind']]: { readonly kind: K; readonly payload: FactPayloads[K] };
}[Fact['kind']];

/** The ids of the texts in a payload, by field, whichever version wrote it; `selectFacts` reads them the same way. */
export function textIdsOf(payload: unknown): TextIds {
  const { texts, messageText, noteText } = payload as WithTexts & FirstTexts;
  return {
    ...(messageText === undefined ? {} : { message: messageText }),
    ...(noteText === undefined ? {} : { note: noteText }),
    ...texts,
  };
}
