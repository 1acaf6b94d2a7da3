import { medianRatio, round } from '../measure/median.ts';
import type { Telling } from './crowd.ts';
import type { PeerFigures } from './figures.ts';

/** One figure, what was promised of it, and whether that is kept. */
export interface Verdict {
  readonly what: string;
  readonly value: number;
  /** null: nothing was promised, it is for comparison. */
  readonly atMost: number | null;
  readonly isMet: boolean;
}

function toVerdict(what: string, value: number, atMost: number | null): Verdict {
  return { what, value: round(value, 2), atMost, isMet: atMost === null || round(value, 2) <= atMost };
}

interface Promised {
  readonly name: string;
  readonly pick: (telling: Telling) => number;
  readonly atMost: Readonly<Record<string, number>>;
}

const CPU: Promised = {
  name: 'CPU a page told',
  pick: ({ cpuMicros }) => cpuMicros,
  atMost: { 'C, epoll': 1.35, 'nchan (nginx)': 1.1, '@fastify/websocket, send loop': 0.85 },
};

/** The last page is promised of several processes: of one it is when that one has done its work. */
const LAST_PAGE: Promised = {
  name: 'last page',
  pick: ({ lastPageMs }) => lastPageMs,
  atMost: { 'C, epoll': 1.4, 'nchan (nginx)': 1 },
};

const RESIDENT_KIB_AT_MOST = 5;

function compare({ name, pick, atMost }: Promised, ours: PeerFigures, peers: readonly PeerFigures[]) {
  return peers.map((peer) =>
    toVerdict(
      `${name} / ${peer.name}`,
      medianRatio(ours.rounds.map(pick), peer.rounds.map(pick)),
      atMost[peer.name] ?? null,
    ),
  );
}

/** Ratios to peers of the same run, and what a page takes of memory. */
export function judge(ours: PeerFigures, peers: readonly PeerFigures[], processes: number): readonly Verdict[] {
  const several = processes > 1;
  return [
    ...compare(several ? { ...CPU, atMost: {} } : CPU, ours, peers),
    ...compare(several ? LAST_PAGE : { ...LAST_PAGE, atMost: {} }, ours, peers),
    toVerdict('resident KiB an open page', ours.residentKiB, several ? null : RESIDENT_KIB_AT_MOST),
  ];
}
