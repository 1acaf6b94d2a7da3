import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { SCENES, type Scene } from './public-boards.ts';

declare global {
  interface Window {
    /** Every text the live region was given since the page was parsed. */
    spoken: string[];
  }
}

/** A page as a person has it open, and what it did that no page may do. */
export interface OpenPage {
  readonly page: Page;
  readonly server: PageServer;
  /** Console errors, refused content, requests to other hosts. */
  readonly faults: string[];
  /** Texts a screen reader was given by the polite live region. */
  spoken(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly path?: string;
  readonly scene?: Scene;
  readonly context?: BrowserContextOptions;
  /** Wait until the page says that it is live. */
  readonly live?: boolean;
  /** The page as the server wrote it: its script never comes. */
  readonly scriptless?: boolean;
  /** The page's own clock is the test's. */
  readonly ownClock?: boolean;
}

let browser: Promise<Browser> | null = null;

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** Watches the live region from the first moment on; runs in the page. */
function watchAnnouncer(): void {
  window.spoken = [];
  document.addEventListener('DOMContentLoaded', () => {
    const region = document.getElementById('announcer');
    if (!region) return;
    const watch = new MutationObserver(() => {
      if (region.textContent) window.spoken.push(region.textContent);
    });
    watch.observe(region, { childList: true, subtree: true, characterData: true });
  });
}

export async function openPage(options: OpenOptions = {}): Promise<OpenPage> {
  const {
    path = '/',
    scene = SCENES.normal(),
    context: contextOptions,
    ownClock = false,
    scriptless = false,
  } = options;
  const live = !scriptless && (options.live ?? contextOptions?.javaScriptEnabled ?? true);
  browser ??= launchBrowser();
  const server = await startPageServer(scene);
  const context = await (await browser).newContext({ viewport: { width: 360, height: 740 }, ...contextOptions });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.origin) && !url.startsWith('data:')) faults.push(`asked ${url}`);
  });
  if (scriptless) {
    await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  }
  if (ownClock) await page.clock.install();
  await page.addInitScript(watchAnnouncer);
  await page.goto(server.origin + path);
  if (live) await page.waitForSelector('.page--live');
  return {
    page,
    server,
    faults,
    spoken: () => page.evaluate(() => window.spoken),
    async close() {
      const cookies = await context.cookies();
      await context.close();
      await server.close();
      expect(cookies).toEqual([]);
    },
  };
}
