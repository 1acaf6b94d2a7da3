import type { Instant } from '../../../shared/practice/instant.ts';
import type { Sender } from '../../../shared/wire/senders.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { SENDERS } from '../../../shared/words/staff-senders.ts';
import type { SenderRow } from './senders-table.ts';

function heardBy(tokens: readonly Sender[]): Instant | null {
  const times = tokens.flatMap(({ lastBeatAt }) => (lastBeatAt === null ? [] : [Date.parse(lastBeatAt)]));
  return times.length === 0 ? null : Math.max(...times);
}

/** The canary, every branch, and what is left of branches that are not on the board any more. */
export function senderRows(branches: readonly Pick<StaffBranch, 'slug' | 'name'>[], senders: readonly Sender[]) {
  const row = (slug: string | null, name: string | null, more: string | null): SenderRow => {
    const tokens = senders.filter(({ branch }) => branch === slug);
    return { owner: { slug, name }, more, heardAt: heardBy(tokens), tokens };
  };
  const known = new Set(branches.map(({ slug }) => slug));
  const gone = new Set(senders.flatMap(({ branch }) => (branch === null || known.has(branch) ? [] : [branch])));
  return [
    row(null, null, SENDERS.canaryMore),
    ...branches.map(({ slug, name }) => row(slug, name, null)),
    ...[...gone].map((slug) => row(slug, null, SENDERS.unknownBranch)),
  ];
}
