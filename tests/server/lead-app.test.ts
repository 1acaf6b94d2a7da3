import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

const ask = (url: string) => server.app.inject({ url });

describe('the lead page as an app', () => {
  test('is named after the practice, and opens at the lead page alone', async () => {
    const { headers, body } = await ask('/lead.webmanifest');
    expect(headers['content-type']).toBe('application/manifest+json; charset=utf-8');
    expect(headers['content-security-policy']).toContain("manifest-src 'self';worker-src 'self'");
    expect(JSON.parse(body)).toMatchObject({
      name: 'Branchboard – Example Fen Medical Practice',
      id: '/lead',
      start_url: '/lead',
      scope: '/lead',
      display: 'standalone',
    });
  });

  test('has icons of the sizes that it names', async () => {
    const { icons } = JSON.parse((await ask('/lead.webmanifest')).body) as {
      icons: readonly { src: string; sizes: string; type: string; purpose: string }[];
    };
    expect(icons.map(({ sizes, purpose }) => [sizes, purpose])).toEqual([
      ['192x192', 'any'],
      ['512x512', 'any'],
      ['512x512', 'maskable'],
    ]);
    for (const { src, sizes, type } of icons) {
      const { rawPayload, headers } = await ask(src);
      expect(headers['content-type']).toBe(type);
      const [width, height] = [rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)];
      expect(`${width}x${height}`).toBe(sizes);
    }
  });

  test('has a worker for the lead page alone, which keeps what the page loads', async () => {
    const { headers, body } = await ask('/lead-worker.js');
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'service-worker-allowed': '/lead',
    });
    const shell = JSON.parse(/^self\.leadShell=(.*);$/m.exec(body)?.[1] ?? '{}') as { build: string; files: string[] };
    const page = (await ask('/lead')).body;
    expect(page).toContain(`content="${shell.build}"`);
    const loaded = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
    expect(shell.files.toSorted()).toEqual(loaded.toSorted());
  });

  test('is nothing that other pages know of', async () => {
    expect((await ask('/lead')).body).toContain('<link rel="manifest" href="/lead.webmanifest">');
    for (const path of ['/', '/surgeries/clayton', '/operations', '/wallboard', '/sign-in']) {
      const { body } = await ask(path);
      expect(body).not.toContain('webmanifest');
      expect(body).not.toContain('lead-worker');
    }
  });
});

test('the build comes with the time by the server, for phones whose own clock is wrong', async () => {
  const { now } = (await ask('/api/v1/staff/build')).json<{ now: string }>();
  expect(now).toBe(new Date(server.clock.now()).toISOString());
});
