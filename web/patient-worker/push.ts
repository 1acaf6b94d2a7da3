import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import type { PushMessage } from '../../shared/wire/push.ts';

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface PushEvent extends Lasting {
  readonly data: { json(): unknown } | null;
}

interface ClickEvent extends Lasting {
  readonly notification: { readonly data: unknown; close(): void };
}

interface ChangeEvent extends Lasting {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

interface OpenPage {
  readonly url: string;
  focus(): Promise<unknown>;
}

/** What is used of a worker's global scope. */
export interface PushScope {
  readonly location: Pick<Location, 'origin'>;
  readonly registration: {
    readonly pushManager: Pick<PushManager, 'subscribe'>;
    showNotification(title: string, options: NotificationOptions & { readonly timestamp?: number }): Promise<void>;
  };
  readonly clients: {
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: ChangeEvent) => void): void;
}

/** A page of ours that is open already, or a new one. An address of somebody else is none of ours to open. */
async function openPage({ clients, location }: PushScope, path: string): Promise<void> {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) return;
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => page.url === url.href);
  await (open ? open.focus() : clients.openWindow(url.href));
}

async function renew({ registration }: PushScope, event: ChangeEvent): Promise<void> {
  const { oldSubscription: old } = event;
  if (!old) return;
  const subscription = event.newSubscription ?? (await registration.pushManager.subscribe(old.options));
  const { endpoint, keys } = subscription.toJSON();
  await fetch(FOLLOW_PATHS.renewedPush, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ old: old.endpoint, subscription: { endpoint, keys } }),
    credentials: 'omit',
  });
}

/** Shows what we send to this browser, and opens what it tells of. */
export function listenForPush(scope: PushScope): void {
  scope.addEventListener('push', (event) => {
    if (!event.data) return;
    const { title, body, url, tag, at } = event.data.json() as PushMessage;
    const options = { body, tag, renotify: true, timestamp: Date.parse(at), data: { url }, lang: 'en-GB' };
    event.waitUntil(scope.registration.showNotification(title, options));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const { url = '/' } = (event.notification.data ?? {}) as { readonly url?: string };
    event.waitUntil(openPage(scope, url));
  });
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(scope, event)));
}
