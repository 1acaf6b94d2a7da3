import type { ContactState, SignalFact } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { USUAL_EVERY } from './contact-limits.ts';

/** What the contact rules keep of one branch. Plain JSON, so that a restart goes on where it stood. */
export interface ContactRecord {
  /** null until the first beat: a branch without a sender is never missed. */
  readonly state: ContactState | null;
  readonly since: Instant | null;
  /** The sender's own interval, in milliseconds. */
  readonly every: number;
  readonly lastBeatAt: Instant | null;
  /** Good beats without a gap. */
  readonly beatsInRow: number;
  /** From when on it has beaten without a gap. */
  readonly cleanFrom: Instant | null;
  /** Silence before this does not count: the board was blind, or a person spoke. A beat takes it away. */
  readonly countsFrom: Instant | null;
  /** Silence before this does not count: the server had just started. */
  readonly graceUntil: Instant | null;
  /** The last good beat before the outage it is in: there the outage starts, not where it was noticed. */
  readonly outageFrom: Instant | null;
  /** When patients were last told that it is heard: what rests on that holds for one opening. */
  readonly toldHeardAt: Instant | null;
  /** When it fell into SUSPECT or LOST, of the last hour. */
  readonly falls: readonly Instant[];
  readonly flappingSince: Instant | null;
  /** A person says that it works, and no beat has come since: for staff the two disagree. */
  readonly disputedSince: Instant | null;
  /** When a person, or a second signal, last said that the line is down. */
  readonly downSaidAt: Instant | null;
}

export const NEVER_HEARD: ContactRecord = {
  state: null,
  since: null,
  every: USUAL_EVERY,
  lastBeatAt: null,
  beatsInRow: 0,
  cleanFrom: null,
  countsFrom: null,
  graceUntil: null,
  outageFrom: null,
  toldHeardAt: null,
  falls: [],
  flappingSince: null,
  disputedSince: null,
  downSaidAt: null,
};

/** A signal to append; the branch is known where it is appended. */
export type ContactSignal = Pick<SignalFact, 'at' | 'contact' | 'lastBeatAt' | 'public'>;

/** Ask the lead and the office; one incident "intermittent" begins; it is over. */
export type ContactEffect = 'ask' | 'flapping' | 'steady';

/** What one input did to a branch. */
export interface ContactStep {
  readonly record: ContactRecord;
  readonly signals: readonly ContactSignal[];
  readonly effects: readonly ContactEffect[];
}

export function unchanged(record: ContactRecord): ContactStep {
  return { record, signals: [], effects: [] };
}
