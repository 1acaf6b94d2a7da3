import type { Tally } from '../../shared/board/tally.ts';
import type { Instant } from '../../shared/practice/instant.ts';

export type TallyCounts = Partial<Omit<Tally, 'branches' | 'open' | 'nextOpening'>>;

/** A tally of these counts; "open" and the number of branches follow from them. */
export function tallyOf(counts: TallyCounts, nextOpening: Instant | null = null): Tally {
  const { working = 0, limited = 0, trouble = 0, notHeard = 0, notTold = 0, notSure = 0 } = counts;
  const { troubleClosed = 0, notHeardClosed = 0, closed = 0 } = counts;
  const open = working + limited + trouble + notHeard + notTold + notSure;
  const branches = open + troubleClosed + notHeardClosed + closed;
  return {
    working,
    limited,
    trouble,
    notHeard,
    notTold,
    notSure,
    troubleClosed,
    notHeardClosed,
    closed,
    open,
    branches,
    nextOpening,
  };
}
