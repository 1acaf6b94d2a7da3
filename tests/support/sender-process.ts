import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BeatBody } from '../../shared/wire/beats.ts';

const SENDER = join(import.meta.dirname, '..', '..', 'server', 'sender', 'branchboard-sender.mjs');

export interface SenderProcess {
  readonly pid: number;
  /** Everything it wrote so far. */
  readonly said: { readonly output: string; readonly errors: string };
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

/** Starts the sender as a process of its own; it is killed at the end of the test if it still runs. */
export function startSender(env: Readonly<Record<string, string>>, ...args: readonly string[]): SenderProcess {
  return startSenderFile(SENDER, env, ...args);
}

/** The same of a sender that somebody downloaded. */
export function startSenderFile(
  file: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): SenderProcess {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.errors += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { pid: child.pid ?? 0, said, ended, signal: (name) => void child.kill(name) };
}

type Body = BeatBody & { readonly at: number };

/** A server that takes beats down and answers as the test says: with a status, or never. */
export interface BeatStub {
  readonly origin: string;
  readonly port: number;
  readonly beats: readonly Body[];
  readonly requests: readonly { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  /** The most connections that were open at once. */
  readonly mostAtOnce: number;
  answer: (n: number) => number | 'never';
}

export async function startBeatStub(port = 0): Promise<BeatStub> {
  const beats: Body[] = [];
  const requests: { url: string; headers: IncomingMessage['headers'] }[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const server: Server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    const chunks = await request.toArray().catch(() => []);
    const status = stub.answer(beats.length + 1);
    if (request.method === 'POST') {
      beats.push({ ...(JSON.parse(Buffer.concat(chunks).toString()) as BeatBody), at: performance.now() });
    }
    if (status !== 'never') response.writeHead(status).end();
  });
  server.on('connection', (socket) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    socket.on('error', () => {}).on('close', () => (atOnce -= 1));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port: own } = server.address() as AddressInfo;
  const stub: BeatStub = {
    origin: `http://127.0.0.1:${own}`,
    port: own,
    beats,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    answer: () => 204,
  };
  return stub;
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
