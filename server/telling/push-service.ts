import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import webPush from 'web-push';
import { HOUR, SECOND } from '../../shared/practice/instant.ts';
import type { VapidKeys } from '../follow/vapid.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import { readRetryAfter } from '../sending/retry-after.ts';
import { isPushEndpoint, lookUpPublic } from './public-host.ts';

export interface PushMessage {
  /** The JSON of a PushSubscription. */
  readonly subscription: string;
  readonly payload: { readonly tag: string };
  /** Wakes a device that saves its battery. */
  readonly isUrgent: boolean;
}

/** `status` null: no answer came. */
export interface Pushed {
  readonly status: number | null;
  readonly reason: string;
  readonly retryAfter: number | null;
}

/** Never throws. */
export type PushService = (message: PushMessage, stopping: AbortSignal) => Promise<Pushed>;

export interface PushRequest {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

/** Posts to a push service. Throws when no answer comes. */
export type PostPush = (pushed: PushRequest, ending: AbortSignal) => Promise<Omit<Pushed, 'reason'>>;

const ANSWER_WITHIN = 10 * SECOND;
/** Longer than that a device that was off is told of what may have changed since. */
const KEPT_FOR = 4 * HOUR;
/** A signature is good for 12 hours; push services are few, and a signature costs more than all else of a message. */
const SIGNATURE_FOR = 6 * HOUR;
const SIGNATURES_KEPT = 1_000;

/** Of a surgery the same each time, in the alphabet and the length that push services take. */
function topicOf(tag: string): string {
  return Buffer.from(tag).toString('base64url').slice(0, 32);
}

interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

function readSubscription(text: string): Subscription | null {
  try {
    const { endpoint, keys } = JSON.parse(text) as Partial<Subscription>;
    const { p256dh, auth } = keys ?? {};
    if (typeof endpoint !== 'string' || typeof p256dh !== 'string' || typeof auth !== 'string') return null;
    return isPushEndpoint(endpoint) ? { endpoint, keys: { p256dh, auth } } : null;
  } catch {
    return null;
  }
}

function agentOf(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 100, lookup: lookUpPublic, timeout: 30 * SECOND });
}

/** Over TLS, to public addresses alone, following no redirect. */
export function createPostPush(): PostPush {
  const agent = agentOf();
  return ({ endpoint, headers, body }, ending) =>
    new Promise((resolve, reject) => {
      const take = (answer: IncomingMessage) => {
        answer.resume();
        answer.on('error', reject);
        const retryAfter = readRetryAfter(answer.headers['retry-after'] ?? null, Date.parse(answer.headers.date ?? ''));
        answer.on('end', () => resolve({ status: answer.statusCode ?? null, retryAfter }));
      };
      const posted = request(endpoint, { method: 'POST', headers, agent, signal: ending }, take);
      posted.on('error', reject);
      posted.end(body);
    });
}

/** Messages to browsers: sealed for each of them, so that the push service reads nothing. */
export function createPushService(vapid: VapidKeys, clock: Clock, post: PostPush): PushService {
  const signatures = new Map<string, { readonly until: Moment; readonly header: string }>();

  function signatureFor(endpoint: string): string {
    const audience = new URL(endpoint).origin;
    const known = signatures.get(audience);
    if (known && clock.monotonic() < known.until) return known.header;
    const { subject, publicKey, privateKey } = vapid;
    const header = webPush.getVapidHeaders(audience, subject, publicKey, privateKey, 'aes128gcm').Authorization;
    if (signatures.size >= SIGNATURES_KEPT) signatures.clear();
    signatures.set(audience, { until: clock.monotonic() + SIGNATURE_FOR, header });
    return header;
  }

  function toRequest(subscription: Subscription, { payload, isUrgent }: PushMessage, signature: string): PushRequest {
    const { headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(payload), {
      TTL: KEPT_FOR / SECOND,
      urgency: isUrgent ? 'high' : 'normal',
      topic: topicOf(payload.tag),
      contentEncoding: 'aes128gcm',
      headers: { Authorization: signature },
    });
    return { endpoint: subscription.endpoint, headers: headers as PushRequest['headers'], body };
  }

  return async (message, stopping) => {
    const subscription = readSubscription(message.subscription);
    // What was no address of a push service, or no key, will not become one.
    if (!subscription) return { status: 404, reason: 'no-subscription', retryAfter: null };
    let signature: string;
    try {
      signature = signatureFor(subscription.endpoint);
    } catch {
      // Our own keys are wrong: that says nothing of anybody who follows.
      return { status: null, reason: 'no-signature', retryAfter: null };
    }
    let made: PushRequest;
    try {
      made = toRequest(subscription, message, signature);
    } catch {
      return { status: 404, reason: 'no-key', retryAfter: null };
    }
    const limit = new AbortController();
    const cancel = clock.after(ANSWER_WITHIN, () => limit.abort());
    try {
      const answer = await post(made, AbortSignal.any([limit.signal, stopping]));
      return { ...answer, reason: 'answered' };
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      const reason = typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'unreachable';
      return { status: null, reason, retryAfter: null };
    } finally {
      cancel();
    }
  };
}
