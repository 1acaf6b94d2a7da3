import type { Instant } from '../practice/instant.ts';
import type { FactHead, Service } from './fact.ts';

/**
 * How bad an incident is. `major` and `serious` make the branches they affect degraded; that one is declared serious
 * is for staff: a serious incident is a procedure of the NHS, not a word for patients.
 */
export const SEVERITIES = ['minor', 'major', 'serious'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whom an incident is escalated to. */
export const ESCALATION_TARGETS = ['service-desk', 'icb', 'cqc', 'internal'] as const;
export type EscalationTarget = (typeof ESCALATION_TARGETS)[number];

export interface Escalation {
  readonly to: EscalationTarget;
  /** The reference they gave; null when none was given yet, or once it is erased. */
  readonly reference: string | null;
}

/** Something was said of an incident. Fields that are absent were not spoken of; each replaces what held before. */
export interface IncidentSays {
  /** In the words that patients read. Always there in the fact that opens one. */
  readonly title?: string | null;
  readonly severity?: Severity;
  /** Slugs of all branches it is about. */
  readonly branches?: readonly string[];
  readonly services?: readonly Service[];
  /** Slugs of those that are affected at this time: a recovered branch leaves, the incident stays open. */
  readonly affected?: readonly string[];
  /** Whether patients see it. */
  readonly shown?: boolean;
  /** An update that patients read. */
  readonly public?: string | null;
  /** An update for staff. */
  readonly staff?: string | null;
  readonly escalation?: Escalation;
  /** When the next update is promised; null: none is. */
  readonly nextUpdateAt?: Instant | null;
  readonly resolved?: true;
}

/** A person declared, updated, escalated or resolved an incident. */
export interface IncidentFact extends FactHead, IncidentSays {
  readonly kind: 'incident';
  /** seq of the fact that opened it; that fact names itself. */
  readonly incident: number;
}
