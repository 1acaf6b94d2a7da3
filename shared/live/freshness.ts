import { type Instant, MINUTE, SECOND } from '../practice/instant.ts';

/** How far a page may be trusted to show the present. */
export type Freshness = 'live' | 'reconnecting' | 'stale' | 'dead';

/** Up to this age, and proven by the socket, a page is LIVE. */
export const LIVE_AT_MOST_MS = 35 * SECOND;
/** Above this age a page is STALE. */
export const STALE_ABOVE_MS = 90 * SECOND;
/** Above this age a page is DEAD. */
export const DEAD_ABOVE_MS = 10 * MINUTE;

/** One thing a server said about its own state, and when it arrived by the client's steady clock (ms). */
export interface Proof {
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly receivedAt: number;
}

/** Age of the truth in ms: how old it was when it was sent, and the time since. No clock of the client's is trusted. */
export function ageOfProof(proof: Proof, elapsed: number): number {
  return Math.max(0, proof.now - proof.checkedAt) + Math.max(0, elapsed - proof.receivedAt);
}

/**
 * Freshness of a page. `socketAge` is the age of what the socket last proved (null when it proved nothing),
 * `truthAge` of the newest truth from anywhere: a body that came by HTTP never makes a page LIVE.
 */
export function freshnessOf(socketAge: number | null, truthAge: number): Freshness {
  if (socketAge !== null && socketAge <= LIVE_AT_MOST_MS) return 'live';
  if (truthAge <= STALE_ABOVE_MS) return 'reconnecting';
  return truthAge <= DEAD_ABOVE_MS ? 'stale' : 'dead';
}

/** How long until a page of these ages looks different if nothing more is heard, in ms; null when it never will. */
export function untilNextFreshness(socketAge: number | null, truthAge: number): number | null {
  switch (freshnessOf(socketAge, truthAge)) {
    case 'live':
      return LIVE_AT_MOST_MS - (socketAge ?? 0) + 1;
    case 'reconnecting':
      return STALE_ABOVE_MS - truthAge + 1;
    case 'stale':
      return DEAD_ABOVE_MS - truthAge + 1;
    case 'dead':
      return null;
  }
}
