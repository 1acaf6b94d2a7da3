import { setTimeout as wait } from 'node:timers/promises';
import { type Load, startLoad } from '../load/load.ts';
import { residentKiB } from '../measure/memory.ts';
import { now } from '../measure/now.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import type { Peer } from '../peers/peer.ts';

/** What a few tellings in a row cost. */
export interface Telling {
  /** CPU of the server for one page that is told, heartbeats of that time taken off, in µs. */
  readonly cpuMicros: number;
  /** From telling until the last page has it, in ms; the middle one of the tellings. */
  readonly lastPageMs: number;
  /** CPU of the server for what goes on without any change, of one core. */
  readonly idleShare: number;
}

/** A peer with its open pages. */
export interface Crowd {
  readonly peer: Peer;
  readonly loads: readonly Load[];
  readonly pages: number;
  /** Memory of the server for one open page, in KiB. */
  residentKiB(): number;
  /** What was measured with the first few of the pages. */
  readonly few: { readonly pages: number; readonly cpuMicros: number };
  /** What a page costs to connect, CPU of the server in µs. */
  readonly connectMicros: number;
  /** Upgrades that were put off by the server, which is its right. */
  readonly putOff: number;
  stop(): Promise<void>;
}

/** Time for garbage and sockets to settle once all are connected. */
const SETTLE_MS = 1_500;

/** The first pages and tellings are not counted: with them a server grows to the size and speed that it has at work. */
const WARM_UP_SHARE = 0.1;
const WARM_UP_TELLINGS = 30;
const FEW_TELLINGS = 10;

/** Opens pages on each instance of the peer, each one's in a process of their own. */
export async function gather(peer: Peer, pages: number): Promise<Crowd> {
  const share = Math.floor(pages / peer.instances.length);
  const pids = peer.instances.flatMap((instance) => instance.pids);
  const loads = peer.instances.map(() => startLoad());
  const openMore = (count: number) =>
    Promise.all(peer.instances.map(({ port }, at) => loads[at]?.open({ port, path: peer.path }, count) ?? 0));
  const first = Math.ceil(share * WARM_UP_SHARE);
  const counted = (share - first) * loads.length;
  const putOffFirst = await openMore(first);
  for (let telling = 0; telling < WARM_UP_TELLINGS; telling += 1) {
    await tellOnce({ peer, loads }, `warm ${telling}.`);
  }
  const few = { peer, loads, pages: first * loads.length };
  const { cpuMicros: cpuOfFew } = await measureTelling(
    few,
    Array.from({ length: FEW_TELLINGS }, (_, telling) => `few ${telling}.`),
  );
  await wait(SETTLE_MS);
  const before = { memory: residentKiB(pids), cpu: cpuMicros(pids) };
  const putOff = await openMore(share - first);
  const connectMicros = (cpuMicros(pids) - before.cpu) / counted;
  await wait(SETTLE_MS);
  return {
    peer,
    loads,
    pages: share * loads.length,
    residentKiB: () => (residentKiB(pids) - before.memory) / counted,
    few: { pages: few.pages, cpuMicros: cpuOfFew },
    connectMicros,
    putOff: [...putOffFirst, ...putOff].reduce((sum, count) => sum + count, 0),
    async stop() {
      await Promise.all(loads.map((load) => load.stop()));
      await peer.stop();
    },
  };
}

/** Tells all pages once, and waits until each of them has it. */
export async function tellOnce({ peer, loads }: Pick<Crowd, 'peer' | 'loads'>, marker: string): Promise<number> {
  const told = Promise.all(loads.map((load) => load.expect(marker)));
  // The clients' processes have read what to look for before it can come.
  await wait(20);
  const begun = now();
  await Promise.all([told, peer.tell(marker)]);
  return Math.max(...(await told).map(({ lastAt }) => lastAt)) - begun;
}

/** Servers do some things once a second: whole seconds are compared. */
const WINDOW_MS = 1_000;
const IDLE_WINDOWS = 2;
const BETWEEN_MS = 120;

/** Waits until the window that this is in is over, and gives how many there were. */
async function endWindow(begun: number): Promise<number> {
  const windows = Math.ceil((now() - begun) / WINDOW_MS);
  await wait(begun + windows * WINDOW_MS - now());
  return windows;
}

/** Tells a few times, after a while in which nothing was told. */
export async function measureTelling(
  crowd: Pick<Crowd, 'peer' | 'loads' | 'pages'>,
  markers: readonly string[],
): Promise<Telling> {
  const pids = crowd.peer.instances.flatMap((instance) => instance.pids);
  const idleFrom = { at: now(), cpu: cpuMicros(pids) };
  await wait(IDLE_WINDOWS * WINDOW_MS);
  const idle = (cpuMicros(pids) - idleFrom.cpu) / IDLE_WINDOWS;
  const from = { at: now(), cpu: cpuMicros(pids) };
  const lastPages: number[] = [];
  for (const marker of markers) {
    lastPages.push(await tellOnce(crowd, marker));
    await wait(BETWEEN_MS);
  }
  const windows = await endWindow(from.at);
  const cpu = cpuMicros(pids) - from.cpu - windows * idle;
  return {
    cpuMicros: cpu / (markers.length * crowd.pages),
    lastPageMs: lastPages.toSorted((a, b) => a - b)[Math.floor(lastPages.length / 2)] ?? Number.NaN,
    idleShare: idle / (WINDOW_MS * 1_000),
  };
}
