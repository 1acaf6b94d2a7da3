import { medianRatio } from '../measure/median.ts';
import { toVerdict, type Verdict } from '../verdict.ts';
import type { Telling } from './crowd.ts';
import type { PeerFigures } from './figures.ts';

interface Promised {
  readonly name: string;
  readonly pick: (telling: Telling, figures: PeerFigures) => number;
  readonly atMost: Readonly<Record<string, number>>;
}

const CPU: Promised = {
  name: 'CPU a page told',
  pick: ({ cpuMicros }) => cpuMicros,
  atMost: { 'C, epoll': 1.35, 'nchan (nginx)': 1.1, '@fastify/websocket, send loop': 0.85 },
};

/** For comparison: what the pages cost, without what each change costs however many are open. */
const CPU_OF_PAGES: Promised = {
  name: 'the same without the change itself',
  pick: ({ cpuMicros }, { changeMicros, pages }) => cpuMicros - changeMicros / pages,
  atMost: {},
};

/** The last page is promised of several processes: of one it is when that one has done its work. */
const LAST_PAGE: Promised = {
  name: 'last page',
  pick: ({ lastPageMs }) => lastPageMs,
  atMost: { 'C, epoll': 1.4, 'nchan (nginx)': 1 },
};

const RESIDENT_KIB_AT_MOST = 5;

/** What is promised is promised of so many pages in one process: of few the change itself is most of what is measured. */
const PAGES_AT_LEAST = 18_000;

function compare({ name, pick, atMost }: Promised, ours: PeerFigures, peers: readonly PeerFigures[]) {
  const valuesOf = (figures: PeerFigures) => figures.rounds.map((telling) => pick(telling, figures));
  return peers.map((peer) =>
    toVerdict(`${name} / ${peer.name}`, medianRatio(valuesOf(ours), valuesOf(peer)), atMost[peer.name] ?? null),
  );
}

/** Ratios to peers of the same run, and what a page takes of memory. */
export function judge(ours: PeerFigures, peers: readonly PeerFigures[], processes: number): readonly Verdict[] {
  const isMany = ours.pages >= PAGES_AT_LEAST;
  const [isOne, isSeveral] = [isMany && processes === 1, isMany && processes > 1];
  const judged = (promised: Promised, isJudged: boolean) => (isJudged ? promised : { ...promised, atMost: {} });
  return [
    ...compare(judged(CPU, isOne), ours, peers),
    ...compare(CPU_OF_PAGES, ours, peers),
    ...compare(judged(LAST_PAGE, isSeveral), ours, peers),
    toVerdict('resident KiB an open page', ours.residentKiB, isOne ? RESIDENT_KIB_AT_MOST : null),
  ];
}
