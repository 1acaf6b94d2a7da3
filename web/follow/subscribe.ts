import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import type { FollowByPush, PushLink } from '../../shared/wire/push.ts';

const WORKER = '/sw.js';

/** What came of it; the link is that by which it is changed or stopped. */
export type Subscribed =
  | { readonly kind: 'on'; readonly link: string }
  | { readonly kind: 'denied' | 'busy' | 'failed' };

async function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
  });
}

function toSubscription(subscription: PushSubscription): FollowByPush['subscription'] {
  const { endpoint, keys = {} } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' } };
}

/** Of this browser as it is: null when it was never asked, or we do not know it any more. */
export async function findOwnLink(): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return null;
  const answer = await post(FOLLOW_PATHS.ownPush, { endpoint: subscription.endpoint });
  return answer.ok ? ((await answer.json()) as PushLink).link : null;
}

async function subscribe(): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const answer = await fetch(FOLLOW_PATHS.push, { credentials: 'omit' });
  const { key } = (await answer.json()) as { readonly key: string };
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    // It was made with another key than ours is now.
    const old = await registration.pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}

/** Call it on a tap: phones ask their user for nothing else. */
export async function turnOn(choice: Omit<FollowByPush, 'subscription'>): Promise<Subscribed> {
  try {
    if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
    const subscription = toSubscription(await subscribe());
    const answer = await post(FOLLOW_PATHS.push, { subscription, ...choice });
    if (answer.ok) return { kind: 'on', link: ((await answer.json()) as PushLink).link };
    return { kind: answer.status === 429 ? 'busy' : 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}
