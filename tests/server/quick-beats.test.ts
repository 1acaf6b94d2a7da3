import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ON_THE_MACHINE } from '../../server/access/doer.ts';
import { issueSender } from '../../server/contact/issue-sender.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';
import { until } from '../support/until.ts';

const JSON_TYPE = 'application/json';
/** The same to everybody but who takes ordinary beats. */
const ROUTERS_TYPE = 'application/json; charset=utf-8';

interface Sent {
  readonly token: string;
  readonly text: string;
  readonly type?: string;
  readonly headers?: readonly string[];
  /** The body comes in so many pieces. */
  readonly pieces?: number;
}

/** Sends a beat by a connection of its own, and reads what comes back, without its date. */
async function send(server: TestServer, { token, text, type = JSON_TYPE, headers = [], pieces = 1 }: Sent) {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  const lines = [
    'POST /api/v1/beats HTTP/1.1',
    'Host: board.example',
    'Connection: close',
    `Authorization: Bearer ${token}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...headers,
  ];
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const head = `${lines.join('\r\n')}\r\n\r\n`;
  const size = Math.ceil(text.length / pieces);
  socket.write(head + text.slice(0, size));
  for (let at = size; at < text.length; at += size) {
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(text.slice(at, at + size));
  }
  await once(socket, 'close');
  return Buffer.concat(chunks)
    .toString()
    .replace(/^date: .*\r\n/im, '')
    .replaceAll(/^[\w-]+: /gm, (name) => name.toLowerCase());
}

const statusOf = (answer: string) => Number(answer.split(' ', 2)[1]);

/** A server that knows all tokens and has made the answer that beats get. */
async function openBeats() {
  const server = await startTestServer();
  const issue = async (branch: string) =>
    (await issueSender(server.database.db, ON_THE_MACHINE, branch, server.clock.now())).token;
  const tokens = { clayton: await issue('clayton'), yaxham: await issue('yaxham') };
  const look = async () => {
    server.clock.advance(2 * SECOND);
    await server.evaluator.settled();
  };
  await look();
  return { server, tokens, issue, look };
}

const beatOf = (n: number, boot: string, more: object = {}) =>
  JSON.stringify({ boot, n, every: 20, checks: { records: 'working' }, ...more });

test('the next beat of a sender is taken in front of the router, and is heard as any other', async () => {
  const { server, tokens } = await openBeats();
  const boot = randomUUID();
  const answers: string[] = [];
  for (const n of [1, 2, 3, 4]) answers.push(await send(server, { token: tokens.clayton, text: beatOf(n, boot) }));
  expect(server.app.inFront.given).toBe(3);
  expect(new Set(answers).size).toBe(1);
  const [heard] = await server.lastHeard.read();
  expect(heard).toMatchObject({ branch: 'clayton', inRow: 4, boots: [{ boot, n: 4 }] });
});

test('whatever a sender sends, it is answered and heard as by the router alone', async () => {
  const { server, tokens, look } = await openBeats();
  const boots = [randomUUID(), randomUUID()];
  const good = fc.record({ boot: fc.constantFrom(...boots), step: fc.constantFrom(1, 1, 1, 1, 1, 0, -1, 3) });
  const odd = fc.constantFrom(
    '{',
    '',
    'null',
    '[]',
    '7',
    '{"__proto__":{}}',
    '\ufeff{}',
    beatOf(1, 'monday'),
    beatOf(1.5, randomUUID()),
    beatOf(1, randomUUID().toUpperCase()),
    beatOf(1, randomUUID(), { every: 19 }),
    beatOf(1, randomUUID(), { checks: { kettle: 'down' } }),
    beatOf(1, randomUUID(), { checks: { records: 'slow' } }),
    beatOf(1, randomUUID(), { more: 1 }),
    beatOf(1, randomUUID(), { note: 'x'.repeat(3_000) }),
  );
  const header = fc.constantFrom('Origin: https://other.example', 'Sec-Fetch-Site: cross-site', 'Cookie: session=none');
  const one = fc.record({
    says: fc.oneof({ weight: 4, arbitrary: good }, odd),
    headers: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, fc.tuple(header)),
    pieces: fc.constantFrom(1, 1, 1, 2, 3),
    seconds: fc.constantFrom(0, 0, 1, 20),
  });
  const before = server.app.inFront.given;
  const last = new Map(boots.map((boot) => [boot, 0]));
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 10, maxLength: 40 }), async (list) => {
      for (const { says, headers, pieces, seconds } of list) {
        let text = typeof says === 'string' ? says : '';
        if (typeof says !== 'string') {
          const n = Math.max(0, (last.get(says.boot) ?? 0) + says.step);
          text = beatOf(n, says.boot);
          if (headers.length === 0) last.set(says.boot, Math.max(n, last.get(says.boot) ?? 0));
        }
        const [quick, slow] = await Promise.all([
          send(server, { token: tokens.clayton, text, headers, pieces }),
          send(server, { token: tokens.yaxham, text, headers, pieces, type: ROUTERS_TYPE }),
        ]);
        expect(quick).toBe(slow);
        server.clock.advance(seconds * SECOND);
      }
      await look();
      const heard = await server.lastHeard.read();
      const [clayton, yaxham] = ['clayton', 'yaxham'].map((slug) => {
        const found = heard.find(({ branch }) => branch === slug);
        return found && { ...found, branch: '', token: '' };
      });
      expect(clayton).toEqual(yaxham);
      server.clock.advance(MINUTE);
      await look();
    }),
    { numRuns: 12 },
  );
  expect(server.app.inFront.given - before).toBeGreaterThan(20);
});

test('beats count for one limit, whoever takes them; from the next minute on they are taken again', async () => {
  const { server, tokens } = await openBeats();
  const boot = randomUUID();
  const by = (n: number) => ({ token: tokens.clayton, text: beatOf(n, boot), type: n % 2 ? JSON_TYPE : ROUTERS_TYPE });
  for (let n = 1; n <= 30; n += 1) expect([n, statusOf(await send(server, by(n)))]).toEqual([n, 204]);
  for (const n of [31, 32]) expect(statusOf(await send(server, by(n)))).toBe(429);
  server.clock.advance(MINUTE);
  await server.evaluator.settled();
  expect(statusOf(await send(server, by(31)))).toBe(204);
});

test('a token that was revoked is not taken in front either', async () => {
  const { server, tokens } = await openBeats();
  const boot = randomUUID();
  for (const n of [1, 2])
    expect(statusOf(await send(server, { token: tokens.clayton, text: beatOf(n, boot) }))).toBe(204);
  expect(server.app.inFront.given).toBe(1);
  await server.lastHeard.stop();
  const office = await signInOffice(server);
  const { senders } = (await office.get('/api/v1/senders')).json<{ senders: { id: string; branch: string }[] }>();
  await office.send('DELETE', `/api/v1/senders/${senders.find(({ branch }) => branch === 'clayton')?.id}`);
  expect(statusOf(await send(server, { token: tokens.clayton, text: beatOf(3, boot) }))).toBe(401);
});

test('a server that keeps a log of everything leaves beats to the router', async () => {
  const lines: string[] = [];
  const server = await startTestServer({
    config: { logLevel: 'debug' },
    logStream: { write: (line) => lines.push(line) },
  });
  const { token } = await issueSender(server.database.db, ON_THE_MACHINE, 'clayton', server.clock.now());
  server.clock.advance(2 * SECOND);
  await server.evaluator.settled();
  const boot = randomUUID();
  for (const n of [1, 2, 3]) expect(statusOf(await send(server, { token, text: beatOf(n, boot) }))).toBe(204);
  await until('all are logged', () => lines.filter((line) => line.includes('/api/v1/beats')).length === 3);
});
