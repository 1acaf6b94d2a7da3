import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContextOptions, Page, Request } from 'playwright-core';
import { inject } from 'vitest';
import { toIso } from '../../shared/practice/instant.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { launchBrowser } from './browser.ts';
import type { Scene } from './public-boards.ts';
import { until } from './until.ts';

let browser: ReturnType<typeof launchBrowser> | null = null;

export async function closeHostBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** A request for the board, as it came. */
interface Asked {
  readonly ifNoneMatch: string | undefined;
  readonly method: string;
}

/** A page of somebody else, with a policy as strict as there is, that shows what our board says. */
export interface HostPage {
  readonly page: Page;
  /** Console errors and refused content. */
  readonly faults: readonly string[];
  readonly asked: readonly Asked[];
  readonly board: string;
  /** The page's time goes on. What it asks for on the way is answered at once, whatever the network of this machine takes. */
  pass(ms: number): Promise<void>;
  show(scene: Scene, headers?: Readonly<Record<string, string>>): void;
  /** Nothing answers any more. */
  cut(): void;
  /** The text of the first status on the page. */
  text(): Promise<string>;
  spoken(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly markup?: string;
  readonly page?: BrowserContextOptions;
  readonly headers?: Readonly<Record<string, string>>;
  /** The board is away from the start. */
  readonly isCut?: boolean;
}

async function listen(answer: RequestListener): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** The script out of its build. */
async function readWidget(): Promise<Buffer> {
  const manifest = JSON.parse(await readFile(join(inject('assets'), 'widget-manifest.json'), 'utf8'));
  return readFile(join(inject('assets'), manifest['web/widget/main.ts'].file));
}

/** What a screen reader is told of each status, by the order in which it was told; runs in the page. */
function watchSpoken(): void {
  const spoken: string[] = [];
  Object.assign(window, { spoken });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachAndWatch(init) {
    const root = attach.call(this, init);
    new MutationObserver(() => {
      const text = root.querySelector('[role=status]')?.textContent ?? '';
      if (text !== '' && text !== spoken.at(-1)) spoken.push(text);
    }).observe(root, { childList: true, subtree: true, characterData: true });
    return root;
  };
}

/** Opens it; the page's clock is the test's from the scene's time on. */
export async function openHostPage(first: Scene, options: HostOptions = {}): Promise<HostPage> {
  const script = await readWidget();
  const asked: Asked[] = [];
  let shown = { scene: first, headers: options.headers ?? {} };
  let isCut = options.isCut ?? false;

  const ours = await listen((request, response) => {
    if (request.url === '/embed.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else if (request.url === PUBLIC_PATHS.publicBoard) {
      const ifNoneMatch = request.headers['if-none-match'];
      asked.push({ ifNoneMatch, method: request.method ?? '' });
      if (isCut) {
        response.destroy();
        return;
      }
      const { board, now } = shown.scene;
      const etag = `"${board.seq}"`;
      const headers = {
        date: new Date(now).toUTCString(),
        'checked-at': toIso(now),
        etag,
        'cache-control': 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag, Checked-At, Date, Age',
        'content-type': 'application/json',
        ...shown.headers,
      };
      if (ifNoneMatch === etag) response.writeHead(304, headers).end();
      else response.writeHead(200, headers).end(JSON.stringify(board));
    } else response.writeHead(404).end();
  });
  const board = `http://127.0.0.1:${ours.port}`;
  const csp = [
    `default-src 'none'; script-src ${board}; connect-src ${board}; img-src ${board}; frame-src ${board}`,
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  ].join('; ');
  const markup = options.markup ?? '<surgery-status branch="clayton"></surgery-status>';
  const host = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': csp });
    response.end(
      `<!DOCTYPE html><html lang="en"><head><title>A practice</title><meta name="viewport" content="width=device-width"><link rel="icon" href="${board}/none"><script src="${board}/embed.js" defer></script></head><body><main><h1>A practice</h1>${markup}</main></body></html>`,
    );
  });

  browser ??= launchBrowser();
  const context = await (await browser).newContext({ viewport: { width: 360, height: 740 }, ...options.page });
  const page = await context.newPage();
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const isLost = /ERR_EMPTY_RESPONSE|ERR_CONNECTION|404/.test(message.text());
    if (message.type() === 'error' && !isLost) faults.push(message.text());
  });
  await page.addInitScript(watchSpoken);
  await page.clock.install({ time: first.now });
  await page.goto(`http://localhost:${host.port}/`);

  return {
    page,
    faults,
    asked,
    board,
    async pass(ms) {
      const step = 1_000;
      for (let left = ms; left > 0; left -= step) {
        await page.clock.runFor(Math.min(step, left));
        await until('the board was answered', () => underWay.size === 0);
      }
    },
    show(scene, headers = {}) {
      shown = { scene, headers };
    },
    cut() {
      isCut = true;
    },
    text: () => page.locator('surgery-status').first().locator('.box').innerText(),
    spoken: () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken),
    async close() {
      await context.close();
      for (const { server } of [ours, host]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
