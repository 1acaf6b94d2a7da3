import type { Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';

/** What failing branches may have in common: `records:emis`, `internet:bt`. */
export type CauseKey = `${Service}:${string}`;

/** A branch of a shared incident, with its own times. */
export interface SharedChild {
  readonly since: Instant;
  /** null while it fails. */
  readonly wellAt: Instant | null;
}

export interface SharedIncident {
  readonly openedAt: Instant;
  /** null until patients were told, once. */
  readonly announcedAt: Instant | null;
  readonly children: { readonly [branch: string]: SharedChild };
  /** Failed since the last announcement, and not named in one yet. */
  readonly unannounced: readonly string[];
}

/** What is kept of one cause. Plain JSON. */
export interface CauseRecord {
  /** Branches that fail for it now, and since when. */
  readonly failing: { readonly [branch: string]: Instant };
  /** Failures up to here are dealt with: an incident of theirs was closed. */
  readonly settledAt: Instant | null;
  /** Those that staff have been offered to make one incident of. */
  readonly offered: readonly string[];
  readonly incident: SharedIncident | null;
}

export const NO_FAILURES: CauseRecord = { failing: {}, settledAt: null, offered: [], incident: null };

/** A branch's check, or its contact, began to fail or is well again. */
export interface CauseChange {
  readonly cause: CauseKey;
  readonly branch: string;
  readonly failing: boolean;
  readonly at: Instant;
}

export interface ChildSince {
  readonly branch: string;
  readonly since: Instant;
}

/** What is to be done about a cause. Branch states never wait for it; only texts and messages do. */
export type CauseAction =
  | { readonly do: 'offer'; readonly branches: readonly string[] }
  | { readonly do: 'open'; readonly announceAt: Instant; readonly children: readonly ChildSince[] }
  | { readonly do: 'join'; readonly branch: string; readonly since: Instant }
  | { readonly do: 'well'; readonly branch: string; readonly wellAt: Instant }
  | { readonly do: 'announce'; readonly branches: readonly string[] }
  | { readonly do: 'close' };

export interface CauseStep {
  readonly record: CauseRecord;
  readonly actions: readonly CauseAction[];
}
