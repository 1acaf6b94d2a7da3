import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createHttp } from '../../server/platform/http.ts';
import { registerStaticFiles } from '../../server/platform/static-files.ts';

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'page-1a.js'), 'export {};');
  const app = await createHttp({ log: null, trustedProxies: [], origins: ['https://board.example'] });
  onTestFinished(() => app.close());
  await registerStaticFiles(app, folder);
  return { app, folder };
}

test.each([
  ['GET', '/assets/page-1a.js', 200, undefined],
  ['HEAD', '/assets/page-1a.js', 200, undefined],
  ['GET', '/assets/page-2b.js', 404, undefined],
  ['HEAD', '/assets/page-2b.js', 404, undefined],
  ['GET', '/assets/%2e%2e/package.json', 404, undefined],
  ['POST', '/assets/page-1a.js', 405, 'GET, HEAD'],
] as const)('%s %s is answered %i', async (method, url, status, allow) => {
  const { app } = await open();
  const { statusCode, headers } = await app.inject({ method, url });
  expect(statusCode).toBe(status);
  expect(headers.allow).toBe(allow);
});

test('a file that a later build wrote is found by a server that runs', async () => {
  const { app, folder } = await open();
  await writeFile(join(folder, 'page-3c.js'), 'export {};');
  expect((await app.inject('/assets/page-3c.js')).statusCode).toBe(200);
});
