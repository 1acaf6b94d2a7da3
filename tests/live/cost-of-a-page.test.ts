import type { Socket } from 'node:net';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectLiveClient } from '../support/live-client.ts';
import { startLiveServer } from '../support/live-server.ts';
import { startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

/** What a page and a change may cost, counted: tens of thousands of pages are open on one process. */

async function startCrowd(count: number, chunk = 200) {
  const server = await startLiveServer({ limits: { chunk } });
  onTestFinished(() => server.app.close());
  const wires: Socket[] = [];
  server.app.server.on('connection', (wire: Socket) => wires.push(wire));
  const clients = await Promise.all(Array.from({ length: count }, () => connectLiveClient(server.url)));
  for (const client of clients) await client.next();
  const sockets = [...server.app.websocketServer.clients];
  return { server, clients, sockets, wires };
}

function listenersOf(emitter: { eventNames(): (string | symbol)[]; rawListeners(name: string | symbol): unknown[] }) {
  return emitter.eventNames().flatMap((name) => emitter.rawListeners(name));
}

test('a page has one listener of its own, by which the library forgets it; all others are shared', async () => {
  const { sockets, wires } = await startCrowd(12);
  const distinct = new Set(sockets.flatMap(listenersOf));
  expect(distinct.size).toBe(sockets.length + 4);
  for (const wire of wires) expect(listenersOf(wire).length).toBeLessThanOrEqual(10);
});

test('an open page holds neither the request nor the response that it began as', async () => {
  const { sockets, wires } = await startCrowd(3);
  const held = [...sockets, ...wires].flatMap((one) =>
    Object.values(one).filter((value) => /^(IncomingMessage|ServerResponse|Request|Reply)$/.test(nameOf(value))),
  );
  expect(held.map(nameOf)).toEqual([]);
});

function nameOf(value: unknown): string {
  return value?.constructor?.name ?? '';
}

test('a tick is made once a turn of the wheel, not once a page', async () => {
  const { server, clients } = await startCrowd(36);
  const tick = vi.spyOn(server.publicSource, 'tick');
  for (let second = 0; second < 12; second += 1) server.clock.advance(1_000);
  for (const client of clients) expect(await client.next()).toMatchObject({ t: 'tick' });
  expect(tick).toHaveBeenCalledTimes(12);
});

test('staff do not wait until all patients are served', async () => {
  const { server, wires } = await startCrowd(20, 4);
  const lead = await connectLiveClient(`${server.url}/staff`);
  await lead.next();
  const written: unknown[] = [];
  for (const wire of wires) {
    const write = wire.write.bind(wire) as (...args: unknown[]) => boolean;
    wire.write = (...args: unknown[]) => {
      written.push(args[0]);
      return write(...args);
    };
  }
  const forPatients = server.publicSource.change('for patients');
  const forStaff = server.staffSource.change('for staff');
  await vi.waitFor(() => expect(written.filter((frame) => frame === forPatients)).toHaveLength(20));
  expect(written.indexOf(forStaff)).toBeGreaterThanOrEqual(0);
  expect(written.indexOf(forStaff)).toBeLessThanOrEqual(4);
});

test('a change is made into bytes once, whoever reads it and however often', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const frames: Buffer[] = [];
  for (let n = 0; n < 50; n += 1) server.board.publicStream.subscribe((frame) => frames.push(frame));
  await server.say('clayton', { it: { internet: 'down' } });
  expect(frames).toHaveLength(50);
  expect(new Set(frames).size).toBe(1);
  expect(new Set(Array.from({ length: 50 }, () => server.board.publicStream.board())).size).toBe(1);
});

test('no page view asks the database', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => asked.mockRestore());
  // What the last step of the clock began is done first; some of it asks one thing after the other.
  let seen = -1;
  let calm = 0;
  await until('nothing is asked any more', () => {
    const rests = asked.mock.calls.length === seen && server.database.poolUse().busy === 0;
    calm = rests ? calm + 1 : 0;
    seen = asked.mock.calls.length;
    return calm > 15;
  });
  asked.mockClear();
  const pages = ['/', '/surgeries/clayton', '/api/v1/board', '/api/v1/branches/clayton', '/healthz'];
  for (const path of pages) expect((await server.fetch(path)).status, path).toBe(200);
  const page = await connectLiveClient(`${server.origin.replace(/^http/, 'ws')}/live`);
  expect(await page.next()).toMatchObject({ t: 'board' });
  expect(asked).toHaveBeenCalledTimes(0);
});
