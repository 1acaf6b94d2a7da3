import { once } from 'node:events';
import WebSocket from 'ws';
import { PATHS } from '../../../shared/wire/paths.ts';
import { startBenchServer } from '../bench-server.ts';
import { createReporters, type Reporters } from '../reporters.ts';
import type { Peer } from './peer.ts';

export interface BranchboardPeer extends Peer {
  readonly reporters: Reporters;
  /** A change as its pages get it, with the marker of the report that caused it. */
  readonly sample: string;
}

const SAMPLE_MARKER = 'told 000000';

/** Six digits, so that every text has the same size. */
export function markerOf(number: number): string {
  return `told ${String(number).padStart(6, '0')}`;
}

/** The built server with its PostgreSQL. It is told by a report, which takes its way through the journal. */
export async function startBranchboardPeer(count: number, flags: readonly string[] = []): Promise<BranchboardPeer> {
  const server = await startBenchServer(count, flags);
  const reporters = await createReporters(server);
  const tell = (marker: string) => reporters.report({ message: `The doors are open. ${marker}.` });
  return {
    name: ['Branchboard', ...flags].join(' '),
    path: PATHS.live,
    instances: server.processes.map(({ origin, pid }) => ({ port: Number(new URL(origin).port), pids: [pid] })),
    reporters,
    sample: await catchChange(server.origin, () => tell(SAMPLE_MARKER)),
    tell,
    stop: () => server.stop(),
  };
}

/** What a peer says in place of the sample. */
export function textsLike(sample: string): (marker: string) => string {
  return (marker) => sample.replace(SAMPLE_MARKER, marker);
}

async function catchChange(origin: string, cause: () => Promise<void>): Promise<string> {
  const socket = new WebSocket(origin.replace(/^http/, 'ws') + PATHS.live);
  const texts: string[] = [];
  socket.on('message', (data) => texts.push(String(data)));
  await once(socket, 'message');
  await cause();
  for (;;) {
    const found = texts.find((text) => text.includes(SAMPLE_MARKER));
    if (found !== undefined) {
      socket.terminate();
      return found;
    }
    await once(socket, 'message');
  }
}
