import { createECDH } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { unsealAddress } from '../../server/follow/follow-keys.ts';
import { createVapidKeys } from '../../server/follow/vapid.ts';
import { openFollowPages } from '../support/follow-pages.ts';
import { TEST_AUTH_SECRET } from '../support/running-server.ts';

const ENDPOINT = 'https://push.services.mozilla.com/wpush/v2/aaaa';
const SUBSCRIPTION = { endpoint: ENDPOINT, keys: { p256dh: `B${'x'.repeat(86)}`, auth: 'y'.repeat(22) } };
const CHOICE = { branches: ['clayton'], kinds: ['trouble'] };

const openPages = () => openFollowPages({ offered: ['push'] });
type Pages = Awaited<ReturnType<typeof openPages>>;

const send = (pages: Pages, url: string, payload: object) =>
  pages.app.inject({ method: 'POST', url: `/api/v1/follow/push${url}`, payload });

describe('a browser', () => {
  test('is told from the moment its user allowed it, and has a link to change and to stop it', async () => {
    const pages = await openPages();
    const answer = await send(pages, '', { subscription: SUBSCRIPTION, ...CHOICE });
    expect(answer.statusCode).toBe(201);
    const { link } = answer.json<{ link: string }>();
    const [follower] = await pages.followers();
    expect(follower).toMatchObject({ channel: 'push', ...CHOICE });
    const address = unsealAddress(pages.keys, follower?.address_sealed ?? Buffer.of(), follower?.address_digest ?? '');
    expect(JSON.parse(address ?? '')).toEqual(SUBSCRIPTION);
    expect((await pages.get(`/follow/on?link=${link}`)).body).toContain('We will tell you of changes');
    expect((await send(pages, '/own', { endpoint: ENDPOINT })).json()).toEqual({ link });
    await pages.post(`/unfollow?link=${link}`, 'answer=yes');
    expect(await pages.followers()).toEqual([]);
    expect((await send(pages, '/own', { endpoint: ENDPOINT })).statusCode).toBe(404);
  });

  test('that has another subscription is told the same by that one', async () => {
    const pages = await openPages();
    const next = { ...SUBSCRIPTION, endpoint: `${ENDPOINT}-next` };
    await send(pages, '', { subscription: SUBSCRIPTION, ...CHOICE });
    const [before] = await pages.followers();
    expect((await send(pages, '/renewed', { old: ENDPOINT, subscription: next })).statusCode).toBe(204);
    const [after, ...more] = await pages.followers();
    expect([after?.id, after?.branches, more]).toEqual([before?.id, ['clayton'], []]);
    expect((await send(pages, '/own', { endpoint: next.endpoint })).statusCode).toBe(200);
    // Of a subscription that we never knew, and once more for one that is there, nothing comes.
    expect((await send(pages, '/renewed', { old: `${ENDPOINT}-never`, subscription: next })).statusCode).toBe(204);
    expect((await send(pages, '/renewed', { old: next.endpoint, subscription: next })).statusCode).toBe(204);
    expect(await pages.followers()).toHaveLength(1);
  });

  test.each<[string, object, string]>([
    [
      'an address without TLS',
      { subscription: { ...SUBSCRIPTION, endpoint: 'http://push.example.com/x' } },
      'endpoint',
    ],
    ['a machine of ours', { subscription: { ...SUBSCRIPTION, endpoint: 'https://127.0.0.1/x' } }, 'endpoint'],
    ['a name in our network', { subscription: { ...SUBSCRIPTION, endpoint: 'https://db.internal/x' } }, 'endpoint'],
    ['another port', { subscription: { ...SUBSCRIPTION, endpoint: 'https://push.example.com:8443/x' } }, 'endpoint'],
    ['no key', { subscription: { endpoint: ENDPOINT, keys: { p256dh: 'x', auth: 'y' } } }, 'p256dh'],
    ['a field that is not known', { more: 1 }, 'more'],
    ['a surgery that is none', { branches: ['atlantis'] }, 'branches'],
    ['no surgery', { branches: [] }, 'branches'],
    ['nothing to be told of', { kinds: [] }, 'kinds'],
  ])('with %s is refused, and the fault is named', async (_, part, named) => {
    const pages = await openPages();
    const answer = await send(pages, '', { subscription: SUBSCRIPTION, ...CHOICE, ...part });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ faults: object[] }>().faults).toContainEqual(
      expect.objectContaining({ path: expect.stringContaining(named) }),
    );
    expect(await pages.followers()).toEqual([]);
  });

  test('is one of thirty of a network in an hour', async () => {
    const pages = await openPages();
    for (let n = 0; n < 30; n += 1) {
      const subscription = { ...SUBSCRIPTION, endpoint: `${ENDPOINT}${n}` };
      expect((await send(pages, '', { subscription, ...CHOICE })).statusCode).toBe(201);
    }
    const refused = await send(pages, '', { subscription: SUBSCRIPTION, ...CHOICE });
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '3600']);
  });

  test('is told nothing where push is not offered', async () => {
    const pages = await openFollowPages({ offered: ['email'] });
    expect((await pages.get('/api/v1/follow/push')).statusCode).toBe(404);
    expect((await send(pages, '', { subscription: SUBSCRIPTION, ...CHOICE })).statusCode).toBe(404);
  });
});

test('push services know all servers of a practice by one key, which is made of their secret', async () => {
  const pages = await openPages();
  const made = createVapidKeys(TEST_AUTH_SECRET, 'https://status.example.org');
  expect((await pages.get('/api/v1/follow/push')).json()).toEqual({ key: made.publicKey });
  expect(made.subject).toBe('https://status.example.org');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(made.privateKey, 'base64url'));
  expect(curve.getPublicKey('base64url')).toBe(made.publicKey);
  expect(createVapidKeys(`${TEST_AUTH_SECRET}!`, 'https://status.example.org').publicKey).not.toBe(made.publicKey);
});
