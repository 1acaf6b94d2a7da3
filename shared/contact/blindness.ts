import { type Instant, SECOND } from '../practice/instant.ts';
import { silenceLimits, USUAL_EVERY } from './contact-limits.ts';

/** Why silence proves nothing at present: the fault may be the board's own. */
export type BlindReason = 'canary' | 'all-silent' | 'late-pass' | 'clock-step' | 'database';

/** A sender, and what was last heard of it. */
export interface HeardSender {
  readonly lastBeatAt: Instant;
  readonly every: number;
}

/** What the board knows of its own eyes. Spans are in milliseconds. */
export interface Sight {
  /** Beats from outside the practice's network; null when none is set up, or none was ever heard. */
  readonly canary: HeardSender | null;
  /** How much later than planned this pass runs. */
  readonly lateBy: number;
  /** How far the wall clock went against the monotonic one since the last pass; ahead is positive. */
  readonly clockStep: number;
  /** For how long the database was away before this pass. */
  readonly databaseAway: number;
}

const LATE_PASS = 10 * SECOND;
const CLOCK_STEP = 5 * SECOND;
const DATABASE_AWAY = 10 * SECOND;
/** All branches that stop within this time have the board's own line in common. */
const TOGETHER = 60 * SECOND;
/** Slow senders are taken for silent before quick ones are lost. */
const SILENT_AT_THE_LATEST = 150 * SECOND;

function isSilent({ lastBeatAt, every }: HeardSender, now: Instant): boolean {
  return now - lastBeatAt >= Math.min(silenceLimits(every).late, SILENT_AT_THE_LATEST);
}

/** One that was silent before must not hide that all others stopped at once, so most of them are enough. */
function stoppedTogether(watched: readonly HeardSender[]): boolean {
  const newest = Math.max(...watched.map(({ lastBeatAt }) => lastBeatAt));
  const slowest = Math.max(...watched.map(({ every }) => every));
  const within = TOGETHER + Math.max(slowest - USUAL_EVERY, 0);
  const together = watched.filter(({ lastBeatAt }) => newest - lastBeatAt <= within).length;
  return together >= 2 && together * 2 >= watched.length;
}

/** Why the board is blind at `now`, given the branches whose silence would count; empty when it sees. */
export function findBlindness(sight: Sight, watched: readonly HeardSender[], now: Instant): readonly BlindReason[] {
  const reasons: BlindReason[] = [];
  const { canary } = sight;
  const silent = watched.filter((sender) => isSilent(sender, now));
  if (canary && isSilent(canary, now) && silent.length > 0) reasons.push('canary');
  if (!canary && silent.length === watched.length && silent.length > 0 && stoppedTogether(watched)) {
    reasons.push('all-silent');
  }
  if (sight.lateBy > LATE_PASS) reasons.push('late-pass');
  if (Math.abs(sight.clockStep) > CLOCK_STEP) reasons.push('clock-step');
  if (sight.databaseAway > DATABASE_AWAY) reasons.push('database');
  return reasons;
}
