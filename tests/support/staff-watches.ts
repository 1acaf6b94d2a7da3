import { type Instant, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { CauseOffer, StaffWatch, WatchedBranch } from '../../shared/wire/staff-watch.ts';

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

/** Two branches of one records system fail. */
export const EMIS: CauseOffer = {
  cause: 'records:emis',
  service: 'records',
  system: 'EMIS',
  branches: ['clayton', 'yaxham'],
  since: '2019-12-31T10:40:00.000Z',
};

/** The canary is silent too. */
export const BLIND = { since: '2019-12-31T10:40:00.000Z', reasons: ['canary'] } satisfies StaffWatch['blind'];

/** All that the automatic checks can have to tell, at once. */
export function troubledWatch(now: Instant): Partial<StaffWatch> {
  return {
    blind: BLIND,
    canary: 'missing',
    branches: {
      clayton: watched(now, 97),
      yaxham: watched(now, 14, { flapping: true }),
      'orton-mere': watched(now, 3_540, { flapping: true }),
      stanway: watched(now, 400, { disputedSince: '2019-12-31T10:37:00.000Z' }),
    },
    offers: [EMIS],
  };
}
