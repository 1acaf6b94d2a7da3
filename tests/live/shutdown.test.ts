import { once } from 'node:events';
import { expect, test } from 'vitest';
import { connectLiveClient, refusedUpgrade } from '../support/live-client.ts';
import { startLiveServer } from '../support/live-server.ts';
import { connectMute } from '../support/mute-client.ts';

test('a planned stop says bye, how long to spread the return over, and closes as going away', async () => {
  const server = await startLiveServer({ limits: { chunk: 2 } });
  const urls = [server.url, server.url, server.url, `${server.url}/staff`];
  const clients = await Promise.all(urls.map((url) => connectLiveClient(url)));
  for (const client of clients) await client.next();
  const closing = server.app.close();
  for (const client of clients) {
    expect(await client.next()).toEqual({ t: 'bye', reason: 'restart', spreadMs: 20_000 });
    expect(await client.closed).toBe(1001);
  }
  await closing;
});

test('what changed just before a stop is still sent', async () => {
  const server = await startLiveServer({ limits: { chunk: 1 } });
  const clients = await Promise.all([1, 2, 3].map(() => connectLiveClient(server.url)));
  for (const client of clients) await client.next();
  server.publicSource.change('last words');
  const closing = server.app.close();
  for (const client of clients) {
    expect((await client.until('bye')).map(({ t }) => t)).toEqual(['change', 'bye']);
  }
  await closing;
});

test('a client that does not answer the close frame is ended 2 s later, and the server stops', async () => {
  const server = await startLiveServer();
  const mute = await connectMute(server.port);
  const ended = once(mute.wire, 'close');
  const closing = server.app.close();
  const closeFrame = Buffer.concat([Buffer.from([0x88, 2 + 'restart'.length, 0x03, 0xe9]), Buffer.from('restart')]);
  await mute.hears(closeFrame);
  server.clock.advance(1_999);
  expect(server.publicHub.size).toBe(1);
  server.clock.advance(1);
  await closing;
  await ended;
  expect(server.publicHub.size).toBe(0);
});

test('a page that comes back too early is told that the server restarts', async () => {
  const server = await startLiveServer();
  const mute = await connectMute(server.port);
  const closing = server.app.close();
  await mute.hears(Buffer.from('"t":"bye"'));
  const answer = await refusedUpgrade(server.url);
  expect(answer.status).toBe(503);
  mute.wire.destroy();
  await closing;
});

test('a stop without any socket takes no time', async () => {
  const server = await startLiveServer();
  await server.app.close();
  expect(server.publicHub.size).toBe(0);
});
