import { isSilent } from '../words/page.ts';
import type { PublicBoard, PublicBranch } from '../wire/public-board.ts';
import type { ComponentStatus, Indicator } from '../wire/statuspage.ts';

/** Nobody is seen there today: more than a part of it is away. */
const NOBODY_IS_SEEN: readonly string[] = ['closed-by-report', 'no-gps'];

/**
 * The word of Statuspage that is true of a branch. It has five words, and none for "we do not know".
 *
 * | Branch                          | Word                   | Why |
 * |---------------------------------|------------------------|-----|
 * | normal                          | `operational`          | it is known to work |
 * | closed, by its hours            | `operational`          | it does what is expected of it at that hour; the description says that it is closed |
 * | limited                         | `degraded_performance` | everybody is still seen to, but slower |
 * | unknown                         | `degraded_performance` | the mildest of the words that are not green; more would claim a fault that nobody saw |
 * | silent, and nothing else (LOST) | `degraded_performance` | the same: no outage was seen, and none is ruled out |
 * | degraded                        | `partial_outage`       | something is broken, and the doors or the phones are open |
 * | degraded, doors shut or no GP   | `major_outage`         | nobody is seen there |
 * | any green, when the truth is old| `degraded_performance` | nobody has looked; `under_maintenance` is only ever said of planned work |
 */
export function componentStatus(branch: Pick<PublicBranch, 'state' | 'reasons'>, isOld: boolean): ComponentStatus {
  switch (branch.state) {
    case 'normal':
    case 'closed':
      return isOld ? 'degraded_performance' : 'operational';
    case 'limited':
    case 'unknown':
      return 'degraded_performance';
    case 'degraded':
      if (isSilent(branch)) return 'degraded_performance';
      return branch.reasons.some((reason) => NOBODY_IS_SEEN.includes(reason)) ? 'major_outage' : 'partial_outage';
  }
}

/**
 * How bad it is over all: `critical` from half of the open branches in trouble on, as on the page; `major` when any is
 * in trouble or an open incident is major, `minor` when anything else is not known to be well. Planned work has no part.
 */
export function indicatorOf({ summary, incidents }: PublicBoard, statuses: readonly ComponentStatus[]): Indicator {
  const open = incidents.filter(({ status }) => status === 'open');
  const isOut = statuses.some((status) => status === 'partial_outage' || status === 'major_outage');
  if (summary.level === 'major') return 'critical';
  if (isOut || open.some(({ impact }) => impact === 'major')) return 'major';
  // A practice without branches has nothing that is known to be well.
  const isWell = statuses.length > 0 && statuses.every((status) => status === 'operational') && open.length === 0;
  return isWell ? 'none' : 'minor';
}
