import type { Instant } from '../practice/instant.ts';
import { formatDay, formatTime } from './times.ts';

/** Stands for what can no longer be said; with its day, because whoever keeps it may show it tomorrow. */
export function couldNotCheckSince(checkedAt: Instant, zone: string): string {
  return `We could not check since ${formatTime(checkedAt, zone)} on ${formatDay(checkedAt, zone)}.`;
}

/** An incident has been opened, and nothing more was said for everybody yet. */
export const INCIDENT_OPENED = 'We know about this problem. We will say more here.';
/** It is over, and nothing was said for everybody about its end. */
export const INCIDENT_OVER = 'This problem is over.';
