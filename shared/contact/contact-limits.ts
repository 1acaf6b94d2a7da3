import { MINUTE, SECOND } from '../practice/instant.ts';

/** How often a sender may beat; the limits below are for the usual interval and stretch with a slower one. */
export const USUAL_EVERY = 20 * SECOND;
const SLOWEST_EVERY = 120 * SECOND;

/** Good beats in a row that bring a lost branch back, on trial. */
export const BEATS_TO_RECOVER = 3;
/** So long a branch on trial beats without a gap before it is trusted. */
export const RECOVERY = 5 * MINUTE;
/** After a person said it works against the silence, they are asked again. */
export const ASK_AGAIN = 10 * MINUTE;
/** PCs are switched on after the doors open: silence counts from here on. */
export const OPENING_GRACE = 15 * MINUTE;
/** Senders find a server that came back within this time. */
export const RESTART_GRACE = 90 * SECOND;
export const FALLS_TO_FLAP = 3;
export const FLAP_WINDOW = 60 * MINUTE;
export const FLAP_CLEAN = 30 * MINUTE;

/** Silence from which on a branch is late, suspect, lost. */
export interface SilenceLimits {
  readonly late: number;
  readonly suspect: number;
  readonly lost: number;
}

/**
 * 180 s for the usual interval: in a year of 18 branches with lost packets and routers that sync again, 180 s gives a
 * few false public alarms where 120 s gives hundreds.
 */
export function silenceLimits(every: number): SilenceLimits {
  const interval = Math.min(Math.max(every, USUAL_EVERY), SLOWEST_EVERY);
  return { late: 2.25 * interval, suspect: 3.75 * interval, lost: 9 * interval };
}
