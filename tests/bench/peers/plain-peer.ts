import { join } from 'node:path';
import { firstLine, pidOf, startProgram, stopChild } from '../child.ts';
import type { Peer } from './peer.ts';

/** With the young generation that Branchboard starts with, so that only what it does is compared. */
const FLAGS = ['--max-semi-space-size=2', '--import', 'tsx'];

/** `send` in a loop, with Fastify and @fastify/websocket as they come. */
export async function startPlainPeer(count: number, text: (marker: string) => string): Promise<Peer> {
  const file = join(import.meta.dirname, 'plain-server.ts');
  const children = Array.from({ length: count }, () => startProgram(process.execPath, [...FLAGS, file]));
  const ports = await Promise.all(children.map((child) => firstLine(child, /^port (\d+)$/)));
  return {
    name: '@fastify/websocket, send loop',
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
