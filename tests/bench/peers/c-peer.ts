import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../child.ts';
import { type Peer, PeerMissing } from './peer.ts';
import { toldPrograms } from './told-programs.ts';

/** What the kernel itself takes: an epoll broadcaster in C, made by this machine's compiler. */
export async function startCPeer(count: number, text: (marker: string) => string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-bench-c-'));
  const program = join(folder, 'broadcaster');
  const made = spawnSync('cc', ['-O2', '-Wall', '-o', program, join(import.meta.dirname, 'broadcaster.c')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.error || made.status !== 0) throw new PeerMissing('there is no C compiler (cc), or it failed');
  const children = Array.from({ length: count }, () => startProgram(program, []));
  const peer = await toldPrograms('C, epoll', children, text);
  return {
    ...peer,
    async stop() {
      await peer.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
