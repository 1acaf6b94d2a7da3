import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../server/platform/errors.ts';
import { createHttp, type Http, type HttpOptions } from '../../server/platform/http.ts';

const ORIGIN = 'https://board.example';
const opened: Http[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

async function open(options: Partial<HttpOptions> = {}): Promise<Http> {
  const app = await createHttp({ log: null, trustedProxies: [], origins: [ORIGIN], ...options });
  opened.push(app);
  const config = { access: 'public' } as const;
  app.get('/page', { config }, () => ({ ok: true }));
  app.get('/surgeries/:slug', { config }, () => ({ ok: true }));
  app.post('/page', { config }, () => ({ ok: true }));
  app.get('/broken', { config }, () => {
    throw new Error('the password is swordfish');
  });
  app.get('/refused', { config }, () => {
    throw new AppError('not-allowed');
  });
  app.get('/slow', { config, handlerTimeout: 20 }, () => new Promise(() => {}));
  return app;
}

/** What the server says to bytes as they are, until it closes the connection. */
async function sayTo(app: Http, text: string): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    socket.on('close', () => resolve(heard)).on('error', reject);
  });
}

describe('every answer carries the security headers', () => {
  test.each<[string, 'GET' | 'POST' | 'PUT', string, number]>([
    ['a page', 'GET', '/page', 200],
    ['nothing there', 'GET', '/nowhere', 404],
    ['a wrong method', 'PUT', '/page', 405],
    ['an address over 2 KiB', 'GET', `/page?${'q'.repeat(2_048)}`, 414],
    ['a name over 100 characters', 'GET', `/surgeries/${'n'.repeat(101)}`, 414],
    ['an address that cannot be read', 'GET', '/surgeries/%E0%A4%A', 404],
    ['an error of ours', 'GET', '/broken', 500],
    ['a refusal', 'GET', '/refused', 403],
    ['a handler that takes too long', 'GET', '/slow', 503],
  ])('%s', async (_case, method, url, status) => {
    const app = await open();
    const { statusCode, headers } = await app.inject({ method, url });
    expect(statusCode).toBe(status);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  test('which let a page open its own live socket', async () => {
    const { headers } = await (await open()).inject('/page');
    expect(headers['content-security-policy']).toContain("connect-src 'self' wss://board.example;");
  });

  test('which promise TLS only where there is TLS', async () => {
    const app = await open({ origins: ['http://localhost:8080'] });
    const { headers } = await app.inject('/page');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://localhost:8080;");
  });
});

describe('what went wrong is told in a problem document', () => {
  test('which never repeats the words of an error that was not foreseen', async () => {
    const answer = await (await open()).inject('/broken');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).not.toMatch(/swordfish|Error|at .*\.ts/);
    expect(answer.json()).toEqual({
      type: 'urn:branchboard:problem:internal',
      title: 'Something went wrong',
      status: 500,
      code: 'internal',
      detail: 'The fault is on our side. It was written to our log.',
      faults: [],
    });
  });

  test('which names the methods an address takes', async () => {
    const { headers } = await (await open()).inject({ method: 'DELETE', url: '/page?x=1' });
    expect(headers.allow?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
  });

  test('when the address is unknown with another method too', async () => {
    const { statusCode } = await (await open()).inject({ method: 'POST', url: '/nowhere' });
    expect(statusCode).toBe(404);
  });
});

describe('what the parser refuses is told too, and the connection is closed', () => {
  test.each<[string, string, string, string]>([
    [
      'headers over 8 KiB',
      `GET /page HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(9_000)}\r\n\r\n`,
      '431 ',
      'headers-too-large',
    ],
    ['bytes that are no HTTP', 'HELO there\r\n\r\n', '400 ', 'bad-request'],
  ])('%s', async (_case, bytes, status, code) => {
    const heard = await sayTo(await open(), bytes);
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(heard).toContain("content-security-policy: default-src 'none'");
    expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code });
  });

  test('half a body that never ends', async () => {
    const limits = { requestMs: 100, headersMs: 100, connectionsCheckingMs: 20 };
    const app = await open({ limits });
    const head = 'POST /page HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"';
    const heard = await sayTo(app, head);
    expect(heard).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('the log', () => {
  async function linesOf(act: (app: Http) => Promise<unknown>): Promise<string[]> {
    const lines: string[] = [];
    const app = await open({ log: { level: 'debug', stream: { write: (line) => void lines.push(line) } } });
    await act(app);
    return lines;
  }

  test('has one line an answer: what was asked, from where, how it ended', async () => {
    const lines = await linesOf((app) => app.inject({ url: '/surgeries/clayton?from=somebody' }));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: 'debug',
        method: 'GET',
        route: '/surgeries/:slug',
        path: '/surgeries/clayton',
        outcome: 200,
        address: '127.0.0.1',
        actor: null,
        time: expect.stringMatching(/^\d{4}-.*Z$/),
      }),
    ]);
  });

  test('holds no token, cookie, body or query, and no line that a request made up', async () => {
    const lines = await linesOf((app) =>
      app.inject({
        method: 'POST',
        url: '/nowhere%0a%7b%22forged%22:1%7d?secret=in-query',
        headers: { authorization: 'Bearer in-token', cookie: 'session=in-cookie', 'user-agent': 'in-agent' },
        payload: { note: 'in-body' },
      }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/in-(query|token|cookie|agent|body)/);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
  });

  test('blames no fault of ours, nor the database, for a client that breaks off its upload', async () => {
    const lines = await linesOf(async (app) => {
      const begun = new Promise<void>((resolve) => app.addHook('preParsing', async () => resolve()));
      const ended = new Promise<void>((resolve) => app.addHook('onSend', async () => resolve()));
      await app.listen({ port: 0, host: '127.0.0.1' });
      const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
      client.write(
        'POST /page HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"',
      );
      await begun;
      client.destroy();
      await ended;
    });
    expect(lines.filter((line) => ['error', 'fatal'].includes(JSON.parse(line).level))).toEqual([]);
  });

  test('has the words of an error of ours, which the answer has not', async () => {
    const lines = await linesOf((app) => app.inject('/broken'));
    expect(lines.filter((line) => line.includes('swordfish'))).toHaveLength(1);
  });
});

test('forwarding headers count only from a trusted proxy', async () => {
  const addressBy = async (trustedProxies: string[]) => {
    const app = await open({ trustedProxies });
    app.get('/address', { config: { access: 'public' } }, (request) => request.ip);
    return (await app.inject({ url: '/address', headers: { 'x-forwarded-for': '203.0.113.9' } })).body;
  };
  expect(await addressBy([])).toBe('127.0.0.1');
  expect(await addressBy(['127.0.0.1'])).toBe('203.0.113.9');
});

test('a server that is going away says so, with all its headers', async () => {
  const app = await open();
  let answer: Response | undefined;
  app.addHook('preClose', async () => {
    answer = await fetch(`${app.listeningOrigin}/page`);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  await app.close();
  expect(answer?.status).toBe(503);
  expect(answer?.headers.get('retry-after')).toBe('5');
  expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await answer?.json()).toMatchObject({ code: 'too-busy' });
});
