import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { PublicFrame } from '../../shared/wire/live-frames.ts';

/** A program at the other end of a live socket. */
export interface LiveClient {
  readonly socket: WebSocket;
  /** The next frame, in the order they came; fails when the socket ends first. */
  next(): Promise<PublicFrame>;
  /** All frames up to the first of a kind, that one included. */
  until(kind: PublicFrame['t']): Promise<readonly PublicFrame[]>;
  /** The code that the socket ended with. */
  readonly closed: Promise<number>;
}

/** Connects; resolves when the handshake is done. */
export async function connectLiveClient(url: string, options: ClientOptions = {}): Promise<LiveClient> {
  const socket = new WebSocket(url, options);
  const came: PublicFrame[] = [];
  const waiting: { readonly resolve: (frame: PublicFrame) => void; readonly reject: (error: Error) => void }[] = [];
  const closed = once(socket, 'close').then(([code]) => code as number);
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as PublicFrame;
    const first = waiting.shift();
    if (first) first.resolve(frame);
    else came.push(frame);
  });
  socket.on('close', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the socket ended with ${code}`));
  });
  await once(socket, 'open');

  function next(): Promise<PublicFrame> {
    const frame = came.shift();
    if (frame) return Promise.resolve(frame);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  async function until(kind: PublicFrame['t']): Promise<readonly PublicFrame[]> {
    const frames: PublicFrame[] = [];
    do frames.push(await next());
    while (frames.at(-1)?.t !== kind);
    return frames;
  }

  return { socket, next, until, closed };
}

/** The status and body of the answer to an upgrade that is refused. */
export async function refusedUpgrade(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, options);
  const [request, response] = await once(socket, 'unexpected-response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  request.destroy();
  return { status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks).toString() };
}
