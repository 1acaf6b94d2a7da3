import { followMessage, followPush } from '../../shared/words/follow-messages.ts';
import type { Channel, Delivered } from './channel.ts';
import type { Pushed, PushService } from './push-service.ts';

function toDelivered({ status, reason, retryAfter }: Pushed): Delivered {
  if (status !== null && status >= 200 && status < 300) return { kind: 'sent' };
  // The browser was taken off, or its owner does not want to be told any more.
  if (status === 404 || status === 410) return { kind: 'gone', status, reason };
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return { kind: 'refused', status, reason, counts: true };
  }
  // Push services are many: what ails one is nothing to the others.
  return { kind: 'failed', status, reason, all: false, retryAfter };
}

/** Messages to browsers, by the push service of each. */
export function createPushChannel(push: PushService, perMinute: number): Channel {
  return {
    name: 'push',
    atOnce: 50,
    perMinute,
    async deliver({ address, owed, scene }, stopping) {
      const payload = followPush(followMessage(owed, scene), scene.now, scene.board.practice.timeZone);
      const isUrgent = owed.starts.length > 0;
      return toDelivered(await push({ subscription: address, payload, isUrgent }, stopping));
    },
  };
}
