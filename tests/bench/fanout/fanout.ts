import { startCPeer } from '../peers/c-peer.ts';
import { type BranchboardPeer, markerOf, startBranchboardPeer, textsLike } from '../peers/branchboard-peer.ts';
import { startNchanPeer } from '../peers/nchan-peer.ts';
import { type Peer, PeerMissing, type StartPeer } from '../peers/peer.ts';
import { startBarePeer, startPlainPeer } from '../peers/node-peers.ts';
import { type Crowd, gather, measureTelling, type Telling } from './crowd.ts';
import { type PeerFigures, toFigures } from './figures.ts';

export interface FanoutOptions {
  readonly sockets: number;
  readonly processes: number;
  readonly rounds: number;
  /** Tellings in a round. */
  readonly tellings: number;
  readonly peers: readonly string[];
  /** Options of Node that a second Branchboard is started with, to see what they do; none: there is no second. */
  readonly flags: readonly string[];
  readonly say: (line: string) => void;
}

export interface FanoutFigures {
  readonly frameBytes: number;
  readonly ours: PeerFigures;
  readonly peers: readonly PeerFigures[];
}

/** By the names that `--peers` takes. */
export const PEERS: Readonly<Record<string, StartPeer>> = {
  c: startCPeer,
  nchan: startNchanPeer,
  plain: startPlainPeer,
  bare: startBarePeer,
};

async function startPeers({ peers, processes, say }: FanoutOptions, sample: string): Promise<readonly Peer[]> {
  const started: Peer[] = [];
  for (const name of peers) {
    try {
      const peer = await PEERS[name]?.(processes, textsLike(sample));
      if (peer) started.push(peer);
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      say(`${name} is left out: ${error.message}`);
    }
  }
  return started;
}

/** Tells by turns: round by round each peer a few times, in an order that moves on. */
async function playRounds(crowds: readonly Crowd[], { rounds, tellings, say }: FanoutOptions) {
  const measured = new Map<Crowd, Telling[]>(crowds.map((crowd) => [crowd, []]));
  let number = 0;
  for (let turn = 0; turn < rounds; turn += 1) {
    for (let place = 0; place < crowds.length; place += 1) {
      const crowd = crowds[(turn + place) % crowds.length];
      if (!crowd) continue;
      const markers = Array.from({ length: tellings }, () => markerOf((number += 1)));
      measured.get(crowd)?.push(await measureTelling(crowd, markers));
    }
    say(`round ${turn + 1} of ${rounds}`);
  }
  return measured;
}

/** All servers up at once, each with its pages open, and told by turns. */
export async function benchFanout(options: FanoutOptions): Promise<FanoutFigures> {
  const { sockets, processes, say } = options;
  const ours: BranchboardPeer = await startBranchboardPeer(processes);
  const crowds: Crowd[] = [];
  const variant = options.flags.length > 0 ? [await startBranchboardPeer(processes, options.flags)] : [];
  const peers = [ours, ...variant, ...(await startPeers(options, ours.sample))];
  try {
    for (const peer of peers) {
      crowds.push(await gather(peer, sockets));
      say(`${peer.name}: ${sockets} pages are open`);
    }
    const measured = await playRounds(crowds, options);
    const figures = crowds.map((crowd) => toFigures(crowd, measured.get(crowd) ?? []));
    const [first, ...others] = figures;
    if (!first) throw new Error('nothing was measured');
    return { frameBytes: Buffer.byteLength(ours.sample), ours: first, peers: others };
  } finally {
    const gathered = new Set(crowds.map(({ peer }) => peer));
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    await Promise.all(peers.filter((peer) => !gathered.has(peer)).map((peer) => peer.stop()));
  }
}
