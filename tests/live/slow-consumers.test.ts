import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { LiveLimits } from '../../server/live/live-limits.ts';
import { connectLiveClient, type LiveClient } from '../support/live-client.ts';
import { type LiveServer, startLiveServer } from '../support/live-server.ts';

const LONG = 'x'.repeat(30_000);

let server: LiveServer;
afterEach(() => server.app.close());

async function startWithOneReader(limits: Partial<LiveLimits> = {}): Promise<LiveClient> {
  server = await startLiveServer({ limits });
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
  const client = await startWithOneReader({ unansweredAtMostBytes: Number.POSITIVE_INFINITY });
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

test('a client that leaves its ping unanswered is left out long before the kernel says so', async () => {
  const client = await startWithOneReader();
  const [page] = [...server.app.websocketServer.clients];
  let written = 0;
  await fill('x'.repeat(1_000), () => {
    written += 1;
    return server.publicHub.stalled === 1;
  });
  expect(written).toBeLessThan(80);
  for (let n = 0; n < 10; n += 1) server.publicSource.change('skipped');
  server.publicSource.change('newest');
  await nextTurn();
  expect(page?.bufferedAmount).toBe(0);

  client.socket.resume();
  const frames = await client.until('board');
  expect(frames.at(-1)).toMatchObject({ board: { branches: [{ sentence: 'newest' }] } });
  expect(JSON.stringify(frames.slice(0, -1))).not.toContain('skipped');
  expect(server.publicHub.stalled).toBe(0);
});

test('a client that reads is sent every change of a long burst', async () => {
  server = await startLiveServer();
  const client = await connectLiveClient(server.url);
  await client.next();
  for (let n = 0; n < 200; n += 1) {
    server.publicSource.change('x'.repeat(1_000));
    expect(await client.next()).toMatchObject({ t: 'change', seq: 11 + n });
  }
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
