import { describe, expect, test } from 'vitest';
import { isPublicAddress, isPushEndpoint } from '../../server/telling/public-host.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { london } from '../support/facts.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { follow, pass, startJob, startPushService, subscribe, VAPID } from '../support/telling.ts';
import { startNotify } from '../support/texting.ts';

const NUMBER = '447700900555';

const down = (server: TestServer, branch = 'clayton') => server.say(branch, { it: { internet: 'down' } });
const up = (server: TestServer, branch = 'clayton') => server.say(branch, { it: { internet: 'working' } });
const followers = async ({ database }: TestServer) =>
  (await database.db.selectFrom('follower').select('id').execute()).length;

async function openTexted(at: number, config = {}) {
  const notify = await startNotify();
  const { apiKey, templateId, baseUrl } = notify.mailSettings;
  const server = await startTestServer({ at });
  await server.ordinaryMorning();
  const texts = { notifyApiKey: apiKey, notifyTemplateId: templateId, notifyBaseUrl: baseUrl, ...config };
  const job = await startJob(server, texts);
  await job.look();
  return { notify, server, job, texts };
}

describe('who follows by text', () => {
  test('gets what to do, when it was so, where to read more and how to stop in one text', async () => {
    const { notify, server, job } = await openTexted(london('2019-12-31 09:04'), {
      notifyCallbackToken: 'of-notify-0123456789-0123456789-0123456789',
    });
    await follow(server, NUMBER, { channel: 'text', branches: ['clayton'] });
    await down(server);
    await pass(server, job, 3 * MINUTE);
    expect(notify.wrong).toEqual([]);
    expect(notify.sent).toEqual([
      {
        to: NUMBER,
        body: 'Clayton Surgery has a problem (9:05am). If urgent and you cannot reach it, use NHS 111. https://status.practice.example/surgeries/clayton Reply STOP to end.',
      },
    ]);
    expect(notify.sent[0]?.body.length).toBeLessThanOrEqual(160);
  });

  test('gets none at night: at 8am one text tells what is still so', async () => {
    const { notify, server, job } = await openTexted(london('2019-12-31 20:50'));
    await follow(server, NUMBER, { channel: 'text' });
    await pass(server, job, 20 * MINUTE);
    for (const branch of ['clayton', 'yaxham', 'stanway']) {
      await down(server, branch);
      await pass(server, job, 3 * MINUTE);
    }
    await up(server, 'yaxham');
    await pass(server, job, 10 * MINUTE);
    server.clock.advanceTo(london('2020-01-01 07:58'));
    await pass(server, job, MINUTE);
    expect(notify.sent).toEqual([]);
    await pass(server, job, 3 * MINUTE);
    expect(notify.sent.map(({ body }) => body.replace(/ If .*/, ''))).toEqual([
      'Clayton and Stanway have a problem (8am).',
    ]);
    await pass(server, job, 10 * MINUTE);
    expect(notify.sent).toHaveLength(1);
  });

  test('waits as long as Notify asks for, and gets it once', async () => {
    const { notify, server, job } = await openTexted(london('2019-12-31 09:00'));
    await follow(server, NUMBER, { channel: 'text' });
    notify.willAnswer({ status: 429, body: { errors: [{ error: 'RateLimitError' }] } });
    await down(server);
    await pass(server, job, 70 * SECOND);
    expect([notify.sent.length, notify.tries()]).toEqual([0, 1]);
    await pass(server, job, 5 * MINUTE);
    expect([notify.sent.length, notify.tries()]).toEqual([1, 2]);
  });
});

describe('who follows by their browser', () => {
  async function openPushed() {
    const push = await startPushService();
    const server = await startTestServer();
    await server.ordinaryMorning();
    const job = await startJob(server, {}, { postPush: push.post });
    await job.look();
    return { push, server, job };
  }

  test('is told in words that no push service can read, and a newer message takes the place of an older one', async () => {
    const { push, server, job } = await openPushed();
    const phone = subscribe('one');
    await follow(server, phone.address, { channel: 'push', identity: phone.endpoint });
    await down(server);
    await pass(server, job, 3 * MINUTE);
    await up(server);
    await pass(server, job, 10 * MINUTE);
    const messages = push.received.map(({ body }) => phone.read(body));
    expect(messages).toMatchObject([
      {
        title: 'Clayton Surgery has a problem',
        body: '9:01am. If it is urgent and you cannot reach the surgery, use NHS 111.',
        url: '/surgeries/clayton',
        tag: 'clayton',
      },
      { title: 'The problem at Clayton Surgery is over', url: '/surgeries/clayton', tag: 'clayton' },
    ]);
    const [first, second] = push.received;
    expect(first?.path).toBe('/send/one');
    expect(first?.headers).toMatchObject({ ttl: '14400', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(second?.headers).toMatchObject({ urgency: 'normal', topic: first?.headers.topic });
    expect(first?.headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=/);
    expect(first?.headers.authorization).toContain(VAPID.publicKey);
    expect(first?.body.toString('latin1')).not.toContain('Clayton');
  });

  test('follows no more once the push service says that the browser is gone', async () => {
    const { push, server, job } = await openPushed();
    const phones = [subscribe('one'), subscribe('two')];
    for (const { address, endpoint } of phones) {
      await follow(server, address, { channel: 'push', identity: endpoint });
    }
    push.willAnswer({ status: 410 });
    await down(server);
    await pass(server, job, 3 * MINUTE);
    expect([await followers(server), push.received.length]).toEqual([1, 1]);
  });

  test('is tried again when the push service asks for it', async () => {
    const { push, server, job } = await openPushed();
    const { address, endpoint } = subscribe('one');
    await follow(server, address, { channel: 'push', identity: endpoint });
    push.willAnswer({ status: 429, headers: { 'retry-after': '600' } });
    await down(server);
    await pass(server, job, 8 * MINUTE);
    expect(push.received).toHaveLength(0);
    await pass(server, job, 8 * MINUTE);
    expect(push.received).toHaveLength(1);
  });

  test('follows on, whatever is wrong with our own keys', async () => {
    const push = await startPushService();
    const server = await startTestServer();
    await server.ordinaryMorning();
    const vapid = { ...VAPID, subject: 'http://localhost' };
    const job = await startJob(server, {}, { postPush: push.post, vapid });
    await job.look();
    const { address, endpoint } = subscribe('one');
    await follow(server, address, { channel: 'push', identity: endpoint });
    await down(server);
    await pass(server, job, 3 * MINUTE);
    expect([await followers(server), push.received.length]).toEqual([1, 0]);
  });

  test('is never reached inside of our own network', async () => {
    const { push, server, job } = await openPushed();
    const { address } = subscribe('one');
    const inside = address.replace('push.service.nhs.uk', '169.254.169.254');
    await follow(server, inside, { channel: 'push', identity: 'inside' });
    await down(server);
    await pass(server, job, 3 * MINUTE);
    expect([await followers(server), push.received.length]).toEqual([0, 0]);
  });
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/abc', false],
  ['https://user:word@fcm.googleapis.com/abc', false],
  ['https://localhost/abc', false],
  ['https://postgres/abc', false],
  ['https://db.internal/abc', false],
  ['https://10.0.0.7/abc', false],
  ['https://0x7f000001/abc', false],
  ['https://[::1]/abc', false],
  ['https://fcm.googleapis.com./abc', false],
  ['file:///etc/passwd', false],
  ['', false],
])('%s can be a push service: %s', (text, is) => {
  expect(isPushEndpoint(text)).toBe(is);
});

test.each([
  ['142.250.70.10', true],
  ['2a00:1450:4009:81f::200a', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.255.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['nonsense', false],
])('%s is an address of the public internet: %s', (address, is) => {
  expect(isPublicAddress(address)).toBe(is);
});
