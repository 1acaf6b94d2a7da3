import type { ContactState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { FALLS_TO_FLAP, FLAP_WINDOW } from './contact-limits.ts';
import type { ContactEffect, ContactRecord, ContactStep } from './contact-record.ts';

function isFallen(state: ContactState | null): boolean {
  return state === 'suspect' || state === 'lost';
}

/** One silence is one fall, however often people are asked about it. */
function isNewFall(record: ContactRecord, to: ContactState): boolean {
  if (!isFallen(to) || isFallen(record.state)) return false;
  const last = record.falls.at(-1);
  return last === undefined || (record.lastBeatAt !== null && record.lastBeatAt > last);
}

/** LATE, SUSPECT and the way back from them are for staff alone. */
function isPublicMove(from: ContactState | null, to: ContactState): boolean {
  if (to === 'late' || to === 'suspect') return false;
  return to !== 'heard' || (from !== 'late' && from !== 'suspect');
}

/** Takes a branch to another state, with all that follows from it. */
export function moveContact(record: ContactRecord, to: ContactState, at: Instant): ContactStep {
  const recent = record.falls.filter((fall) => at - fall <= FLAP_WINDOW);
  const falls = isNewFall(record, to) ? [...recent, at] : recent;
  const flaps = record.flappingSince === null && falls.length >= FALLS_TO_FLAP;
  const flappingSince = flaps ? at : record.flappingSince;
  const effects: ContactEffect[] = [];
  if (flaps) effects.push('flapping');
  if (to === 'suspect' && flappingSince === null) effects.push('ask');
  const isPublic = isPublicMove(record.state, to);
  return {
    record: {
      ...record,
      state: to,
      since: at,
      beatsInRow: to === 'lost' ? 0 : record.beatsInRow,
      cleanFrom: to === 'recovering' ? at : record.cleanFrom,
      outageFrom: to === 'heard' || to === 'late' ? null : (record.outageFrom ?? record.lastBeatAt),
      toldHeardAt: to === 'heard' && isPublic ? at : record.toldHeardAt,
      falls,
      flappingSince,
    },
    signals: [{ at, contact: to, lastBeatAt: record.lastBeatAt, public: isPublic }],
    effects,
  };
}
