import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

const SHELLS = [
  ['/wallboard', 'Wallboard'],
  ['/lead', 'Report'],
  ['/operations', 'Operations'],
  ['/sign-in', 'Sign in'],
  ['/set-up', 'Sign in'],
] as const;

describe.each(SHELLS)('%s', (path, name) => {
  test('is a shell that everybody may fetch, with nothing in it but the name of the practice', async () => {
    const { statusCode, headers, body } = await server.app.inject({ url: path });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("script-src 'self';style-src 'self';");
    expect(body).toContain(`<title>${name} – Example Fen Medical Practice</title>`);
    for (const branch of server.board.staffStream.published().view.branches) {
      expect(body).not.toContain(branch.name);
      expect(body).not.toContain(branch.slug);
    }
  });

  test('loads files that are there', async () => {
    const { body } = await server.app.inject({ url: path });
    const files = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const url of files) expect((await server.app.inject({ url })).statusCode).toBe(200);
  });

  test('holds no script and no style of its own', async () => {
    const { body } = await server.app.inject({ url: path });
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
  });
});

test('the build that pages ask for is the one that their shell names', async () => {
  const { headers, body } = await server.app.inject({ url: '/api/v1/staff/build' });
  expect(headers['cache-control']).toBe('no-store');
  const { build } = JSON.parse(body) as { build: string };
  expect(build).toMatch(/^[0-9a-f]{16}$/);
  const shell = await server.app.inject({ url: '/wallboard' });
  expect(shell.body).toContain(`<meta name="branchboard-build" content="${build}">`);
});
