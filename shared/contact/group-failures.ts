import { type Instant, MINUTE, SECOND } from '../practice/instant.ts';
import type { CauseRecord, CauseStep, ChildSince } from './cause-record.ts';

/** Failures within this time of each other are taken for one. */
const TOGETHER = 5 * MINUTE;
/** Single failures of so long before are folded in. */
export const FOLD_IN = 10 * MINUTE;
/** The first text waits so long, so that it names all. */
export const ANNOUNCE_AFTER = 60 * SECOND;
const OFFER_FROM = 2;
const SHARED_FROM = 3;
const SHARED_SHARE = 0.2;

/** How many branches make a failure a shared one: three, or 20 % of those heard from, in whole branches, if that is more. */
export function sharedFrom(heard: number): number {
  return Math.max(SHARED_FROM, Math.floor(heard * SHARED_SHARE));
}

/** Oldest first; what an earlier incident dealt with does not count again. */
export function openFailures({ failing, settledAt }: CauseRecord): readonly ChildSince[] {
  return Object.entries(failing)
    .map(([branch, since]) => ({ branch, since }))
    .filter(({ since }) => settledAt === null || since > settledAt)
    .sort((a, b) => a.since - b.since || (a.branch < b.branch ? -1 : 1));
}

/** The most failures that lie within five minutes of each other, of as many the newest. */
function largestGroup(failures: readonly ChildSince[]): readonly ChildSince[] {
  const groups = failures.map((first, n) => failures.slice(n).filter(({ since }) => since - first.since <= TOGETHER));
  return groups.reduce((largest, group) => (group.length >= largest.length ? group : largest), []);
}

/** Makes one incident of all that has failed for this cause of late. */
export function openShared(record: CauseRecord, now: Instant): CauseStep {
  const children = openFailures(record).filter(({ since }) => now - since <= FOLD_IN);
  return {
    record: {
      ...record,
      offered: [],
      incident: {
        openedAt: now,
        announcedAt: null,
        children: Object.fromEntries(children.map(({ branch, since }) => [branch, { since, wellAt: null }])),
        unannounced: children.map(({ branch }) => branch),
      },
    },
    actions: [{ do: 'open', announceAt: now + ANNOUNCE_AFTER, children }],
  };
}

/** Whether failures of one cause are one incident already, may be one, or stand alone. */
export function groupFailures(record: CauseRecord, now: Instant, heard: number): CauseStep {
  const group = largestGroup(openFailures(record));
  if (group.length >= sharedFrom(heard)) return openShared(record, now);
  const offered = group.length >= OFFER_FROM ? group.map(({ branch }) => branch) : [];
  const isNews = offered.some((branch) => !record.offered.includes(branch));
  return { record: { ...record, offered }, actions: isNews ? [{ do: 'offer', branches: offered }] : [] };
}
