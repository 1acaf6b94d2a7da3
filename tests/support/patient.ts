import { expect } from 'vitest';
import type { TestServer } from './running-server.ts';
import { type Visit, type VisitOptions, visit } from './visit.ts';

/** The heading of the notice while Clayton Surgery is in trouble. */
export const NOTICE = 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111';

/** What a page says of itself in the tab: its title and the mark drawn in its icon. */
export interface Tab {
  readonly title: string;
  readonly icon: string;
}

/** A patient with a page of a real server open. */
export interface Patient extends Visit {
  /** Resolves when the page itself, not a newer copy of it, shows this text. */
  sees(text: string): Promise<void>;
  /** Resolves when the page no longer shows this text. */
  seesNoMore(text: string): Promise<void>;
  /** Resolves when the page takes itself to be this fresh. */
  is(freshness: 'live' | 'reconnecting' | 'stale' | 'dead'): Promise<void>;
  /** Words beside the mark of freshness. */
  connection(): Promise<string>;
  tab(): Promise<Tab>;
  /** Fails unless it is the page that was opened first, and it did nothing that no page may do. */
  expectSamePage(): Promise<void>;
}

const VIEWPORTS = { phone: { width: 360, height: 740 }, desktop: { width: 1366, height: 900 } } as const;
export type Device = keyof typeof VIEWPORTS;

/** Opens a page and waits until it is live; the page is closed by whoever opened it. */
export async function openAsPatient(
  { origin }: TestServer,
  path: string,
  { device = 'phone', ...options }: VisitOptions & { readonly device?: Device } = {},
): Promise<Patient> {
  const on = await visit(origin, path, { ...options, context: { viewport: VIEWPORTS[device], ...options.context } });
  const { page } = on;
  const main = page.locator('main');
  const hasScript = options.context?.javaScriptEnabled ?? true;
  if (hasScript) await page.waitForSelector('.page--live');
  const openedAt = hasScript ? await page.evaluate(() => performance.timeOrigin) : null;
  return {
    ...on,
    sees: (text) => main.getByText(text).first().waitFor(),
    seesNoMore: (text) => main.getByText(text).first().waitFor({ state: 'detached' }),
    async is(freshness) {
      await page.waitForSelector(`.page--${freshness}`);
    },
    connection: async () => (await page.textContent('.connection')) ?? '',
    tab: async () => ({
      title: await page.title(),
      icon: decodeURIComponent((await page.getAttribute('link[rel="icon"]', 'href')) ?? ''),
    }),
    async expectSamePage() {
      expect(await page.evaluate(() => performance.timeOrigin)).toBe(openedAt);
      expect(on.faults).toEqual([]);
    },
  };
}
