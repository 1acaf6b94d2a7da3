import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../server/access/access.ts';
import { addressKey } from '../../server/platform/address-key.ts';
import type { LiveLimits } from '../../server/live/live-limits.ts';
import { connectLiveClient, refusedUpgrade } from '../support/live-client.ts';
import { type LiveServer, OWN_ORIGIN, startLiveServer } from '../support/live-server.ts';
import { until } from '../support/until.ts';

let server: LiveServer;
afterEach(() => server.app.close());

async function start(
  limits: Partial<LiveLimits> = {},
  stillAllowed: (actor: Actor) => Promise<boolean> = async () => true,
) {
  server = await startLiveServer({ limits, stillAllowed });
}

/** The server's end of the only socket. */
function serverEnd() {
  const [socket] = [...server.app.websocketServer.clients];
  if (!socket) throw new Error('no socket is open');
  return socket;
}

describe('before the upgrade', () => {
  test.each(['', '/staff'])(
    "a page of another site is refused at /live%s, whatever its visitor's cookies",
    async (path) => {
      await start();
      const answer = await refusedUpgrade(server.url + path, { origin: 'https://elsewhere.example' });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({ status: 403, code: 'not-allowed' });
      expect(server.publicHub.size + server.staffHub.size).toBe(0);
    },
  );

  test('an own page is let in, and so is a program, which has no origin', async () => {
    await start();
    for (const options of [{ origin: OWN_ORIGIN }, {}]) {
      const client = await connectLiveClient(server.url, options);
      expect(await client.next()).toMatchObject({ t: 'board' });
      client.socket.terminate();
    }
  });

  test('pages that all come back at once wait for their turn, staff never', async () => {
    await start({ upgradesPerSecond: 4, upgradesAtOnce: 2, upgradeWaitMs: 500 });
    let asked = 0;
    server.app.server.on('upgrade', () => {
      asked += 1;
    });
    for (let n = 0; n < 2; n += 1) await connectLiveClient(server.url);
    const letIn: number[] = [];
    const waiting = [1, 2].map(async (turn) => {
      await connectLiveClient(server.url);
      letIn.push(turn);
    });
    await until('both have asked', () => asked === 4);
    await nextTurn();
    // They wait as long as anybody may: the next one is asked to come again.
    const answer = await refusedUpgrade(server.url);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
    await connectLiveClient(`${server.url}/staff`);
    server.clock.advance(249);
    expect(letIn).toHaveLength(0);
    server.clock.advance(1);
    await Promise.any(waiting);
    expect(letIn).toHaveLength(1);
    server.clock.advance(250);
    await Promise.all(waiting);
  });

  test('an address that holds too many sockets is refused until it ends one', async () => {
    await start({ socketsPerAddress: 2 });
    const first = await connectLiveClient(server.url);
    await connectLiveClient(server.url);
    const answer = await refusedUpgrade(server.url);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'too-busy' });
    const gone = once(serverEnd(), 'close');
    first.socket.close();
    await gone;
    expect(await (await connectLiveClient(server.url)).next()).toMatchObject({ t: 'board' });
  });

  test('an address full of public sockets still lets a lead in', async () => {
    await start({ socketsPerAddress: 1 });
    await connectLiveClient(server.url);
    expect(await (await connectLiveClient(`${server.url}/staff`)).next()).toMatchObject({ t: 'board' });
  });

  test('a plain GET is told that there is no page here', async () => {
    await start();
    const answer = await fetch(`http://127.0.0.1:${server.port}/live`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
  ['2001:DB8:1:2::1', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::ffff', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('sockets of %s are counted under %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

describe('a client that talks', () => {
  test('is closed when it says more than ten things', async () => {
    await start();
    const client = await connectLiveClient(server.url);
    await client.next();
    for (let n = 0; n < 10; n += 1) client.socket.send('{"t":"board"}');
    client.socket.ping();
    expect(await client.closed).toBe(1008);
  });

  test('is closed when it answers more than ten pings that nobody sent', async () => {
    await start();
    const client = await connectLiveClient(server.url);
    await client.next();
    for (let n = 0; n < 11; n += 1) client.socket.pong();
    expect(await client.closed).toBe(1008);
  });

  test('is closed as too big when one message is above 4 KiB', async () => {
    await start();
    const client = await connectLiveClient(server.url);
    client.socket.send('x'.repeat(4 * 1024 + 1));
    expect(await client.closed).toBe(1009);
  });

  test('is closed as too big when a message comes in more than 8 fragments', async () => {
    await start();
    const client = await connectLiveClient(server.url);
    for (let n = 0; n < 12; n += 1) client.socket.send('x', { fin: false });
    expect(await client.closed).toBe(1008);
  });

  test('may say ten things in each ten seconds', async () => {
    await start({ pongWaitMs: 3_600_000 });
    const client = await connectLiveClient(server.url);
    await client.next();
    for (let round = 0; round < 3; round += 1) {
      let heard = 0;
      const all = new Promise<void>((resolve) => {
        serverEnd().on('message', () => {
          heard += 1;
          if (heard === 10) resolve();
        });
      });
      for (let n = 0; n < 10; n += 1) client.socket.send('hello');
      await all;
      server.clock.advance(10_000);
    }
    server.publicSource.change('still here');
    expect((await client.until('change')).at(-1)).toMatchObject({ branch: { sentence: 'still here' } });
  });
});

describe('a staff socket', () => {
  test('ends within 5 s of the end of its session', async () => {
    let allowed = true;
    const asked: string[] = [];
    await start({}, async (actor) => {
      asked.push(actor.id);
      return allowed;
    });
    const lead = await connectLiveClient(`${server.url}/staff`);
    await lead.next();
    server.clock.advance(4_000);
    await nextTurn();
    expect(asked).toEqual(['lead-1']);
    allowed = false;
    server.clock.advance(4_000);
    expect(await lead.closed).toBe(4001);
  });

  test('stays while nobody can say whether its session ended, which is warned of once', async () => {
    const warned: string[] = [];
    server = await startLiveServer({
      log: { info() {}, error() {}, warn: (_fields: object, message: string) => void warned.push(message) },
      stillAllowed: () => Promise.reject(new Error('the database is away')),
    });
    const lead = await connectLiveClient(`${server.url}/staff`);
    await lead.next();
    server.clock.advance(4_000);
    await nextTurn();
    server.clock.advance(4_000);
    await nextTurn();
    expect(warned).toEqual(['sessions of live sockets cannot be checked']);
    server.staffSource.change('still here');
    expect((await lead.until('change')).at(-1)).toMatchObject({ branch: { sentence: 'still here' } });
  });

  test('is asked for, a public one is not', async () => {
    const asked: string[] = [];
    await start({}, async (actor) => asked.push(actor.id) > 0);
    await (await connectLiveClient(server.url)).next();
    server.clock.advance(4_000);
    expect(asked).toEqual([]);
  });
});
