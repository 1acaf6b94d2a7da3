import type { Access, ContactState, GpCounts, ReportFact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { PracticeSettings } from '../../shared/practice/settings.ts';

/** What a report keeps in its fact: of what was typed, only the ids of the texts. */
export interface ReportPayload {
  readonly onBehalf: boolean;
  readonly it?: NonNullable<ReportFact['it']>;
  readonly gps?: GpCounts;
  readonly access?: Access;
  /** Absent: not spoken of; null: the message was taken away. */
  readonly messageText?: string | null;
  readonly noteText?: string | null;
  readonly confirm?: true;
}

export interface SignalPayload {
  readonly contact: ContactState;
  /** ISO 8601 UTC. */
  readonly lastBeatAt: string | null;
  readonly public: boolean;
}

export interface BranchPayload {
  readonly branch: Branch;
}

export interface PracticePayload {
  readonly practice: PracticeSettings;
}

export type FactPayload =
  | { readonly kind: 'report'; readonly payload: ReportPayload }
  | { readonly kind: 'signal'; readonly payload: SignalPayload }
  | { readonly kind: 'branch'; readonly payload: BranchPayload }
  | { readonly kind: 'practice'; readonly payload: PracticePayload };
