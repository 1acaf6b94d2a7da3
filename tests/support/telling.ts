import { createECDH, createHmac, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import webPush from 'web-push';
import { addFollower, type NewFollower } from '../../server/follow/add-follower.ts';
import { createFollowKeys } from '../../server/follow/follow-keys.ts';
import type { Config } from '../../server/platform/config.ts';
import type { PostPush } from '../../server/telling/push-service.ts';
import { startTelling, type TellingDeps } from '../../server/telling/start-telling.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { TEST_AUTH_SECRET, TEST_CONFIG, type TestServer } from './running-server.ts';

const KEYS = createFollowKeys(TEST_AUTH_SECRET);
const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error: (what: object) => void console.error(what),
} as unknown as TellingDeps['log'];
export const VAPID = { ...webPush.generateVAPIDKeys(), subject: 'mailto:status@practice.example' };

const STEP = 70 * SECOND;

type Follows = Partial<Omit<NewFollower, 'address'>>;

/** Somebody follows; by mail all of the practice and everything, unless told otherwise. */
export async function follow({ database, clock }: TestServer, address: string, follows: Follows = {}): Promise<void> {
  const all = { channel: 'email', branches: null, kinds: ['trouble', 'planned'], language: 'en' } as const;
  await addFollower(database.db, KEYS, { ...all, ...follows, address }, clock.now());
}

/** A job that tells by the ways of `config`, in the place of the server's own. */
export async function startJob(
  server: TestServer,
  config: Partial<Config>,
  more: Partial<Pick<TellingDeps, 'postPush' | 'clock' | 'vapid' | 'onTold' | 'log'>> = {},
) {
  await server.telling.stop();
  const job = startTelling({
    db: server.database.db,
    clock: server.clock,
    log: SILENT,
    config: { ...TEST_CONFIG, ...config },
    board: server.board,
    authSecret: TEST_AUTH_SECRET,
    origin: () => 'https://status.practice.example',
    vapid: more.postPush ? VAPID : null,
    ...more,
  });
  onTestFinished(() => job.stop());
  return job;
}

/** Goes on in small steps, as a server would: what is due is done on the way. */
export async function pass(server: TestServer, job: { look(): Promise<void> }, ms: number): Promise<void> {
  // What has just changed is seen first.
  await server.settle();
  await job.look();
  for (let left = ms; left > 0; left -= STEP) {
    server.clock.advance(Math.min(left, STEP));
    await server.settle();
    await job.look();
  }
}

export interface ReceivedPush {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface PushAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A server in the place of a push service, and browsers that subscribed with it. */
export async function startPushService() {
  const received: ReceivedPush[] = [];
  const answers: PushAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers = {} } = answers.shift() ?? { status: 201 };
      if (status === 201) {
        received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      }
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  // The name of the service is a public one; here it leads to this machine.
  const post: PostPush = async ({ endpoint, headers, body }, signal) => {
    const { pathname } = new URL(endpoint);
    const answer = await fetch(`http://127.0.0.1:${port}${pathname}`, {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(headers)
          .filter(([name]) => name !== 'Content-Length')
          .map(([name, value]) => [name, String(value)]),
      ),
      body: new Uint8Array(body),
      signal,
    });
    const seconds = answer.headers.get('retry-after');
    return { status: answer.status, retryAfter: seconds === null ? null : Number(seconds) * SECOND };
  };
  return { received, post, willAnswer: (...next: readonly PushAnswer[]) => void answers.push(...next) };
}

/** A browser that is told by a push service: its subscription, and how it reads what comes. */
export function subscribe(name: string) {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  const endpoint = `https://push.service.nhs.uk/send/${name}`;
  const p256dh = own.getPublicKey().toString('base64url');
  return {
    endpoint,
    address: JSON.stringify({ endpoint, keys: { p256dh, auth: auth.toString('base64url') } }),
    read: (body: Buffer) => JSON.parse(open(body, own, auth)) as Record<string, string>,
  };
}

function hkdf(salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer {
  const key = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', key)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}

/** As a browser opens a message: RFC 8291, in one record of RFC 8188. */
function open(body: Buffer, own: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
  const secret = hkdf(auth, own.computeSecret(sender), info, 32);
  const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  // Two ends the last record; what follows it is padding.
  return text.subarray(0, text.lastIndexOf(2)).toString();
}
