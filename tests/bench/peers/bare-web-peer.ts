import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keep, pidOf, stopChild } from '../child.ts';
import type { WebAnswer, WebPeer } from './web-peer.ts';

/** node:http that answers the same bytes, started with options of Node. */
export async function startBareWebPeer(
  answers: readonly WebAnswer[],
  flags: readonly string[],
  name: string,
): Promise<WebPeer> {
  const file = join(import.meta.dirname, 'bare-web-server.ts');
  const child = keep(fork(file, { execArgv: [...flags, '--import', 'tsx'], serialization: 'advanced' }));
  child.send(answers);
  const [port] = (await once(child, 'message')) as [number];
  return { name, port, isTls: false, pids: [pidOf(child)], stop: () => stopChild(child) };
}
