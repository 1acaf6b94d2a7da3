import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { ALL_WORKING } from '../support/facts.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

/** What a browser says of the encodings that it takes. */
const BROWSER = 'gzip, deflate, br, zstd';

interface Asked {
  readonly method?: string;
  readonly target: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly version?: string;
}

interface Answered {
  readonly status: string;
  readonly headers: readonly string[];
  /** Its hash. */
  readonly body: string;
}

/** Sends a request as it stands, with a connection of its own, and reads all of the answer. */
async function ask(server: TestServer, { method = 'GET', target, headers = [], version = '1.1' }: Asked) {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  const lines = [`${method} ${target} HTTP/${version}`, 'Host: board.example', 'Connection: close'];
  socket.write(`${[...lines, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString('latin1');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [status = '', ...named] = head.split('\r\n');
  const answered: Answered = {
    status,
    headers: named
      .map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()))
      .filter((line) => !line.startsWith('date:'))
      .toSorted(),
    body: createHash('sha256').update(rest.join('\r\n\r\n')).digest('hex'),
  };
  return answered;
}

/** The same request, but one that only the router answers: it says that it has a body, which is empty. */
function askRouter(server: TestServer, asked: Asked): Promise<Answered> {
  return ask(server, { ...asked, headers: [...(asked.headers ?? []), ['Content-Length', '0']] });
}

function headerOf({ headers }: Answered, name: string): string {
  return headers.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
}

const takes = (encodings: string) => ['Accept-Encoding', encodings] as const;
const asABrowser = (target: string): Asked => ({ target, headers: [takes(BROWSER)] });

async function assetsOf(server: TestServer): Promise<readonly string[]> {
  const html = await (await server.fetch('/')).text();
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
}

/** How many of the answers to `asked` were given in front of the router. */
async function givenFor(server: TestServer, asked: Asked, times = 1): Promise<number> {
  const before = server.app.inFront.given;
  for (let time = 0; time < times; time += 1) await ask(server, asked);
  return server.app.inFront.given - before;
}

describe('what everybody asks for', () => {
  test('is answered by the router once, and in front of it from then on', async () => {
    const server = await startTestServer();
    const [style = '', script = ''] = await assetsOf(server);
    for (const target of ['/', '/surgeries/clayton', '/api/v1/board', style, script]) {
      expect(await givenFor(server, asABrowser(target), 4), target).toBe(3);
      expect(await ask(server, asABrowser(target))).toEqual(await askRouter(server, asABrowser(target)));
    }
  });

  test('is answered anew after a change, after a check and when the minute is over', async () => {
    const server = await startTestServer();
    const page = asABrowser('/');
    await ask(server, page);
    for (const pass of [
      () => server.say('clayton', { it: { ...ALL_WORKING, internet: 'down' } }),
      async () => {
        server.clock.advance(SECOND);
        await server.refresh();
      },
      async () => server.clock.advance(MINUTE),
    ]) {
      const before = await ask(server, page);
      await pass();
      expect(await givenFor(server, page)).toBe(0);
      const after = await ask(server, page);
      expect(after).toEqual(await askRouter(server, page));
      expect(after.headers).not.toEqual(before.headers);
    }
  });

  test('is not sent again to whoever has it', async () => {
    const server = await startTestServer();
    const etag = headerOf(await ask(server, asABrowser('/')), 'etag');
    const again: Asked = { target: '/', headers: [takes(BROWSER), ['If-None-Match', etag]] };
    expect(await givenFor(server, again, 3)).toBe(2);
    const answer = await ask(server, again);
    expect(answer.status).toBe('HTTP/1.1 304 Not Modified');
    expect(answer).toEqual(await askRouter(server, again));
  });

  test('is left to the router when every answer is logged', async () => {
    const lines: string[] = [];
    const server = await startTestServer({
      config: { logLevel: 'debug' },
      logStream: { write: (line) => lines.push(line) },
    });
    expect(await givenFor(server, asABrowser('/'), 3)).toBe(0);
    expect(lines.filter((line) => line.includes('"path":"/"'))).toHaveLength(3);
  });

  test('is counted with all other requests', async () => {
    const server = await startTestServer({ config: { adminPort: 0 } });
    for (let time = 0; time < 5; time += 1) await ask(server, asABrowser('/'));
    const metrics = await (await fetch(`${server.adminOrigin}/metrics`)).text();
    const line = 'branchboard_http_request_duration_seconds_count{method="GET",route="/",status="200"} 5';
    expect(metrics).toContain(line);
  });

  test('is kept under its own address only, however it can be spelled', async () => {
    const server = await startTestServer();
    for (const target of ['/?', '/?a=1', '/surgeries/%63layton', '//', 'http://board.example/', '/surgeries/nowhere']) {
      expect(await givenFor(server, asABrowser(target), 3), target).toBe(0);
    }
  });
});

test('staff pages, and what is asked with a condition or in part, are always the router’s', async () => {
  const server = await startTestServer();
  const [style = ''] = await assetsOf(server);
  const asked: readonly Asked[] = [
    asABrowser('/sign-in'),
    asABrowser('/healthz'),
    { ...asABrowser('/'), method: 'HEAD' },
    { ...asABrowser('/'), method: 'OPTIONS' },
    { target: '/', headers: [] },
    { target: '/', headers: [takes('gzip')] },
    { target: '/', headers: [takes('br;q=0, gzip')] },
    { target: style, headers: [takes(BROWSER), ['Range', 'bytes=0-9']] },
    { target: style, headers: [takes(BROWSER), ['If-Modified-Since', 'Wed, 25 Nov 2099 08:00:00 GMT']] },
  ];
  await ask(server, asABrowser('/'));
  await ask(server, asABrowser(style));
  for (const one of asked) expect(await givenFor(server, one, 2), JSON.stringify(one)).toBe(0);
});

test('whatever is asked, it is answered in front of the router as the router answers it', async () => {
  const server = await startTestServer();
  const assets = await assetsOf(server);
  const etags = await Promise.all(
    ['/', '/api/v1/board', ...assets].map(async (target) => headerOf(await ask(server, asABrowser(target)), 'etag')),
  );
  const known = ['/', '/', '/api/v1/board', '/surgeries/clayton', '/surgeries/orton-mere', ...assets];
  const odd = [
    '/?x',
    '/?lang=pl',
    '/?lang=en',
    '/surgeries/',
    '/surgeries/none',
    '//',
    '/%2e',
    'http://board.example/',
    '/assets/none.js',
    '*',
  ];
  const target = fc.constantFrom(...known, ...odd);
  const header = fc.oneof(
    fc.constantFrom(BROWSER, 'br', 'gzip', 'gzip, br;q=0.5', '*', 'identity', 'BR', 'x-br').map(takes),
    fc
      .constantFrom(...etags, '*', 'W/"1"', '"none"', `"none", ${etags[0] ?? ''}`)
      .map((value) => ['If-None-Match', value] as const),
    fc.constantFrom<readonly [string, string]>(
      ['Cache-Control', 'no-cache'],
      ['Accept', 'text/html'],
      ['Accept-Language', 'pl'],
      ['Accept-Language', 'en-GB,pl;q=0.5'],
      ['Range', 'bytes=0-3'],
      ['If-Modified-Since', 'Wed, 25 Nov 2099 08:00:00 GMT'],
      ['Origin', 'https://other.example'],
      ['Cookie', 'session=none'],
      ['Sec-Fetch-Site', 'cross-site'],
    ),
  );
  const request = fc.record({
    method: fc.constantFrom(...Array.from({ length: 8 }, () => 'GET'), 'HEAD', 'POST', 'OPTIONS', 'DELETE'),
    target,
    headers: fc
      .tuple(fc.constantFrom([takes(BROWSER)], [takes(BROWSER)], []), fc.array(header, { maxLength: 2 }))
      .map((both) => both.flat()),
    version: fc.constantFrom('1.1', '1.1', '1.0'),
  });
  const before = server.app.inFront.given;
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const first = await ask(server, asked);
      expect(await ask(server, asked)).toEqual(first);
      expect(first).toEqual(await askRouter(server, asked));
    }),
    { numRuns: 250 },
  );
  expect(server.app.inFront.given - before).toBeGreaterThan(40);
});

test('a server that is about to stop gives nothing in front of the router, which says so', async () => {
  const server = await startTestServer();
  await ask(server, asABrowser('/'));
  expect(await givenFor(server, asABrowser('/'))).toBe(1);
  const late = new Promise<Answered>((resolve, reject) => {
    vi.spyOn(server.live.publicHub, 'close').mockImplementationOnce(async () => {
      ask(server, asABrowser('/')).then(resolve, reject);
      await late;
    });
  });
  await server.stop();
  expect((await late).status).toBe('HTTP/1.1 503 Service Unavailable');
});
