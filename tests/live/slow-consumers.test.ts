import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { connectLiveClient, type LiveClient } from '../support/live-client.ts';
import { type LiveServer, startLiveServer } from '../support/live-server.ts';

const LONG = 'x'.repeat(30_000);

let server: LiveServer;
afterEach(() => server.app.close());

async function startWithOneReader(): Promise<LiveClient> {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url);
  await client.next();
  client.socket.pause();
  return client;
}

/** Sends changes until the kernel takes no more for a client that does not read, and the server notices. */
async function fill(sentence: string, isNoticed: () => boolean): Promise<void> {
  while (!isNoticed()) {
    server.publicSource.change(sentence);
    await nextTurn();
  }
}

test('a client that reads slowly is left out, then given the newest board', async () => {
  const client = await startWithOneReader();
  await fill(LONG, () => server.publicHub.stalled === 1);
  for (let n = 0; n < 50; n += 1) server.publicSource.change('skipped');
  server.publicSource.change('newest');
  const newest = server.publicSource.current.seq;

  client.socket.resume();
  const frames = await client.until('board');
  expect(frames.at(-1)).toMatchObject({ seq: newest, board: { branches: [{ sentence: 'newest' }] } });
  const changes = frames.slice(0, -1).map((frame) => (frame.t === 'change' ? frame.seq : null));
  expect(changes).toEqual(changes.map((_, index) => 11 + index));
  expect(changes.length).toBeLessThan(newest - 50 - 10);

  expect(server.publicHub.stalled).toBe(0);
  server.publicSource.change('goes on');
  expect(await client.next()).toMatchObject({ t: 'change', prev: { seq: newest } });
});

test('a client that does not catch up within 30 s is closed as too slow', async () => {
  const client = await startWithOneReader();
  await fill(LONG, () => server.publicHub.stalled === 1);
  server.clock.advance(29_999);
  const [end] = [...server.app.websocketServer.clients];
  expect(end?.readyState).toBe(client.socket.OPEN);
  server.clock.advance(1);
  client.socket.resume();
  expect(await client.closed).toBe(4008);
});

test('a client for which more than 256 KiB wait is closed at once', async () => {
  const client = await startWithOneReader();
  const [end] = [...server.app.websocketServer.clients];
  await fill('x'.repeat(300_000), () => end?.readyState !== client.socket.OPEN);
  client.socket.resume();
  expect(await client.closed).toBe(4008);
});

test('a slow client that does not even read its close frame is ended', async () => {
  const client = await startWithOneReader();
  await fill(LONG, () => server.publicHub.stalled === 1);
  server.clock.advance(30_000);
  server.clock.advance(2_000);
  await fill('anything', () => server.publicHub.size === 0);
  expect(server.publicHub.stalled).toBe(0);
  client.socket.terminate();
});

test('nobody waits for a slow client', async () => {
  const slow = await startWithOneReader();
  const quick = await connectLiveClient(server.url);
  await fill(LONG, () => server.publicHub.stalled === 1);
  server.publicSource.change('newest');
  const frames = [];
  do frames.push(await quick.next());
  while (frames.at(-1)?.t !== 'change' || !JSON.stringify(frames.at(-1)).includes('newest'));
  expect(server.publicHub.stalled).toBe(1);
  slow.socket.terminate();
});
