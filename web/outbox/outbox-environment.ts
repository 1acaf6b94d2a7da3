import type { DeviceTime } from '../../shared/outbox/made-ago.ts';
import type { BrowserEnvironment } from '../live/environment.ts';
import type { SendEnvironment } from '../staff/send.ts';

/** What sending needs of a page or of a worker. */
export interface OutboxEnvironment
  extends SendEnvironment,
    Pick<BrowserEnvironment, 'after' | 'get' | 'monotonic' | 'deviceClock'> {}

/** Tells the time of this life of a page or worker. */
export function createLife(environment: OutboxEnvironment): () => DeviceTime {
  const life = environment.newKey();
  return () => ({ life, monotonic: environment.monotonic(), wall: environment.deviceClock() });
}

const LOCK = 'branchboard-outbox';

/** One sender at a time, over all tabs and the worker. Where a browser has no locks, the keys keep things from being stored twice. */
export async function aloneOnDevice<T>(task: () => Promise<T>): Promise<T> {
  const { locks } = navigator as Partial<Navigator>;
  return locks ? await locks.request(LOCK, task) : task();
}

/** Tells the other tabs that entries changed. */
export interface Siblings {
  tell(): void;
  onTold(listener: () => void): void;
}

export function findSiblings(): Siblings {
  if (typeof BroadcastChannel === 'undefined') return { tell() {}, onTold() {} };
  const channel = new BroadcastChannel(LOCK);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin alone.
    tell: () => channel.postMessage('changed'),
    onTold: (listener) => channel.addEventListener('message', listener),
  };
}
