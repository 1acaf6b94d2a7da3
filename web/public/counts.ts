import { isSilent } from '../../shared/words/page.ts';
import type { PublicBoard, StateCounts } from '../../shared/wire/public-board.ts';

/** How many surgeries are how. A server of an older version tells no counts, and all of its branches. */
export function countsOf({ summary, branches }: PublicBoard): StateCounts {
  if (summary.byState) return summary.byState;
  const of = (name: string) => branches.filter(({ state }) => state === name).length;
  const notHeard = branches.filter(isSilent).length;
  return {
    normal: of('normal'),
    limited: of('limited'),
    degraded: of('degraded') - notHeard,
    notHeard,
    unknown: of('unknown'),
    closed: of('closed'),
  };
}
