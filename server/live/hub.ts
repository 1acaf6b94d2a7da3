import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import { type ByeFrame, CLOSE } from '../../shared/wire/live-frames.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createAddressCount } from './address-count.ts';
import { addressKey } from '../platform/address-key.ts';
import { closeSocket, endLater } from './close-sockets.ts';
import { type Connection, isOpen } from './connection.ts';
import { firstFrames, partOf } from './first-frames.ts';
import { encodeTextFrame } from './frame-encoding.ts';
import { inChunks } from './in-chunks.ts';
import type { LiveLimits } from './live-limits.ts';
import type { Lacks, LiveAside, LiveSource } from './live-source.ts';
import { drawPingMark, encodePingMark, isMarkOf } from './ping-mark.ts';
import { createSlowConsumers } from './slow-consumers.ts';
import { createWheel } from './wheel.ts';

export interface HubOptions {
  readonly source: LiveSource;
  readonly aside?: LiveAside | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: LiveLimits;
}

/** A socket that was just upgraded. */
export interface Arrival {
  readonly socket: WebSocket;
  readonly wire: Socket;
  /** The parsed query: `epoch`, `seq` and `edge` of the board that the client holds. */
  readonly query: unknown;
  readonly address: string;
}

/** What a hub has sent since it was made, counted per broadcast and not per socket: one that is stalled is counted too. */
export interface Sent {
  readonly broadcasts: number;
  readonly frames: number;
  readonly bytes: number;
  /** Sockets that were closed because they read too slowly. */
  readonly tooSlow: number;
}

/** All open pages of one view of the board. */
export interface Hub {
  readonly size: number;
  /** Sockets that read too slowly at the moment. */
  readonly stalled: number;
  readonly sent: Sent;
  /** Whether one more socket of this address may come. */
  admits(address: string): boolean;
  /** Greets the socket and keeps it up to date until it ends. Call it in the turn of the upgrade. */
  add(arrival: Arrival): void;
  /** Sends everybody away, to come back spread over time; resolves when the last one is gone. */
  close(): Promise<void>;
}

/** The turn of a ping that is sent because of what was written. */
const OUT_OF_TURN = 0;

function byPart(connections: readonly Connection[]): ReadonlyMap<string | undefined, readonly Connection[]> {
  const parts = new Map<string | undefined, Connection[]>();
  for (const connection of connections) {
    const known = parts.get(connection.part);
    if (known) known.push(connection);
    else parts.set(connection.part, [connection]);
  }
  return parts;
}

/** Writes each change of the source, one buffer for all, to every socket. */
export function createHub({ source, aside, clock, log, limits }: HubOptions): Hub {
  const connections = new Map<WebSocket, Connection>();
  const perAddress = createAddressCount();
  const slow = createSlowConsumers({
    clock,
    limits,
    caughtUp: (late) => write(late, source.board(late.part)),
    tooSlow,
  });
  const ticks = createWheel<Connection>(clock, limits.tickEveryMs, tick);
  const pings = createWheel(clock, limits.pingEveryMs, ping);
  const unsubscribe = source.subscribe(toAll);
  const unsubscribeAside = aside?.subscribe(toAll);
  let broadcasting: Promise<void> = Promise.resolve();
  const sent = { broadcasts: 0, frames: 0, bytes: 0, tooSlow: 0 };
  let pingTurns = 0;
  let closing = false;
  let onEmpty = () => {};

  function write(connection: Connection, frame: Buffer): void {
    if (!isOpen(connection) || !slow.accepts(connection)) return;
    connection.wire.write(frame);
    connection.sincePing += frame.length;
    if (connection.awaitingPong === null && connection.sincePing > limits.pingAboveBytes) ask(connection, OUT_OF_TURN);
  }

  function toAll(frame: Buffer, lacks?: Lacks): void {
    const all = [...connections.values()];
    const isLacking = ({ part }: Connection) => part !== undefined && lacks?.(part) === true;
    const partial = lacks ? all.filter(isLacking) : [];
    broadcast(partial.length === 0 ? all : all.filter((connection) => !isLacking(connection)), frame);
    for (const [part, targets] of byPart(partial)) broadcast(targets, source.board(part));
  }

  function tick(turn: readonly Connection[]): void {
    broadcast(turn, source.tick());
    const beside = aside?.frame();
    if (beside) broadcast(turn, beside);
  }

  /** One broadcast after the other, so that every socket gets its frames in order. */
  function broadcast(targets: readonly Connection[], frame: Buffer): void {
    sent.broadcasts += 1;
    sent.frames += targets.length;
    sent.bytes += targets.length * frame.length;
    broadcasting = broadcasting.then(() => inChunks(targets, limits.chunk, (target) => write(target, frame)));
  }

  function add({ socket, wire, query, address }: Arrival): void {
    const key = addressKey(address);
    const connection: Connection = {
      socket,
      wire,
      addressKey: key,
      part: partOf(query),
      awaitingPong: null,
      pingMark: 0,
      sincePing: 0,
      endStall: null,
      heardSince: clock.now(),
      heard: 0,
    };
    connections.set(socket, connection);
    perAddress.add(key);
    // Listeners are shared: a closure for each of them and each socket would cost more than the connection itself.
    socket.on('message', onTalk).on('ping', onTalk).on('pong', onPong).on('error', onFault).on('close', onGone);
    if (closing) return sendAway(connection);
    ticks.add(connection);
    pings.add(connection);
    const beside = aside?.frame();
    for (const frame of [...firstFrames(source, query, limits.skipAboveBytes), ...(beside ? [beside] : [])]) {
      sent.frames += 1;
      sent.bytes += frame.length;
      write(connection, frame);
    }
  }

  function onGone(this: WebSocket): void {
    const connection = connections.get(this);
    if (!connection) return;
    connections.delete(this);
    perAddress.remove(connection.addressKey);
    ticks.delete(connection);
    pings.delete(connection);
    if (connections.size === 0) onEmpty();
  }

  /** The socket is read-only: what a client says is not looked at, only counted. */
  function onTalk(this: WebSocket): void {
    const connection = connections.get(this);
    if (!connection || !isOpen(connection)) return;
    if (clock.now() - connection.heardSince >= limits.messageWindowMs) {
      connection.heardSince = clock.now();
      connection.heard = 0;
    }
    connection.heard += 1;
    if (connection.heard > limits.messagesPerWindow) end(connection, CLOSE.policy, 'too many messages');
  }

  /** An answer to a ping; one that nobody asked for, or that repeats something else, is talk. */
  function onPong(this: WebSocket, payload: Buffer): void {
    const connection = connections.get(this);
    if (!connection || connection.awaitingPong === null || !isMarkOf(payload, connection.pingMark)) {
      return onTalk.call(this);
    }
    connection.awaitingPong = null;
    slow.answered(connection);
  }

  function ask(connection: Connection, turn: number): void {
    if (connection.awaitingPong === null) {
      connection.sincePing = 0;
      connection.pingMark = drawPingMark();
    }
    // A ping out of turn has no time of its own by which it must be answered; it gets that of the next turn.
    connection.awaitingPong ||= turn;
    connection.socket.ping(encodePingMark(connection.pingMark));
  }

  /** A broken frame or line: the close frame that names it was sent already, where that was possible. */
  function onFault(this: WebSocket): void {
    endLater(this, clock, limits.closeGraceMs);
  }

  function ping(turn: readonly Connection[]): void {
    pingTurns += 1;
    const asked = pingTurns;
    for (const connection of turn) {
      if (isOpen(connection)) ask(connection, asked);
    }
    // After a stall of this process the pongs wait in the kernel: they are read before anybody is called mute.
    clock.after(limits.pongWaitMs, () => setImmediate(endMute, turn, asked));
  }

  /** Ends those that have not answered this turn's ping. A later ping, sent a moment ago, is not what they are asked. */
  function endMute(turn: readonly Connection[], asked: number): void {
    for (const { awaitingPong, endStall, socket } of turn) {
      // One that reads slowly sees its ping late: how long it may take is the slow consumers' business.
      if (awaitingPong === asked && !endStall) socket.terminate();
    }
  }

  function tooSlow(connection: Connection): void {
    log.info({ address: connection.addressKey, unsent: connection.wire.writableLength }, 'live socket too slow');
    sent.tooSlow += 1;
    end(connection, CLOSE.tooSlow, 'too slow');
  }

  function end({ socket }: Connection, code: number, reason: string): void {
    closeSocket(socket, code, reason, clock, limits.closeGraceMs);
  }

  function sendAway(connection: Connection): void {
    const bye: ByeFrame = { t: 'bye', reason: 'restart', spreadMs: limits.byeSpreadMs };
    write(connection, encodeTextFrame(JSON.stringify(bye)));
    end(connection, CLOSE.goingAway, 'restart');
  }

  async function close(): Promise<void> {
    closing = true;
    unsubscribe();
    unsubscribeAside?.();
    ticks.stop();
    pings.stop();
    const empty = new Promise<void>((resolve) => {
      onEmpty = resolve;
    });
    if (connections.size === 0) onEmpty();
    await broadcasting;
    await inChunks([...connections.values()], limits.chunk, sendAway);
    await empty;
  }

  return {
    get size() {
      return connections.size;
    },
    get stalled() {
      return slow.stalled;
    },
    sent,
    admits: (address) => perAddress.of(addressKey(address)) < limits.socketsPerAddress,
    add,
    close,
  };
}
