import { type Instant, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { StaffWatch, WatchedBranch } from '../../shared/wire/staff-watch.ts';

/** A branch whose sender was heard `seconds` ago. */
export function watched(now: Instant, seconds: number, says: Partial<WatchedBranch> = {}): WatchedBranch {
  const heardAt = toIso(now - seconds * SECOND);
  return { heardAt, flapping: false, disputedSince: null, senders: true, checks: {}, ...says };
}

/** All branches and a canary are heard, and the checks run. */
export function calmWatch({ branches }: StaffBoard, now: Instant): StaffWatch {
  return {
    now: toIso(now),
    lastPassAt: toIso(now - SECOND),
    overdue: false,
    blind: null,
    canary: 'heard',
    failed: [],
    branches: Object.fromEntries(branches.map(({ slug }) => [slug, watched(now, 12)])),
    offers: [],
  };
}
