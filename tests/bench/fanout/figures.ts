import { median, round } from '../measure/median.ts';
import type { Crowd, Telling } from './crowd.ts';

/** What was measured of one peer; the n-th rounds of all peers lie side by side. */
export interface PeerFigures {
  readonly name: string;
  readonly rounds: readonly Telling[];
  readonly residentKiB: number;
  readonly connectMicros: number;
  readonly lost: number;
}

export function toFigures(crowd: Crowd, rounds: readonly Telling[]): PeerFigures {
  return {
    name: crowd.peer.name,
    rounds,
    residentKiB: crowd.residentKiB(),
    connectMicros: crowd.connectMicros,
    lost: crowd.loads.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** The middle of all rounds, for a table: single figures swing with the machine, ratios of pairs do not. */
export function summarise({ name, rounds, residentKiB, connectMicros, lost }: PeerFigures) {
  const middle = (pick: (telling: Telling) => number) => median(rounds.map(pick));
  return {
    name,
    cpuMicrosAPage: round(
      middle(({ cpuMicros }) => cpuMicros),
      2,
    ),
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
