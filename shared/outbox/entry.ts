import type { ReportContent } from '../facts/check-report.ts';
import type { Fault } from '../wire/problem.ts';
import type { Clash } from '../wire/report.ts';
import type { MadeMoment } from './made-ago.ts';

/** Why something still waits to be sent. */
export type WaitReason =
  /** It was not tried yet. */
  | 'new'
  | 'no-connection'
  /** The server, or something before it, asked to come again later. */
  | 'busy'
  /** Whoever said it is not signed in. */
  | 'signed-out';

/** Why something can not be sent as it is. */
export type RefusalReason =
  /** Its writer may not speak for the branch any more. */
  | 'no-right'
  /** The server found faults in it. */
  | 'faults'
  /** The branch is gone. */
  | 'gone'
  /** Nobody could tell any more when it was true. */
  | 'too-old';

/** Where something that was said stands. */
export type EntryState =
  | { readonly kind: 'waiting'; readonly why: WaitReason; readonly detail: string | null; readonly merged: number }
  /** Others spoke of the same. `isStored`: it stands in the record as of when it was said, and theirs holds. */
  | { readonly kind: 'changed'; readonly seq: number; readonly clashes: readonly Clash[]; readonly isStored: boolean }
  | {
      readonly kind: 'sent';
      readonly seq: number;
      readonly at: string;
      /** Said earlier by others, unseen by its writer: this holds in their place. */
      readonly overrode: readonly Clash[];
    }
  | {
      readonly kind: 'refused';
      readonly why: RefusalReason;
      readonly detail: string;
      readonly faults: readonly Fault[];
    };

/** Something that was said of a branch, on its way from a phone. */
export interface OutboxEntry {
  /** `Idempotency-Key`: made before the first try. */
  readonly key: string;
  /** Things are sent in the order in which they were said. */
  readonly order: number;
  /** The account of whoever said it: nobody else sends it. */
  readonly person: string;
  readonly branch: string;
  readonly branchName: string;
  readonly content: ReportContent;
  /** `If-Match`. */
  readonly seen: number;
  readonly made: MadeMoment;
  /** It did not go at the first try: its writer is told when it does. */
  readonly waited: boolean;
  readonly state: EntryState;
  /** What it was typed into, for going back to it. Plain data of the page. */
  readonly draft: unknown;
}

export function isWaiting({ state }: OutboxEntry): boolean {
  return state.kind === 'waiting';
}

/** It is not settled: somebody would miss it if it were gone. */
export function isUnsettled({ state }: OutboxEntry): boolean {
  return state.kind !== 'sent';
}
