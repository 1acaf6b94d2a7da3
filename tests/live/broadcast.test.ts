import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectLiveClient } from '../support/live-client.ts';
import { type LiveServer, startLiveServer } from '../support/live-server.ts';

let server: LiveServer;
beforeEach(async () => {
  server = await startLiveServer({ limits: { chunk: 3 } });
});
afterEach(() => server.app.close());

function connectMany(count: number) {
  return Promise.all(Array.from({ length: count }, () => connectLiveClient(server.url)));
}

test('a change reaches every page, and each page gets all changes in order', async () => {
  const clients = await connectMany(10);
  for (const client of clients) expect(await client.next()).toMatchObject({ t: 'board', seq: 10 });
  for (const sentence of ['eleven', 'twelve', 'thirteen']) server.publicSource.change(sentence);
  for (const client of clients) {
    for (const seq of [11, 12, 13])
      expect(await client.next()).toMatchObject({ t: 'change', seq, prev: { seq: seq - 1 } });
  }
});

test('a page that is ticked while a change is being sent out gets the change first', async () => {
  const clients = await connectMany(10);
  for (const client of clients) await client.next();
  server.publicSource.change('eleven');
  // The turns of all ten on the wheel, one at a time, while the change has reached three.
  server.clock.advance(10_000);
  for (const client of clients) {
    expect((await client.until('tick')).map(({ t }) => t)).toEqual(['change', 'tick']);
  }
});

test('a change is one buffer, written once to each socket', async () => {
  const written = new Map<Buffer, number>();
  server.app.server.on('connection', (wire: Socket) => {
    const write = wire.write.bind(wire) as (...args: unknown[]) => boolean;
    wire.write = (...args: unknown[]) => {
      written.set(args[0] as Buffer, (written.get(args[0] as Buffer) ?? 0) + 1);
      return write(...args);
    };
  });
  const clients = await connectMany(7);
  for (const client of clients) await client.next();
  written.clear();
  const frame = server.publicSource.change('eleven');
  for (const client of clients) await client.next();
  expect([...written]).toEqual([[frame, 7]]);
});

test('a page that comes while a change is being sent out gets it once, in its board', async () => {
  const early = await connectMany(7);
  for (const client of early) await client.next();
  server.publicSource.change('eleven');
  const late = await connectLiveClient(server.url);
  server.publicSource.change('twelve');
  expect(await late.next()).toMatchObject({ t: 'board', seq: 11 });
  expect(await late.next()).toMatchObject({ t: 'change', seq: 12 });
});

test('the public is sent nothing of the staff view, nor the staff of the public one', async () => {
  const [patient] = await connectMany(1);
  const lead = await connectLiveClient(`${server.url}/staff`);
  await patient?.next();
  await lead.next();
  server.staffSource.change('for staff');
  server.publicSource.change('for the public');
  expect(await patient?.next()).toMatchObject({ t: 'change', branch: { sentence: 'for the public' } });
  expect(await lead.next()).toMatchObject({ t: 'change', branch: { sentence: 'for staff' } });
});

test('every page is ticked at least every 15 s, also while nothing changes', async () => {
  const clients = await connectMany(30);
  for (const client of clients) await client.next();
  for (let second = 0; second < 15; second += 1) server.clock.advance(1_000);
  for (const client of clients) expect(await client.next()).toMatchObject({ t: 'tick', seq: 10 });
});

test('ticks are spread over time, not sent in one burst', async () => {
  const clients = await connectMany(24);
  for (const client of clients) await client.next();
  for (let second = 0; second < 12; second += 1) server.clock.advance(1_000);
  const ticks = await Promise.all(clients.map((client) => client.next()));
  const moments = new Set(ticks.map((tick) => ('now' in tick ? tick.now : null)));
  expect(moments.size).toBe(12);
});

test('a socket that ended is forgotten', async () => {
  const [first, second] = await connectMany(2);
  await Promise.all([first?.next(), second?.next()]);
  expect(server.publicHub.size).toBe(2);
  const gone = Promise.all([...server.app.websocketServer.clients].map((socket) => once(socket, 'close')));
  first?.socket.terminate();
  second?.socket.terminate();
  await gone;
  expect(server.publicHub.size).toBe(0);
});
