import type { ContactState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { BEATS_TO_RECOVER, FLAP_CLEAN, OPENING_GRACE, RECOVERY, silenceLimits } from './contact-limits.ts';
import { type ContactRecord, type ContactStep, unchanged } from './contact-record.ts';
import { moveContact } from './move-contact.ts';

/** From when on the silence of a branch that opened at `openedAt` counts. */
function silentFrom(record: ContactRecord, lastBeatAt: Instant, openedAt: Instant): Instant {
  return Math.max(lastBeatAt, openedAt + OPENING_GRACE, record.countsFrom ?? 0, record.graceUntil ?? 0);
}

/** How long a branch that opened at `openedAt` has been silent, of that what counts. */
function countedSilence(record: ContactRecord, lastBeatAt: Instant, openedAt: Instant, now: Instant): number {
  return now - silentFrom(record, lastBeatAt, openedAt);
}

/** It beats, and has done so without a gap for so long. Time without beats proves nothing, whether silence counts or not. */
function isCleanFor(record: ContactRecord, lastBeatAt: Instant, time: number, now: Instant): boolean {
  const beating = now - lastBeatAt < silenceLimits(record.every).late;
  return beating && now - Math.max(record.cleanFrom ?? now, record.flappingSince ?? 0) >= time;
}

function afterLost(record: ContactRecord, lastBeatAt: Instant, now: Instant): ContactState {
  const beating = now - lastBeatAt < silenceLimits(record.every).late;
  return beating && record.beatsInRow >= BEATS_TO_RECOVER ? 'recovering' : 'lost';
}

function afterRecovering(
  record: ContactRecord,
  lastBeatAt: Instant,
  openedAt: Instant | null,
  now: Instant,
): ContactState {
  const beating = now - lastBeatAt < silenceLimits(record.every).late;
  if (beating && now - (record.cleanFrom ?? now) >= RECOVERY) return 'heard';
  if (openedAt === null || lastBeatAt < openedAt) return 'recovering';
  // It was on trial, so there is no doubt to give it the benefit of; and patients never saw the notice leave.
  const silence = countedSilence(record, lastBeatAt, openedAt, now);
  return silence >= silenceLimits(record.every).suspect ? 'lost' : 'recovering';
}

function afterTrusted(
  record: ContactRecord,
  state: ContactState,
  lastBeatAt: Instant,
  openedAt: Instant | null,
  now: Instant,
): ContactState {
  // A beat that came while the board was frozen.
  if (state !== 'heard' && record.since !== null && lastBeatAt > record.since) return 'heard';
  // PCs are off at night: outside opening hours silence is no outage.
  if (openedAt === null) return state;
  const limits = silenceLimits(record.every);
  const silence = countedSilence(record, lastBeatAt, openedAt, now);
  const suspect = state === 'suspect' || silence >= limits.suspect;
  if (suspect && record.downSaidAt !== null && record.downSaidAt > lastBeatAt) return 'lost';
  // Nobody may have switched on the PC: that is asked about, not told to patients.
  if (silence >= limits.lost && lastBeatAt >= openedAt) return 'lost';
  if (suspect) return 'suspect';
  return silence >= limits.late ? 'late' : state;
}

function nextState(record: ContactRecord, openedAt: Instant | null, now: Instant): ContactState | null {
  const { state, lastBeatAt } = record;
  if (state === null || lastBeatAt === null) return state;
  if (state === 'lost') return afterLost(record, lastBeatAt, now);
  if (state === 'recovering') return afterRecovering(record, lastBeatAt, openedAt, now);
  return afterTrusted(record, state, lastBeatAt, openedAt, now);
}

/**
 * A sender that was heard all along makes no signal, and yet it has to be told once in each opening that it is heard:
 * nobody can see from the last signal, which may be of last week, that the branch is there today.
 */
function tellHeard(record: ContactRecord, now: Instant, openedAt: Instant | null): ContactStep {
  const { state, lastBeatAt, disputedSince, toldHeardAt } = record;
  if (state !== 'heard' || lastBeatAt === null || openedAt === null || disputedSince !== null) return unchanged(record);
  const isHere = lastBeatAt >= openedAt && now - lastBeatAt < silenceLimits(record.every).late;
  if (!isHere || (toldHeardAt !== null && toldHeardAt >= openedAt)) return unchanged(record);
  return {
    record: { ...record, toldHeardAt: lastBeatAt },
    signals: [{ at: lastBeatAt, contact: 'heard', lastBeatAt, public: true }],
    effects: [],
  };
}

/** What the time that has passed makes of a branch. `openedAt` is null outside its opening hours. */
export function checkSilence(record: ContactRecord, now: Instant, openedAt: Instant | null): ContactStep {
  const { state, lastBeatAt, flappingSince } = record;
  const calm = flappingSince !== null && state === 'heard' && lastBeatAt !== null;
  if (calm && isCleanFor(record, lastBeatAt, FLAP_CLEAN, now)) {
    return { record: { ...record, flappingSince: null, falls: [] }, signals: [], effects: ['steady'] };
  }
  const next = nextState(record, openedAt, now);
  return next === null || next === state ? tellHeard(record, now, openedAt) : moveContact(record, next, now);
}

/**
 * Until when `checkSilence` leaves an ordinary record as it is, while the branch is neither opened nor closed; not beyond
 * `now` when it does something then, and for all that are not ordinary: those are looked at.
 */
export function stillUntil(record: ContactRecord, now: Instant, openedAt: Instant | null): Instant {
  const { state, lastBeatAt, flappingSince, disputedSince, toldHeardAt } = record;
  if (state === null) return Number.POSITIVE_INFINITY;
  if (state !== 'heard' || lastBeatAt === null || flappingSince !== null || disputedSince !== null) return now;
  if (openedAt === null) return Number.POSITIVE_INFINITY;
  const isTold = toldHeardAt !== null && toldHeardAt >= openedAt;
  if (lastBeatAt >= openedAt && !isTold) return now;
  return silentFrom(record, lastBeatAt, openedAt) + silenceLimits(record.every).late;
}
