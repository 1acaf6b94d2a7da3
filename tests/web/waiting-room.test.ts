import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { axeFaults } from '../support/axe.ts';
import { type OpenPage, type OpenOptions, openPage } from '../support/open-page.ts';
import { SCENES, type SceneName } from '../support/public-boards.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const TVS = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1080, height: 1920 },
] as const;

const SCREENS: readonly (readonly [SceneName, string])[] = [
  ['normal', 'clayton'],
  ['trouble', 'clayton'],
  ['many', 'clayton'],
  ['many', 'eye-church'],
  ['many', 'paston-ridge'],
  ['incidents', 'clayton'],
  ['limited', 'clayton'],
  ['unknown', 'yaxham'],
  ['notHeard', 'thorney-dyke'],
  ['contacts', 'yaxham'],
  ['night', 'clayton'],
  ['calmNight', 'stanway'],
];

async function openScreen(name: SceneName, slug: string, options: OpenOptions = {}): Promise<OpenPage> {
  const on = await openPage({
    path: `/surgeries/${slug}/screen`,
    scene: SCENES[name](),
    context: { viewport: TVS[0] },
    live: false,
    ...options,
  });
  if (options.context?.javaScriptEnabled !== false) await on.page.waitForSelector('.screen--live');
  return on;
}

/** Lets the screen's own time pass in small steps, because sockets and answers take real time, until it is so. */
function passUntil(on: OpenPage, what: string, look: () => boolean | Promise<boolean>): Promise<boolean> {
  return until(what, async () => {
    await on.page.clock.runFor(2 * SECOND);
    return look();
  });
}

/** What of the screen cannot be seen, and the smallest letters that matter, in parts of a screen of full size. */
function fit(page: Page) {
  return page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    const part =
      innerWidth > innerHeight
        ? Math.min(innerWidth / 1920, innerHeight / 1080)
        : Math.min(innerWidth / 1080, innerHeight / 1920);
    const leaves = [...main.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, strong')].filter(
      (one) => one.offsetParent !== null && !one.classList.contains('nhsuk-u-visually-hidden'),
    );
    const box = main.getBoundingClientRect();
    const cut = leaves.filter((one) => {
      const { bottom, right } = one.getBoundingClientRect();
      return bottom > box.bottom + 1 || right > box.right + 1;
    });
    const foot = document.querySelector('footer') as HTMLElement;
    return {
      cut: cut.map((one) => one.textContent),
      scrolls:
        document.documentElement.scrollHeight > innerHeight || foot.getBoundingClientRect().bottom > innerHeight + 1,
      letters: Math.min(...leaves.map((one) => Number.parseFloat(getComputedStyle(one).fontSize) / part)),
    };
  });
}

describe('the screen of a waiting room', () => {
  test.each(SCREENS)('%s at %s: all of it is seen, in letters for 4 m, on every TV', async (name, slug) => {
    const on = await openScreen(name, slug);
    for (const tv of TVS) {
      await on.page.setViewportSize(tv);
      await on.page.waitForFunction((width) => innerWidth === width, tv.width);
      await expect.poll(() => fit(on.page), { timeout: 8_000 }).toMatchObject({ cut: [], scrolls: false });
      expect((await fit(on.page)).letters, `${tv.width} px`).toBeGreaterThanOrEqual(30);
      expect(await axeFaults(on.page)).toEqual([]);
    }
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test('follows the board while it hangs there', async () => {
    const on = await openScreen('normal', 'clayton');
    expect(await on.page.textContent('h1')).toBe('Clayton Surgery is working normally');
    on.server.change(SCENES.trouble());
    await on.page.waitForSelector('.screen--degraded');
    expect(await on.page.textContent('.urgent h2')).toBe(
      'If it is urgent and you cannot reach Clayton Surgery, use NHS 111',
    );
    expect(await on.page.title()).toContain('Clayton Surgery: has a problem');
    on.server.change(SCENES.normal());
    await on.page.waitForSelector('.screen--normal');
    expect(await on.page.locator('.urgent').count()).toBe(0);
    await on.close();
  });

  test('that cannot be checked says so from across the room, and then shows nothing as if it held', async () => {
    const on = await openScreen('normal', 'clayton', { ownClock: true });
    on.server.cutLive();
    await passUntil(on, 'it is stale', () => on.page.isVisible('.screen--stale'));
    expect(await on.page.textContent('.old')).toMatch(
      /^This screen could not be checked since 10:42am \(1 minute ago\)\. Please ask at reception\.$/,
    );
    const edge = () => on.page.evaluate(() => getComputedStyle(document.querySelector('.state') as Element).borderLeft);
    expect(await edge()).toMatch(/dashed rgb\(76, 98, 114\)/);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.page.clock.fastForward(10 * MINUTE);
    await on.page.waitForSelector('.screen--dead');
    expect(await on.page.textContent('h1')).toBe('We do not know how Clayton Surgery is working now');
    expect(await on.page.textContent('#screen')).not.toContain('working normally');
    expect(await on.page.title()).toContain('not known');
    expect(await axeFaults(on.page)).toEqual([]);
    on.server.restoreLive();
    await passUntil(on, 'it is live again', () => on.page.isVisible('.screen--live'));
    await on.close();
  });

  test('loads itself anew when the server serves another build', async () => {
    const on = await openScreen('normal', 'clayton', { ownClock: true });
    await on.page.evaluate(() => document.body.setAttribute('data-old', ''));
    let asked = 0;
    on.page.on('response', (response) => {
      if (response.url().endsWith('/api/v1/screen/build')) asked += 1;
    });
    await passUntil(on, 'it was told twice that nothing is new', () => asked >= 2);
    expect(await on.page.locator('body[data-old]').count()).toBe(1);
    await on.page.route('**/api/v1/screen/build', (route) => route.fulfill({ json: { build: 'another' } }));
    await passUntil(
      on,
      'it is another page',
      async () => (await on.page.locator('body:not([data-old])').count()) === 1,
    );
    await on.close();
  });

  test('is whole as the server wrote it, and says that it stands still once nobody winds it up', async () => {
    const on = await openScreen('trouble', 'clayton', { context: { viewport: TVS[0], javaScriptEnabled: false } });
    expect(await on.page.textContent('h1')).toBe('Clayton Surgery has a problem');
    expect(await on.page.textContent('.screen__checked')).toBe('Checked at 10:42am');
    expect(await on.page.getAttribute('.watch', 'data-words')).toBe(
      'This screen has stopped. Please ask at reception.',
    );
    expect(on.faults).toEqual([]);
    await on.close();
  });
});
