import { medianRatio, round } from '../measure/median.ts';
import type { PeerFigures } from './figures.ts';

/** One promise, and whether it is kept. */
export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly isMet: boolean;
}

function toVerdict(what: string, value: number, atMost: number): Verdict {
  return { what, value: round(value, 2), atMost, isMet: round(value, 2) <= atMost };
}

/** What a page may cost, as ratios to peers of the same run. */
const CPU_AT_MOST: Readonly<Record<string, number>> = {
  'C, epoll': 1.35,
  'nchan (nginx)': 1.1,
  '@fastify/websocket, send loop': 0.85,
};
/** How late the last page of several processes may be. */
const LAST_PAGE_AT_MOST: Readonly<Record<string, number>> = { 'C, epoll': 1.4, 'nchan (nginx)': 1 };
const RESIDENT_KIB_AT_MOST = 5;

/** What one process promises: CPU and memory. */
export function judgeOneProcess(ours: PeerFigures, peers: readonly PeerFigures[]): readonly Verdict[] {
  const cpu = (figures: PeerFigures) => figures.rounds.map(({ cpuMicros }) => cpuMicros);
  return [
    ...peers
      .filter(({ name }) => CPU_AT_MOST[name] !== undefined)
      .map((peer) =>
        toVerdict(`CPU a page told / ${peer.name}`, medianRatio(cpu(ours), cpu(peer)), CPU_AT_MOST[peer.name] ?? 0),
      ),
    toVerdict('resident KiB an open page', ours.residentKiB, RESIDENT_KIB_AT_MOST),
  ];
}

/** What several processes promise: how late the last page is. */
export function judgeLastPage(ours: PeerFigures, peers: readonly PeerFigures[]): readonly Verdict[] {
  const last = (figures: PeerFigures) => figures.rounds.map(({ lastPageMs }) => lastPageMs);
  return peers
    .filter(({ name }) => LAST_PAGE_AT_MOST[name] !== undefined)
    .map((peer) =>
      toVerdict(`last page / ${peer.name}`, medianRatio(last(ours), last(peer)), LAST_PAGE_AT_MOST[peer.name] ?? 0),
    );
}
