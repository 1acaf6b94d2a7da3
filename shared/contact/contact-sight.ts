import type { ContactState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';

/** What is known of the contact with a branch. */
export interface ContactSight {
  /** null: nothing watches it. */
  readonly state: ContactState | null;
  /** null: never. */
  readonly heardAt: Instant | null;
  readonly flapping: boolean;
  /** A person says that the branch works, and its sender is silent. */
  readonly disputed: boolean;
  readonly hasSender: boolean;
}

interface ToldContact {
  readonly state: ContactState | null;
  readonly lastBeatAt: string | null;
}

interface Watched {
  readonly heardAt: string | null;
  readonly flapping: boolean;
  readonly disputedSince: string | null;
  readonly senders: boolean;
}

/** What the automatic checks saw lately goes before what the contact was when it last changed. */
export function contactSight({ state, lastBeatAt }: ToldContact, watched: Watched | null): ContactSight {
  const at = watched?.heardAt ?? lastBeatAt;
  return {
    state,
    heardAt: at === null ? null : Date.parse(at),
    flapping: watched?.flapping ?? false,
    disputed: watched ? watched.disputedSince !== null : false,
    hasSender: state !== null || at !== null || (watched?.senders ?? false),
  };
}
