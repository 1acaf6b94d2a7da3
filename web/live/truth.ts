import {
  ageOfProof,
  type Freshness,
  freshnessOf,
  type Proof,
  untilNextFreshness,
} from '../../shared/live/freshness.ts';
import type { Instant } from '../../shared/practice/instant.ts';
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
  /** A frame proved the board at hand. */
  proveBySocket(stamps: { readonly now: Instant; readonly checkedAt: Instant }): void;
  /** An HTTP answer told when the board at hand was checked. */
  tellByHttp(checkedAt: Instant): void;
}

/** The truth that came with the page itself: not proven by a socket. */
export function createTruth(
  clock: SteadyClock,
  initial: { readonly now: Instant; readonly checkedAt: Instant },
): Truth {
  const startedAt = clock.elapsed();
  let newest: Proof = { now: initial.now, checkedAt: initial.checkedAt, receivedAt: startedAt };
  let bySocket: Proof | null = null;

  const socketAge = () => bySocket && ageOfProof(bySocket, clock.elapsed());
  const truthAge = () => ageOfProof(newest, clock.elapsed());
  const now = () => newest.now + (clock.elapsed() - newest.receivedAt);

  return {
    now,
    checkedAt: () => newest.checkedAt,
    freshness: () => freshnessOf(socketAge(), truthAge()),
    silence: () => clock.elapsed() - (bySocket?.receivedAt ?? startedAt),
    untilNextFreshness: () => untilNextFreshness(socketAge(), truthAge()),
    proveBySocket(stamps) {
      bySocket = { now: stamps.now, checkedAt: stamps.checkedAt, receivedAt: clock.elapsed() };
      newest = bySocket;
    },
    tellByHttp(checkedAt) {
      // A copy kept by a proxy on the way can be older than what is known.
      if (checkedAt < newest.checkedAt) return;
      newest = { now: Math.max(now(), checkedAt), checkedAt, receivedAt: clock.elapsed() };
    },
  };
}
