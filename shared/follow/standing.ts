import type { Instant } from '../practice/instant.ts';

/** Trouble of a surgery that followers were told of, or are being told of. */
export interface StandingTrouble {
  /** The incident over several surgeries that it was told with. */
  readonly incident: number | null;
}

export type WorkStage = 'put-up' | 'changed' | 'soon' | 'called-off';

/** Planned work, as followers are told of it. */
export interface StandingNews {
  /** Grows with each thing that is told of it. */
  readonly revision: number;
  readonly stage: WorkStage;
  readonly branches: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** What of it would be told anew if it were another one. */
  readonly digest: string;
  readonly toldAt: Instant;
}

/**
 * What somebody knows who was told everything so far. What a follower is owed is the difference between that of the time
 * they were last told and that of now: so nothing is told twice, and nothing that is over before it was told.
 */
export interface Standing {
  /** By slug; who is not here is well, as far as was told. */
  readonly trouble: { readonly [slug: string]: StandingTrouble };
  /** By id; work that is over leaves. */
  readonly planned: { readonly [id: string]: StandingNews };
}
