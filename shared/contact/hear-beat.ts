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
  /** The beats without a gap that it is the last of, for one who does not hear them all: how many, and since when. */
  readonly run?: { readonly beats: number; readonly from: Instant };
}

interface Run {
  readonly beats: number;
  readonly cleanFrom: Instant | null;
}

/** A run that begins ahead of its beat was counted by a clock that has been set back since. */
function runUpTo(record: ContactRecord, { at, run }: Beat): Run {
  const { lastBeatAt, beatsInRow, cleanFrom } = record;
  if (run && run.from <= at) return { beats: run.beats, cleanFrom: Math.max(run.from, cleanFrom ?? run.from) };
  const unbroken = lastBeatAt !== null && at - lastBeatAt < silenceLimits(record.every).late;
  return unbroken ? { beats: beatsInRow + 1, cleanFrom } : { beats: 1, cleanFrom: at };
}

function stateAfterBeat(record: ContactRecord): ContactState | null {
  if (record.state === 'lost') return record.beatsInRow >= BEATS_TO_RECOVER ? 'recovering' : 'lost';
  return record.state === 'recovering' ? 'recovering' : 'heard';
}

/** A good beat came. While the board is frozen it is kept and moves nothing. */
export function hearBeat(record: ContactRecord, beat: Beat, frozen = false): ContactStep {
  const { lastBeatAt } = record;
  if (lastBeatAt !== null && beat.at <= lastBeatAt) return unchanged(record);
  const run = runUpTo(record, beat);
  const heard: ContactRecord = {
    ...record,
    every: beat.every,
    lastBeatAt: beat.at,
    beatsInRow: run.beats,
    cleanFrom: run.cleanFrom,
    countsFrom: null,
    disputedSince: null,
  };
  const next = stateAfterBeat(heard);
  return frozen || next === null || next === heard.state ? unchanged(heard) : moveContact(heard, next, beat.at);
}
