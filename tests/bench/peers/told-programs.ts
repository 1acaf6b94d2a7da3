import { firstLine, pidOf, type startProgram, stopChild } from '../child.ts';
import type { Peer } from './peer.ts';

/** Servers of one kind, each of which says its port first and tells its pages every line that it is given. */
export async function toldPrograms(
  name: string,
  children: readonly ReturnType<typeof startProgram>[],
  text: (marker: string) => string,
): Promise<Peer> {
  const ports = await Promise.all(children.map((child) => firstLine(child, /^port (\d+)$/)));
  return {
    name,
    path: '/',
    instances: children.map((child, at) => ({ port: Number(ports[at]), pids: [pidOf(child)] })),
    async tell(marker) {
      for (const { stdin } of children) stdin.write(`${text(marker)}\n`);
    },
    async stop() {
      await Promise.all(children.map((child) => stopChild(child)));
    },
  };
}
