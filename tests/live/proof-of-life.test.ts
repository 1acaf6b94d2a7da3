import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { connectLiveClient } from '../support/live-client.ts';
import { type LiveServer, startLiveServer } from '../support/live-server.ts';

let server: LiveServer;
afterEach(() => server.app.close());

/** The turn of the first socket on the wheel. */
const FIRST_TURN_MS = 1_000;

test('a client that answers its pings stays', async () => {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url);
  await client.next();
  const [end] = [...server.app.websocketServer.clients];
  for (let round = 0; round < 3; round += 1) {
    const answered = end && once(end, 'pong');
    server.clock.advance(FIRST_TURN_MS);
    await answered;
    server.clock.advance(20_000 - FIRST_TURN_MS);
    await nextTurn();
  }
  server.publicSource.change('still here');
  expect((await client.until('change')).at(-1)).toMatchObject({ seq: 11 });
});

test('a client that does not answer its ping within 10 s is ended', async () => {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url, { autoPong: false });
  await client.next();
  const pinged = once(client.socket, 'ping');
  server.clock.advance(FIRST_TURN_MS);
  await pinged;
  server.clock.advance(9_999);
  await nextTurn();
  expect(server.publicHub.size).toBe(1);
  server.clock.advance(1);
  expect(await client.closed).toBe(1006);
});

test('a client that says it is alive without having read its ping is ended all the same', async () => {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url, { autoPong: false });
  await client.next();
  const [end] = [...server.app.websocketServer.clients];
  const pinged = once(client.socket, 'ping');
  server.clock.advance(FIRST_TURN_MS);
  const [asked] = (await pinged) as [Buffer];
  for (const guess of ['', 'abcd', Buffer.alloc(asked.length), Buffer.concat([asked, asked])]) {
    const heard = end && once(end, 'pong');
    client.socket.pong(guess);
    await heard;
  }
  server.clock.advance(10_000);
  expect(await client.closed).toBe(1006);
});

test('no two pings ask for the same answer', async () => {
  server = await startLiveServer();
  const clients = await Promise.all(Array.from({ length: 20 }, () => connectLiveClient(server.url)));
  const asked = Promise.all(clients.map(({ socket }) => once(socket, 'ping')));
  for (let second = 1; second <= 20; second += 1) server.clock.advance(1_000);
  expect(new Set((await asked).map(([payload]) => String(payload.toString('hex')))).size).toBe(20);
});

test('a server that was held up does not end a client for a ping it sent a moment ago', async () => {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url);
  await client.next();
  const [end] = [...server.app.websocketServer.clients];
  const answered = end && once(end, 'pong');
  server.clock.advance(FIRST_TURN_MS);
  await answered;
  // The wheel makes up for the time that was lost and pings again, just when the first answer was due.
  server.clock.leapTo(server.clock.now() + 60_000);
  server.clock.advance(10_000);
  await nextTurn();
  server.publicSource.change('still here');
  expect((await client.until('change')).at(-1)).toMatchObject({ seq: 11 });
});

test('pings are spread over time', async () => {
  server = await startLiveServer();
  const clients = await Promise.all(Array.from({ length: 40 }, () => connectLiveClient(server.url)));
  const seconds: number[] = [];
  let second = 0;
  for (const client of server.app.websocketServer.clients) {
    const ping = client.ping.bind(client);
    client.ping = (payload?: unknown) => {
      seconds.push(second);
      ping(payload);
    };
  }
  for (second = 1; second <= 20; second += 1) server.clock.advance(1_000);
  expect(seconds).toHaveLength(clients.length);
  expect(new Set(seconds).size).toBe(20);
});
