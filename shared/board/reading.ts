import type { Instant } from '../practice/instant.ts';
import type { OpeningRules } from '../practice/opening-rules.ts';

/** Where and when a branch's statements are read. */
export interface Reading {
  readonly rules: OpeningRules;
  readonly zone: string;
  /** What was said up to here counts, and is judged as of here. */
  readonly at: Instant;
}
