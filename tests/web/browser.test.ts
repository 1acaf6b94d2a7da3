import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

test('a real browser opens a local page, keeps other origins apart and runs its script', async () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>Open</title><p id="here">${request.url}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/first`);
    expect(await page.textContent('#here')).toBe('/first');
    const other = await page.evaluate(async (url) => {
      const answer = await fetch(url).catch((error: Error) => error.name);
      return typeof answer === 'string' ? answer : answer.status;
    }, `http://localhost:${port}/second`);
    expect(other).toBe('TypeError');
  } finally {
    await browser.close();
    server.close();
  }
});
