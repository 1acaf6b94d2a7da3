import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';

declare global {
  interface Window {
    /** Every text the live region was given since the page was parsed. */
    spoken: string[];
  }
}

/** A page as a person has it open, and what it did that no page may do. */
export interface Visit {
  readonly page: Page;
  /** Console errors, refused content, requests to other hosts. */
  readonly faults: string[];
  /** Texts a screen reader was given by the polite live region. */
  spoken(): Promise<readonly string[]>;
  /** Fails when the page set a cookie that it may not have. */
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly context?: BrowserContextOptions;
  /** The page as the server wrote it: its script never comes. */
  readonly scriptless?: boolean;
  /** Staff are known by a cookie; patients' pages set none. */
  readonly mayHaveCookies?: boolean;
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

/** Opens a page in a browser profile of its own, on a small phone unless told otherwise. */
export async function visit(origin: string, path: string, options: VisitOptions = {}): Promise<Visit> {
  browser ??= launchBrowser();
  const context = await (await browser).newContext({
    viewport: { width: 360, height: 740 },
    // A worker would answer for pages that are here to be looked at.
    serviceWorkers: 'block',
    ...options.context,
  });
  // Sooner than the test's own limit, so that what was waited for is named.
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) faults.push(`asked ${url}`);
  });
  if (options.scriptless) {
    await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  }
  if (options.ownClock) await page.clock.install();
  await page.addInitScript(watchAnnouncer);
  await page.goto(origin + path);
  return {
    page,
    faults,
    spoken: () => page.evaluate(() => window.spoken),
    async close() {
      const cookies = await context.cookies();
      await context.close();
      if (!options.mayHaveCookies) expect(cookies).toEqual([]);
    },
  };
}
