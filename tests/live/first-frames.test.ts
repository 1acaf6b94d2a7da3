import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLiveClient } from '../support/live-client.ts';
import { EPOCH, MORNING } from '../support/live-sample.ts';
import { type LiveServer, startLiveServer } from '../support/live-server.ts';

const EDGE = encodeURIComponent(new Date(MORNING).toISOString());

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer();
  server.publicSource.change('eleven');
  server.publicSource.change('twelve');
});
afterAll(() => server.app.close());

async function greet(query: string, count = 1) {
  const client = await connectLiveClient(`${server.url}${query}`);
  const frames = [];
  for (let n = 0; n < count; n += 1) frames.push(await client.next());
  // The next frame of all is this change: so nothing else was sent before it.
  const marker = server.publicSource.change('marker');
  expect(await client.next()).toEqual(JSON.parse(marker.subarray(4).toString()));
  client.socket.terminate();
  return frames;
}

test('a page that holds nothing is sent the whole board', async () => {
  expect(await greet('')).toMatchObject([
    { t: 'board', v: 1, epoch: EPOCH, board: { branches: [{ slug: 'clayton' }] } },
  ]);
});

test('a page that holds the newest board is sent a tick', async () => {
  const { seq } = server.publicSource.current;
  expect(await greet(`?epoch=${EPOCH}&seq=${seq}&edge=${EDGE}`)).toMatchObject([{ t: 'tick', seq }]);
});

test('a page that missed two changes is sent those two, in order, and then the time it is', async () => {
  const { seq } = server.publicSource.current;
  const frames = await greet(`?epoch=${EPOCH}&seq=${seq - 2}&edge=${EDGE}`, 3);
  expect(frames).toMatchObject([
    { t: 'change', prev: { seq: seq - 2 }, seq: seq - 1 },
    { t: 'change', prev: { seq: seq - 1 }, seq },
    { t: 'tick', seq },
  ]);
});

test.each([
  ['holds a board of another epoch', `?epoch=00000000-0000-4000-8000-000000000000&seq=11&edge=${EDGE}`],
  ['holds a board older than any change at hand', `?epoch=${EPOCH}&seq=3&edge=${EDGE}`],
  ['holds a board that this server has not reached', `?epoch=${EPOCH}&seq=9999&edge=${EDGE}`],
  ['says no position', `?epoch=${EPOCH}`],
  ['says a position that is no number', `?epoch=${EPOCH}&seq=eleven&edge=${EDGE}`],
  ['says a position below zero', `?epoch=${EPOCH}&seq=-1&edge=${EDGE}`],
  ['says an edge that is no time', `?epoch=${EPOCH}&seq=11&edge=noon`],
  ['says an edge that no calendar has', `?epoch=${EPOCH}&seq=11&edge=2019-13-45T00:00:00.000Z`],
  ['says everything twice', `?epoch=${EPOCH}&epoch=${EPOCH}&seq=11&seq=11&edge=${EDGE}&edge=${EDGE}`],
])('a page that %s is sent the whole board', async (_, query) => {
  expect(await greet(query)).toMatchObject([{ t: 'board' }]);
});

test('a page that missed more than a board is worth is sent the board', async () => {
  const { seq } = server.publicSource.current;
  for (let n = 0; n < 4; n += 1) server.publicSource.change('x'.repeat(20_000));
  server.publicSource.change('short again');
  expect(await greet(`?epoch=${EPOCH}&seq=${seq}&edge=${EDGE}`)).toMatchObject([{ t: 'board', seq: seq + 5 }]);
});
