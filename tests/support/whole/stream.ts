import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { Arrival } from '../../../server/live/hub.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import type { LiveSocket, SocketEvents } from '../../../web/live/environment.ts';
import type { Seeded } from '../seeded.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import type { Scheduler } from './scheduler.ts';

export interface StreamParts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly chance: Seeded;
}

/** What takes a socket at the other end. */
export interface Listener {
  readonly machine: Machine;
  accept(arrival: Arrival): void;
  /** Streams that end with it when it dies. */
  readonly streams: Set<Stream>;
}

/** One websocket, from end to end. */
export interface Stream {
  readonly client: string;
  /** Frames vanish from here on, and nobody is told. */
  silence(): void;
  /** The server's end is gone; `told`: the client's side hears of it. */
  breakOff(told: boolean): void;
}

const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const ABNORMAL = 1006;
const RETRANSMIT = 1 * SECOND;
/** A line that was cut for longer has lost its connections. */
const GIVES_UP_AFTER = 45 * SECOND;

const texts = new WeakMap<Buffer, string>();

/** The payload of a text frame that a server made. */
function textOf(frame: Buffer): string {
  const known = texts.get(frame);
  if (known !== undefined) return known;
  const length = (frame[1] ?? 0) & 0x7f;
  const text = frame.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10);
  texts.set(frame, text);
  return text;
}

/** Opens a stream to who listens; null: nobody does. */
export function openStream(
  { scheduler, network, chance }: StreamParts,
  client: Machine,
  server: { readonly name: string; listener(): Listener | null },
  query: unknown,
  events: SocketEvents,
): LiveSocket {
  let clientOpen = true;
  let silent = false;
  let lastArrival = 0;
  let waiting: { readonly task: () => void; readonly bytes: number }[] = [];
  let cutSince: number | null = null;
  const socket = Object.assign(new EventEmitter(), { readyState: OPEN, OPEN, CLOSED, close, terminate, ping });
  const wire = Object.assign(new EventEmitter(), { write, writableLength: 0 });
  const listener = () => server.listener();
  let peer: Listener | null = null;
  const isCut = () => network.isCut(client.name, server.name);

  function send(task: () => void, bytes = 0): void {
    if (silent) return;
    if (waiting.length > 0 || isCut()) {
      waiting.push({ task, bytes });
      wire.writableLength += bytes;
      if (cutSince === null) {
        cutSince = scheduler.now();
        scheduler.after(RETRANSMIT, flush);
      }
      return;
    }
    lastArrival = Math.max(lastArrival, scheduler.now() + network.delay());
    scheduler.after(lastArrival - scheduler.now(), task);
  }

  /** What could not be sent goes out at last, all of it and in order. */
  function flush(): void {
    if (cutSince === null) return;
    if (isCut()) {
      if (scheduler.now() - cutSince < GIVES_UP_AFTER) return void scheduler.after(RETRANSMIT, flush);
      silent = true;
      ended();
      return;
    }
    cutSince = null;
    const due = waiting;
    waiting = [];
    wire.writableLength = 0;
    for (const { task } of due) send(task);
    if (socket.readyState === OPEN) wire.emit('drain');
  }

  const told = (tell: () => void) => client.whenAwake(() => clientOpen && tell());

  function write(frame: Buffer): boolean {
    const deliver = () => told(() => events.onMessage(textOf(frame)));
    const { drop, duplicate, reorder } = network.weather;
    if (drop > 0 && chance.next() < drop) return true;
    if (duplicate > 0 && chance.next() < duplicate) send(deliver);
    if (reorder > 0 && chance.next() < reorder) scheduler.after(chance.between(0, 3 * SECOND), () => send(deliver));
    else send(deliver, frame.length);
    return true;
  }

  function ended(): void {
    if (socket.readyState === CLOSED) return;
    socket.readyState = CLOSED;
    peer?.streams.delete(stream);
    if (peer?.machine.isAlive()) socket.emit('close');
  }

  function tellClient(code: number): void {
    send(() =>
      told(() => {
        clientOpen = false;
        events.onClose(code);
      }),
    );
  }

  function close(code: number): void {
    if (socket.readyState !== OPEN) return;
    socket.readyState = CLOSING;
    tellClient(code);
    send(() => client.whenAwake(() => send(ended)));
  }

  function terminate(): void {
    if (socket.readyState === CLOSED) return;
    tellClient(ABNORMAL);
    scheduler.after(0, ended);
  }

  function ping(payload: Buffer): void {
    const pong = () => socket.readyState === OPEN && socket.emit('pong', payload);
    send(() => client.whenAwake(() => clientOpen && send(pong)));
  }

  const stream: Stream = {
    client: client.name,
    silence() {
      silent = true;
      waiting = [];
    },
    breakOff(isTold) {
      socket.readyState = CLOSED;
      if (isTold) tellClient(ABNORMAL);
      else silent = true;
    },
  };

  function arrive(): void {
    if (!clientOpen) return;
    peer = listener();
    if (!peer) return tellClient(ABNORMAL);
    peer.streams.add(stream);
    const address = '192.0.2.1';
    peer.accept({ socket: socket as unknown as WebSocket, wire: wire as unknown as Socket, query, address });
  }

  send(arrive);
  return {
    close() {
      if (!clientOpen) return;
      clientOpen = false;
      send(ended);
    },
  };
}
