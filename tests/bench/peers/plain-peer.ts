import { join } from 'node:path';
import { startProgram } from '../child.ts';
import type { Peer } from './peer.ts';
import { toldPrograms } from './told-programs.ts';

/** With the young generation that Branchboard starts with, so that only what it does is compared. */
const FLAGS = ['--max-semi-space-size=2', '--import', 'tsx'];

/** `send` in a loop, with Fastify and @fastify/websocket as they come. */
export function startPlainPeer(count: number, text: (marker: string) => string): Promise<Peer> {
  const file = join(import.meta.dirname, 'plain-server.ts');
  const children = Array.from({ length: count }, () => startProgram(process.execPath, [...FLAGS, file]));
  return toldPrograms('@fastify/websocket, send loop', children, text);
}
