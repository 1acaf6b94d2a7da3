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
  /** The last of the pages, beside as many more that read and beside those that do not, in ms. */
  readonly lastPageBeforeMs: number;
  readonly lastPageDuringMs: number;
}

const BETWEEN_MS = 90;
const BESIDE_READERS = 20;

/**
 * Tells changes as fast as the server lets them out, with clients beside that do not read; before and after that beside
 * as many that do, since they too are written to.
 */
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
    const [instance] = peer.instances;
    if (!instance) throw new Error('no server');
    const { port } = instance;
    const besideReaders: number[] = [];
    const tellBesideReaders = async (readers: Crowd) => {
      const others = startLoad();
      await others.open({ port, path: peer.path }, stalled);
      for (let telling = 0; telling < BESIDE_READERS; telling += 1) besideReaders.push(await tell(readers));
      await others.stop();
    };
    const memory = () => ({ process: residentKiB(instance.pids), kernel: tcpBuffersKiB() });
    const base = memory();
    await tellBesideReaders(crowd);
    await mute.open({ port, path: peer.path }, stalled, false);
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
    await mute.stop();
    await tellBesideReaders(crowd);
    const toMB = (kib: number) => (kib * 1_024) / 1e6;
    return {
      peakMB: toMB(peak.total),
      peakKernelMB: toMB(peak.kernel),
      lastPageBeforeMs: median(besideReaders),
      lastPageDuringMs: median(during),
    };
  } finally {
    await mute.stop();
    await (crowd ? crowd.stop() : peer.stop());
  }
}
