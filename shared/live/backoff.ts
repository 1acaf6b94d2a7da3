import { SECOND } from '../practice/instant.ts';

const LEAST_MS = 200;
const FIRST_SPREAD_MS = 0.5 * SECOND;
const LONGEST_SPREAD_MS = 30 * SECOND;

/** A source of randomness, 0 <= x < 1. */
export type Random = () => number;

/**
 * How long to wait before try `n` (from 0), in ms. Full jitter: a whole practice's phones must not come back in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function reconnectDelay(n: number, random: Random): number {
  return LEAST_MS + random() * Math.min(LONGEST_SPREAD_MS, FIRST_SPREAD_MS * 2 ** n);
}

/** How long to stay away after a server's `bye`, in ms: it knows best over how long its clients must spread. */
export function byeDelay(spreadMs: number, random: Random): number {
  return LEAST_MS + random() * spreadMs;
}

/** `ms` give or take half of it. */
export function halfAround(ms: number, random: Random): number {
  return ms * (0.5 + random());
}
