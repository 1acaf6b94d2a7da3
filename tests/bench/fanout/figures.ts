import { median, round } from '../measure/median.ts';
import type { Crowd, Telling } from './crowd.ts';

/** What was measured of one peer; the n-th rounds of all peers lie side by side. */
export interface PeerFigures {
  readonly name: string;
  readonly rounds: readonly Telling[];
  /** What a change costs before any page is told, CPU in µs: for Branchboard the report, the journal and the views. */
  readonly changeMicros: number;
  readonly pages: number;
  readonly residentKiB: number;
  readonly connectMicros: number;
  readonly lost: number;
}

/** Where the line through few pages and all of them meets no page at all. */
function changeMicrosOf({ few, pages }: Crowd, rounds: readonly Telling[]): number {
  const all = median(rounds.map(({ cpuMicros }) => cpuMicros)) * pages;
  const first = few.cpuMicros * few.pages;
  return Math.max(0, first - ((all - first) / (pages - few.pages)) * few.pages);
}

export function toFigures(crowd: Crowd, rounds: readonly Telling[]): PeerFigures {
  return {
    name: crowd.peer.name,
    rounds,
    changeMicros: changeMicrosOf(crowd, rounds),
    pages: crowd.pages,
    residentKiB: crowd.residentKiB(),
    connectMicros: crowd.connectMicros,
    lost: crowd.loads.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** The middle of all rounds, for a table: single figures swing with the machine, ratios of pairs do not. */
export function summarise({ name, rounds, changeMicros, residentKiB, connectMicros, lost }: PeerFigures) {
  const middle = (pick: (telling: Telling) => number) => median(rounds.map(pick));
  return {
    name,
    cpuMicrosAPage: round(
      middle(({ cpuMicros }) => cpuMicros),
      2,
    ),
    changeMs: round(changeMicros / 1_000, 1),
    lastPageMs: round(
      middle(({ lastPageMs }) => lastPageMs),
      0,
    ),
    residentKiBAPage: round(residentKiB, 2),
    connectMicrosAPage: round(connectMicros, 0),
    idlePercentOfACore: round(100 * middle(({ idleShare }) => idleShare), 1),
    lost,
  };
}
