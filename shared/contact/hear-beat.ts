import type { ContactState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { BEATS_TO_RECOVER, silenceLimits } from './contact-limits.ts';
import { type ContactRecord, type ContactStep, unchanged } from './contact-record.ts';
import { moveContact } from './move-contact.ts';

export interface Beat {
  /** By the server's clock. */
  readonly at: Instant;
  /** The sender's interval, in milliseconds. */
  readonly every: number;
}

function stateAfterBeat(record: ContactRecord): ContactState | null {
  if (record.state === 'lost') return record.beatsInRow >= BEATS_TO_RECOVER ? 'recovering' : 'lost';
  return record.state === 'recovering' ? 'recovering' : 'heard';
}

/** A good beat came. While the board is frozen it is kept and moves nothing. */
export function hearBeat(record: ContactRecord, beat: Beat, frozen = false): ContactStep {
  const { lastBeatAt } = record;
  if (lastBeatAt !== null && beat.at <= lastBeatAt) return unchanged(record);
  const unbroken = lastBeatAt !== null && beat.at - lastBeatAt < silenceLimits(record.every).late;
  const heard: ContactRecord = {
    ...record,
    every: beat.every,
    lastBeatAt: beat.at,
    beatsInRow: unbroken ? record.beatsInRow + 1 : 1,
    cleanFrom: unbroken ? record.cleanFrom : beat.at,
    countsFrom: null,
    disputedSince: null,
  };
  const next = stateAfterBeat(heard);
  return frozen || next === null || next === heard.state ? unchanged(heard) : moveContact(heard, next, beat.at);
}
