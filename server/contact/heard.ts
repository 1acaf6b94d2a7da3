import type { Instant } from '../../shared/practice/instant.ts';
import type { BeatBody } from '../../shared/wire/beats.ts';

export type CheckedService = keyof BeatBody['checks'];
export type CheckState = NonNullable<BeatBody['checks'][CheckedService]>;

/** What a sender's own check of a service says. */
export interface KeptCheck {
  readonly state: CheckState;
  /** From when on it has said so without a break. */
  readonly since: Instant;
  /** When it last said anything. */
  readonly at: Instant;
}
export type KeptChecks = { readonly [S in CheckedService]?: KeptCheck };

/** One start of a sender, and the number of its last beat. */
export interface KeptBoot {
  readonly boot: string;
  readonly n: number;
}

/** What was last heard of a branch, or of the canary. */
export interface Heard {
  /** Of the last good beat, by the server's clock. */
  readonly at: Instant;
  /** The sender's own interval, in ms. */
  readonly everyMs: number;
  /** Good beats without a gap, this one included. */
  readonly inRow: number;
  /** From when on it has beaten without a gap. */
  readonly unbrokenFrom: Instant;
  /** Of the last starts, newest first. */
  readonly boots: readonly KeptBoot[];
  readonly checks: KeptChecks;
  /** Id of the token the last beat came by. */
  readonly token: string;
}
