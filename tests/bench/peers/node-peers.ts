import { join } from 'node:path';
import { startProgram } from '../child.ts';
import type { StartPeer } from './peer.ts';
import { toldPrograms } from './told-programs.ts';

/** With the young generation that Branchboard starts with, so that only what it does is compared. */
const FLAGS = ['--max-semi-space-size=2', '--import', 'tsx'];

/** `send` in a loop, with Fastify and @fastify/websocket as they come. */
export const startPlainPeer = nodePeer('@fastify/websocket, send loop', 'plain-server.ts');

/** What Branchboard stands on, with one frame for all, and nothing of Branchboard. */
export const startBarePeer = nodePeer('@fastify/websocket, one frame', 'bare-server.ts');

function nodePeer(name: string, file: string): StartPeer {
  return (count, text) => {
    const server = join(import.meta.dirname, file);
    const children = Array.from({ length: count }, () => startProgram(process.execPath, [...FLAGS, server]));
    return toldPrograms(name, children, text);
  };
}
