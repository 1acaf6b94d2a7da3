import type { Instant } from '../../../shared/practice/instant.ts';
import type { Sender } from '../../../shared/wire/senders.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { SENDERS } from '../../../shared/words/staff-senders.ts';
import type { SeenWatch } from '../../staff/watch-feed.ts';
import type { SenderRow } from './senders-table.ts';

function heardBy(tokens: readonly Sender[]): Instant | null {
  const times = tokens.flatMap(({ lastBeatAt }) => (lastBeatAt === null ? [] : [Date.parse(lastBeatAt)]));
  return times.length === 0 ? null : Math.max(...times);
}

/** The canary, every branch, and what is left of branches that are not on the board any more. */
export function senderRows(
  branches: readonly Pick<StaffBranch, 'slug' | 'name'>[],
  senders: readonly Sender[],
  readAt: Instant,
  seen: SeenWatch | null,
): readonly SenderRow[] {
  const row = (slug: string | null, name: string | null, more: string | null): SenderRow => {
    const tokens = senders.filter(({ branch }) => branch === slug);
    const watched = slug === null ? undefined : seen?.watch.branches[slug];
    const byChecks = watched?.heardAt ? Date.parse(watched.heardAt) : null;
    const byTokens = heardBy(tokens);
    const owner = { slug, name };
    // What the automatic checks tell comes oftener than the list is read.
    if (seen && byChecks !== null && byChecks >= (byTokens ?? 0)) {
      return { owner, more, heardAt: byChecks, readAt: Date.parse(seen.watch.now), tokens };
    }
    return { owner, more, heardAt: byTokens, readAt, tokens };
  };
  const known = new Set(branches.map(({ slug }) => slug));
  const gone = new Set(senders.flatMap(({ branch }) => (branch === null || known.has(branch) ? [] : [branch])));
  return [
    row(null, null, SENDERS.canaryMore),
    ...branches.map(({ slug, name }) => row(slug, name, null)),
    ...[...gone].map((slug) => row(slug, null, SENDERS.unknownBranch)),
  ];
}
