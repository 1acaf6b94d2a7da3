import { setTimeout as wait } from 'node:timers/promises';
import { type Crowd, gather, tellOnce } from '../fanout/crowd.ts';
import { startLoad } from '../load/load.ts';
import { median } from '../measure/median.ts';
import { residentKiB, tcpBuffersKiB } from '../measure/memory.ts';
import { markerOf, startBranchboardPeer } from '../peers/branchboard-peer.ts';

export interface StalledOptions {
  /** Pages that read. */
  readonly sockets: number;
  /** Clients that stop reading right after their upgrade. */
  readonly stalled: number;
  readonly changes: number;
  readonly say: (line: string) => void;
}

export interface StalledFigures {
  /** The most that process and kernel took beyond what they took without the stalled clients, in MB. */
  readonly peakMB: number;
  readonly peakKernelMB: number;
  /** The last page that reads, without stalled clients and with them, in ms. */
  readonly lastPageBeforeMs: number;
  readonly lastPageDuringMs: number;
}

const BETWEEN_MS = 90;
const BEFORE = 20;

/** Tells changes as fast as the server lets them out, first to pages that read, then with clients beside that do not. */
export async function benchStalled({ sockets, stalled, changes, say }: StalledOptions): Promise<StalledFigures> {
  const peer = await startBranchboardPeer(1);
  const mute = startLoad();
  let crowd: Crowd | null = null;
  try {
    crowd = await gather(peer, sockets);
    let number = 0;
    const tell = async (readers: Crowd) => {
      const taken = await tellOnce(readers, markerOf((number += 1)));
      await wait(BETWEEN_MS);
      return taken;
    };
    const before: number[] = [];
    while (before.length < BEFORE) before.push(await tell(crowd));
    const [instance] = peer.instances;
    if (!instance) throw new Error('no server');
    const memory = () => ({ process: residentKiB(instance.pids), kernel: tcpBuffersKiB() });
    const base = memory();
    await mute.open({ port: instance.port, path: peer.path }, stalled, false);
    say(`${stalled} clients have stopped reading`);
    const during: number[] = [];
    let peak = { total: 0, kernel: 0 };
    while (during.length < changes) {
      during.push(await tell(crowd));
      const now = memory();
      const kernel = now.kernel - base.kernel;
      const total = now.process - base.process + kernel;
      peak = { total: Math.max(peak.total, total), kernel: Math.max(peak.kernel, kernel) };
    }
    const toMB = (kib: number) => (kib * 1_024) / 1e6;
    return {
      peakMB: toMB(peak.total),
      peakKernelMB: toMB(peak.kernel),
      lastPageBeforeMs: median(before),
      lastPageDuringMs: median(during),
    };
  } finally {
    await mute.stop();
    await (crowd ? crowd.stop() : peer.stop());
  }
}
