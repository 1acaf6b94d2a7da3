import type { Instant } from '../practice/instant.ts';
import type { FactHead, Service } from './fact.ts';

/** Planned work begins at most this far ahead, and takes at most so long. */
export const PLANNED_DAYS_AHEAD_MAX = 366;
export const PLANNED_DAYS_LONG_MAX = 14;

/** What is planned: it is told of beside the state of a branch, and never changes it. */
export interface PlannedWork {
  /** In the words that patients read; null once it is erased. */
  readonly title: string | null;
  readonly branches: readonly string[];
  /** What may not work meanwhile. */
  readonly services: readonly Service[];
  readonly from: Instant;
  readonly to: Instant;
}

/** A person planned work, or called it off. */
export interface PlannedFact extends FactHead {
  readonly kind: 'planned';
  /** seq of the fact that planned it; that fact names itself. */
  readonly planned: number;
  /** null: it was called off. */
  readonly work: PlannedWork | null;
}
