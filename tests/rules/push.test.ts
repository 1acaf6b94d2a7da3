import { describe, expect, test } from 'vitest';
import { pushSupport } from '../../web/follow/push-support.ts';
import { listenForPush, type PushScope } from '../../web/patient-worker/push.ts';

type Listener = (event: object) => void;

/** In the place of a browser's worker: what it was asked to show, open and focus. */
function aBrowser(open: readonly string[] = []) {
  const listeners = new Map<string, Listener>();
  const did: unknown[] = [];
  const scope = {
    location: { origin: 'https://status.example.org' },
    registration: {
      pushManager: {},
      showNotification: async (title: string, options: object) => void did.push(['show', title, options]),
    },
    clients: {
      matchAll: async () => open.map((url) => ({ url, focus: async () => void did.push(['focus', url]) })),
      openWindow: async (url: string) => void did.push(['open', url]),
    },
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
  };
  listenForPush(scope as unknown as PushScope);
  return {
    did,
    async happens(type: string, event: object): Promise<void> {
      const works: Promise<unknown>[] = [];
      listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => void works.push(work) });
      await Promise.all(works);
    },
  };
}

const notification = (url?: string) => ({ notification: { data: { url }, close: () => {} } });

describe('a message to a browser', () => {
  test('is shown with its time, in the place of the one before it of the same matter', async () => {
    const browser = aBrowser();
    const message = {
      title: 'Clayton Surgery: problem',
      body: 'Phones are not working.',
      url: '/surgeries/clayton',
      tag: 'clayton',
      at: '2026-03-04T10:42:00.000Z',
    };
    await browser.happens('push', { data: { json: () => message } });
    const { title, body, url, tag } = message;
    const timestamp = Date.parse(message.at);
    expect(browser.did).toEqual([
      ['show', title, { body, tag, renotify: true, timestamp, data: { url }, lang: 'en-GB' }],
    ]);
  });

  test.each<[string, readonly string[], string | undefined, readonly unknown[]]>([
    ['opens what it tells of', [], '/surgeries/clayton', [['open', 'https://status.example.org/surgeries/clayton']]],
    [
      'goes to the page that is open already',
      ['https://status.example.org/surgeries/clayton'],
      '/surgeries/clayton',
      [['focus', 'https://status.example.org/surgeries/clayton']],
    ],
    ['opens no page of anybody else', [], 'https://evil.example/', []],
    ['opens the first page where it names none', [], undefined, [['open', 'https://status.example.org/']]],
  ])('when it is tapped %s', async (_, open, url, did) => {
    const browser = aBrowser(open);
    await browser.happens('notificationclick', notification(url));
    expect(browser.did).toEqual(did);
  });
});

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15';
const IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0';

test.each([
  ['an iPhone in its browser', { userAgent: IPHONE, maxTouchPoints: 5, hasPush: false }, 'needs-home-screen'],
  ['an iPhone from its home screen', { userAgent: IPHONE, maxTouchPoints: 5, hasPush: true }, 'can'],
  ['an iPad, which says that it is a Mac', { userAgent: IPAD, maxTouchPoints: 5, hasPush: false }, 'needs-home-screen'],
  ['an old Mac', { userAgent: IPAD, maxTouchPoints: 0, hasPush: false }, 'cannot'],
  ['an Android phone', { userAgent: ANDROID, maxTouchPoints: 5, hasPush: true }, 'can'],
  ['a browser inside of another app', { userAgent: ANDROID, maxTouchPoints: 5, hasPush: false }, 'cannot'],
] as const)('what %s can do about messages', (_, facts, support) => {
  expect(pushSupport(facts)).toBe(support);
});
