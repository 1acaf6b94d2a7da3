import {
  ageOfProof,
  type Freshness,
  freshnessOf,
  type Proof,
  untilNextFreshness,
} from '../../shared/live/freshness.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { SteadyClock } from './steady-clock.ts';

/** How old what the page shows is, and who said so. */
export interface Truth {
  /** The server's clock, carried on since it was last heard. */
  now(): Instant;
  checkedAt(): Instant;
  freshness(): Freshness;
  /** Ms since the socket last proved anything, however old that was; since the page began when it never did. */
  silence(): number;
  /** Ms until the page looks older if nothing more is heard, null when it never will. */
  untilNextFreshness(): number | null;
  /** A new socket is opened: it may lead to a server whose clock stands elsewhere. */
  beginSocket(): void;
  /** A tick or a board, which are made when they are sent, said what time it is. */
  tellTime(now: Instant): void;
  /**
   * A frame proved the board at hand. Changes that were missed are told again as they were made: before something has
   * said what time it is, nobody knows how long ago that was, and they prove nothing.
   */
  proveBySocket(stamps: { readonly now: Instant; readonly checkedAt: Instant }): void;
  /** An HTTP answer told when the board at hand was checked. */
  tellByHttp(checkedAt: Instant): void;
}

/** Patients' clocks are wrong by minutes; a document that is older than this by them was kept somewhere. */
const KEPT_FROM_MS = 10 * MINUTE;

/**
 * The truth that came with the page itself: not proven by a socket. `openedAt` is the device's clock: a document from
 * the browser's history or a proxy is as old as that says, and a wrong clock makes it too old, never too young.
 */
export function createTruth(
  clock: SteadyClock,
  initial: { readonly now: Instant; readonly checkedAt: Instant },
  openedAt: Instant,
): Truth {
  const startedAt = clock.elapsed();
  const kept = openedAt - initial.now;
  const receivedAt = kept > KEPT_FROM_MS ? startedAt - kept : startedAt;
  let newest: Proof = { now: initial.now, checkedAt: initial.checkedAt, receivedAt };
  let bySocket: Proof | null = null;
  // How far this page's clock is ahead of the server's, by the fastest frame of the socket.
  let lead = Number.POSITIVE_INFINITY;

  const socketAge = () => bySocket && ageOfProof(bySocket, clock.elapsed());
  const truthAge = () => ageOfProof(newest, clock.elapsed());
  const now = () => newest.now + (clock.elapsed() - newest.receivedAt);

  return {
    now,
    checkedAt: () => newest.checkedAt,
    freshness: () => freshnessOf(socketAge(), truthAge()),
    silence: () => clock.elapsed() - (bySocket?.receivedAt ?? startedAt),
    untilNextFreshness: () => untilNextFreshness(socketAge(), truthAge()),
    beginSocket() {
      lead = Number.POSITIVE_INFINITY;
    },
    tellTime(serverNow) {
      lead = Math.min(lead, clock.elapsed() - serverNow);
    },
    proveBySocket(stamps) {
      if (lead === Number.POSITIVE_INFINITY) return;
      // A frame can have waited on the way, or in a page that slept: it proves the moment at which it was sent.
      lead = Math.min(lead, clock.elapsed() - stamps.now);
      bySocket = { now: stamps.now, checkedAt: stamps.checkedAt, receivedAt: stamps.now + lead };
      newest = bySocket;
    },
    tellByHttp(checkedAt) {
      // A copy kept by a proxy on the way can be older than what is known.
      if (checkedAt < newest.checkedAt) return;
      newest = { now: Math.max(now(), checkedAt), checkedAt, receivedAt: clock.elapsed() };
    },
  };
}
