import { SECOND } from '../../shared/practice/instant.ts';

/** What a hub asks of its sockets, and what it spends on them. */
export interface LiveLimits {
  readonly pingEveryMs: number;
  readonly pongWaitMs: number;
  /** The contract promises 15 s at most; what is left is for a busy moment. */
  readonly tickEveryMs: number;
  /** Bytes written since the last ping above which a page is pinged out of turn: only its pong tells that it reads. */
  readonly pingAboveBytes: number;
  /** Bytes written since a ping that is not answered above which frames are left out. */
  readonly unansweredAtMostBytes: number;
  /** Unsent bytes above which frames are left out. */
  readonly skipAboveBytes: number;
  /** Unsent bytes above which a socket is closed. */
  readonly closeAboveBytes: number;
  /** A socket that is behind for longer is closed. */
  readonly slowAtMostMs: number;
  /** Messages, pings and unasked pongs of a client in one window; what they say is never looked at. */
  readonly messagesPerWindow: number;
  readonly messageWindowMs: number;
  readonly payloadBytes: number;
  readonly fragments: number;
  /** Sockets of one address (/64 in IPv6): thousands of phones share a carrier's. */
  readonly socketsPerAddress: number;
  /** Public sockets that are let in, a second: each costs more than a delivered change, and all may come back at once. */
  readonly upgradesPerSecond: number;
  /** Those that may come at once after a quiet time; with the rate, fewer than 1,000 in any second. */
  readonly upgradesAtOnce: number;
  /** How long one may wait for its turn: a page gives up after 5 s, and has to be greeted by then. */
  readonly upgradeWaitMs: number;
  /** Sockets written to before other work gets a turn: 1 to 2 ms of work. A turn itself costs as much as one or two. */
  readonly chunk: number;
  /** Between the close frame and the end of a socket that does not answer it. */
  readonly closeGraceMs: number;
  /** Over how long clients spread their return after a planned stop. */
  readonly byeSpreadMs: number;
  /** How often it is asked whether the sessions of open sockets still stand. */
  readonly sessionCheckEveryMs: number;
}

export const LIVE_LIMITS: LiveLimits = {
  pingEveryMs: 20 * SECOND,
  pongWaitMs: 10 * SECOND,
  tickEveryMs: 12 * SECOND,
  pingAboveBytes: 40 * 1024,
  unansweredAtMostBytes: 24 * 1024,
  skipAboveBytes: 64 * 1024,
  closeAboveBytes: 256 * 1024,
  slowAtMostMs: 30 * SECOND,
  messagesPerWindow: 10,
  messageWindowMs: 10 * SECOND,
  payloadBytes: 4 * 1024,
  fragments: 8,
  socketsPerAddress: 3_000,
  upgradesPerSecond: 880,
  upgradesAtOnce: 70,
  upgradeWaitMs: 4 * SECOND,
  chunk: 150,
  closeGraceMs: 2 * SECOND,
  byeSpreadMs: 20 * SECOND,
  sessionCheckEveryMs: 4 * SECOND,
};
