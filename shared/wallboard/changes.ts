import { type Instant, MINUTE } from '../practice/instant.ts';
import type { RecentChange, StaffBoard, StaffBranch } from '../wire/staff-board.ts';

/** For this long a change stays marked. */
const MARK_MS = 5 * MINUTE;

/** A change before the eyes of this page, and how many there were while it was marked. */
export interface SeenChange {
  readonly at: Instant;
  readonly times: number;
}

export type SeenChanges = { readonly [slug: string]: SeenChange };

/** What a tile shows of a branch beside ages and clocks: as long as it is the same, nothing changed. */
function factsOf(branch: StaffBranch): string {
  const { state, reasons, openNow, access, services, gps, alert, declared, contact, disputed } = branch;
  const it = Object.values(services).map(({ state: of, confirmDue }) => [of, confirmDue]);
  return JSON.stringify([
    state,
    reasons,
    openNow,
    access.state,
    it,
    gps.counts,
    alert?.state,
    declared?.state,
    contact.state,
    disputed,
  ]);
}

/** The changes seen so far, with those between two boards. A branch that is gone is forgotten. */
export function seeChanges(seen: SeenChanges, before: StaffBoard, after: StaffBoard, now: Instant): SeenChanges {
  if (before === after) return seen;
  const known = new Map(before.branches.map((branch) => [branch.slug, branch]));
  const entries = after.branches.flatMap((branch): (readonly [string, SeenChange])[] => {
    const was = known.get(branch.slug);
    const last = seen[branch.slug];
    const times = (last?.times ?? 0) + 1;
    if (!was || (was !== branch && factsOf(was) !== factsOf(branch))) return [[branch.slug, { at: now, times }]];
    return !last || now - last.at >= MARK_MS ? [] : [[branch.slug, last]];
  });
  return Object.fromEntries(entries);
}

function isNew(at: Instant, now: Instant): boolean {
  return at <= now && now - at < MARK_MS;
}

/**
 * When a branch last changed, if that is less than five minutes ago: as this page saw it, or as the board tells. A report
 * that arrived late is dated by when it was made, and is still news when it comes.
 */
export function markedAt(branch: StaffBranch, board: StaffBoard, seen: SeenChanges, now: Instant): Instant | null {
  const told = board.recent.flatMap(({ slug, at }) => (slug === branch.slug ? [Date.parse(at)] : []));
  const changed = branch.changedAt === null ? [] : [Date.parse(branch.changedAt)];
  const news = [...told, ...changed, seen[branch.slug]?.at ?? Number.NEGATIVE_INFINITY].filter((at) => isNew(at, now));
  return news.length === 0 ? null : Math.max(...news);
}

/** The newest changes, newest first, at most `count`. */
export function newestChanges(board: StaffBoard, now: Instant, count: number): readonly RecentChange[] {
  return board.recent.filter(({ at }) => Date.parse(at) <= now).slice(0, count);
}
