import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Cancel } from '../platform/clock.ts';

/** One open page. There are tens of thousands: every field counts. */
export interface Connection {
  readonly socket: WebSocket;
  /** The TCP socket below, which encoded frames are written to. */
  readonly wire: Socket;
  /** What the limit per address counts it under. */
  readonly addressKey: string;
  /** The part of the board it shows; undefined: all of it. */
  readonly part: string | undefined;
  /** The turn of pings it has not answered yet; null when it owes no answer. */
  awaitingPong: number | null;
  /** What the answer must repeat: nobody can know it who has not read the ping. */
  pingMark: number;
  /** Bytes written since it was pinged last: of those it has read nothing for certain before it has answered. */
  sincePing: number;
  /** Set while frames are left out because the client reads too slowly; ends the wait. */
  endStall: Cancel | null;
  /** Start of the window in which `heard` messages came. */
  heardSince: Instant;
  heard: number;
}

/** Whether data may still be written: after a close frame it must not. */
export function isOpen({ socket }: Connection): boolean {
  return socket.readyState === socket.OPEN;
}
