import { afterAll, describe, expect, test, vi } from 'vitest';
import { KEPT_PAGE } from '../../shared/words/kept-page.ts';
import { PATIENT_WORKER } from '../../shared/wire/patient-worker.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import type { LineFault } from '../support/faulty-line.ts';
import { openKeptPage } from '../support/kept-page.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

// What comes by itself comes in the page's own time.
vi.setConfig({ testTimeout: 60_000 });
afterAll(closeBrowser);

type Kept = Awaited<ReturnType<typeof openKeptPage>>;

const SINCE = 'This page could not be checked since 9am on Tuesday 31 December 2019.';

/** Nothing on the page looks as if it were so now. */
async function expectOld({ page, text }: Kept): Promise<void> {
  expect(await page.locator('main > :first-child').innerText()).toContain(SINCE);
  expect(await page.locator('.connection--live, .page--live, .page--server').count()).toBe(0);
  expect(await text()).not.toMatch(/\bLive\b/);
  expect(await page.title()).toMatch(/^\? .*not known/i);
  expect(await page.getAttribute('link[rel=icon]', 'href')).toContain('dasharray');
  // The stylesheet came too, and with it the look: every mark is an outline.
  const filled = await page.$$eval('main .mark', (marks) =>
    marks.filter((mark) => getComputedStyle(mark).fill !== 'none').map((mark) => mark.outerHTML),
  );
  expect(filled).toEqual([]);
  expect(await page.locator('main .mark').count()).toBeGreaterThan(0);
}

describe('a page that was read before', () => {
  test.each(['/', '/surgeries/clayton'])(
    '%s is shown with its age while nobody answers, and is live by itself once somebody does',
    async (path) => {
      const on = await openKeptPage();
      await on.read(path);
      await on.lose();
      await on.open(path);
      await on.page.waitForSelector('.page--stale, .page--dead');
      await expectOld(on);
      expect(await on.text()).toMatch(/Clayton Surgery has a problem|1 has a problem/);
      await on.page.reload();
      await on.page.waitForSelector('.page--stale, .page--dead');
      await expectOld(on);
      expect(await axeFaults(on.page)).toEqual([]);
      expect(await sideways(on.page)).toBe(0);

      await on.page.evaluate(() => Object.assign(window, { isStill: true }));
      await on.server.say('clayton', { it: { internet: 'working' } });
      on.line.fail(null);
      await on.page.waitForSelector('.page--live');
      expect(await on.page.evaluate(() => 'isStill' in window)).toBe(true);
      expect(await on.page.locator('#kept-page').innerText()).toBe(KEPT_PAGE.again);
      expect(await on.page.locator('h1').innerText()).toMatch(/working normally/);
      // What lies on the device is the page as it is now.
      await until('it is kept anew', async () => {
        const kept = await on.page.evaluate(async (of) => (await (await caches.match(of))?.text()) ?? '', path);
        return !kept.includes('"state":"degraded"');
      });
    },
  );

  test.each<LineFault>(['mute', 'broken'])('is shown when the line is %s', async (fault) => {
    const on = await openKeptPage();
    await on.read('/');
    await on.lose(fault);
    await on.open('/');
    await on.page.waitForSelector('#kept-page');
    await expectOld(on);
  });

  test('is shown when the server itself is gone', async () => {
    const on = await openKeptPage();
    await on.read('/');
    await on.server.stop();
    await on.lose(null);
    await on.open('/');
    await on.page.waitForSelector('#kept-page');
    await expectOld(on);
  });

  test('says its age without a script as well', async () => {
    const on = await openKeptPage();
    await on.read('/');
    const browser = await on.page.context().newCDPSession(on.page);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await on.lose();
    await on.open('/');
    expect(await on.text()).toMatch(new RegExp(`^${SINCE}`));
    expect(await on.text()).toContain(KEPT_PAGE.careful);
    expect(await on.text()).toContain('Checked at 9am');
    expect(await on.page.locator('.page--dead').count()).toBe(1);
    expect(await on.page.title()).toMatch(/^\? Not known/);
  });

  test('names its day when that was days ago, and is not shown when that was weeks ago', async () => {
    const on = await openKeptPage();
    await on.read('/');
    await on.lose();
    await on.letDaysPass(2);
    await on.open('/');
    await on.page.waitForSelector('.page--dead');
    await expectOld(on);
    expect(await on.text()).toContain('This page is old. It was last checked on Tuesday at 9am.');

    await on.letDaysPass(6);
    await on.open('/');
    const text = await on.text();
    expect(text).toContain('Your device kept a copy from Tuesday 31 December 2019. That is too old to show.');
    expect(text).toContain('01632 960001');
    expect(text).toMatch(/call 111[\s\S]*call 999/);
    expect(text).not.toMatch(/open|closed|has a problem|working normally/i);
    expect(await on.page.locator('h2', { hasText: KEPT_PAGE.copies }).count()).toBe(0);
  });
});

describe('a page that was not read before', () => {
  test('says that it cannot be reached, how to get help, and comes by itself once somebody answers', async () => {
    const on = await openKeptPage();
    await on.read('/');
    await on.lose();
    await on.open('/surgeries/yaxham');
    expect(await on.page.title()).toBe('We cannot reach this page now – Example Fen Medical Practice');
    const text = await on.text();
    expect(text).toContain(KEPT_PAGE.why);
    expect(text).toMatch(/Go to NHS 111 online[\s\S]*In an emergency, call 999\./);
    expect(text).toMatch(/Yaxham Surgery\s+01632 /);
    expect(await on.page.locator('a[href="tel:111"], a[href="tel:999"]').count()).toBeGreaterThan(1);
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);

    on.line.fail(null);
    await until('the page is there', async () => {
      await on.page.clock.runFor(3_000);
      return (await on.page.locator('.page--live').count()) > 0;
    });
    expect(await on.page.locator('h1').innerText()).toBe('Yaxham Surgery is working normally');
  });

  test('says so too on a device that has nothing but the worker', async () => {
    const on = await openKeptPage();
    await on.read('/');
    await on.page.evaluate(() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
    await on.lose();
    await on.open('/');
    expect(await on.text()).toMatch(/We cannot reach this page now[\s\S]*call 111[\s\S]*call 999/);
  });

  test('is not on the device any more once its surgery is gone', async () => {
    const on = await openKeptPage();
    await on.read('/surgeries/clayton');
    await on.page.evaluate(async () =>
      (await caches.open('branchboard-patient-pages-1')).put('/surgeries/gone', new Response('<p>was here</p>')),
    );
    await on.open('/surgeries/gone');
    expect(await on.page.locator('h1').innerText()).toBe('Page not found');
    expect(await on.keptPaths()).toEqual(['/surgeries/clayton']);
  });
});

describe('the worker', () => {
  test('asks for no page twice, and for each file at most once', async () => {
    const on = await openKeptPage();
    await on.read('/');
    const all = await on.allFiles();
    await until('all files are kept', async () => (await on.keptFiles()).length === all.length);
    const first = on.line.asked().filter((path) => !path.startsWith('/live'));
    expect(first.filter((path) => path === '/')).toEqual(['/']);
    expect(first.filter((path) => path === PATIENT_WORKER)).toHaveLength(1);
    expect(first.length).toBe(new Set(first).size);
    await on.open('/surgeries/clayton');
    await on.page.waitForSelector('.page--live');
    await until('it is kept', async () => (await on.keptPaths()).includes('/surgeries/clayton'));
    const second = on.line.asked().filter((path) => !path.startsWith('/live') && path !== PATIENT_WORKER);
    expect(second).toEqual(['/surgeries/clayton']);
  });

  test('keeps the first page and the last 5 surgeries', async () => {
    const on = await openKeptPage();
    const slugs = ['clayton', 'yaxham', 'stanway', 'orton-mere', 'eye-church', 'minster-yard'];
    for (const path of ['/', ...slugs.map((slug) => `/surgeries/${slug}`)]) await on.read(path);
    const last = slugs.slice(1).map((slug) => `/surgeries/${slug}`);
    await until('the oldest is gone', async () => (await on.keptPaths()).length === 6);
    expect(await on.keptPaths()).toEqual(['/', ...last].sort());
  });

  test('keeps nothing of what staff see, and stands in nobody else’s way', async () => {
    const on = await openKeptPage();
    await on.read('/');
    on.line.asked();
    const others = ['/sign-in', '/operations', '/lead', '/wallboard', '/surgeries/clayton/poster', '/surgeries'];
    for (const path of others) {
      await on.open(path);
      await on.page.waitForLoadState('load');
    }
    const asked = on.line.asked().filter((path) => !/^\/(?:assets|live)/.test(path));
    // The lead page has a worker of its own, which asks for it too.
    for (const path of others.filter((one) => one !== '/lead'))
      expect(asked.filter((one) => one === path).length, path).toBe(1);
    expect(await on.keptPaths()).toEqual(['/']);
    expect(await on.keptFiles()).toEqual(await on.allFiles());
    await on.lose();
    await on.open('/operations');
    expect(await on.page.locator('#kept-page, #saved-copy').count()).toBe(0);
  });

  test('shows what it kept with the files of its own version, until the page is kept in the new one', async () => {
    const on = await openKeptPage();
    await on.read('/');
    const all = await on.allFiles();
    await until('all files are kept', async () => (await on.keptFiles()).length === all.length);
    // Whatever a script loads is named in it: where one has another name, all have.
    const hashes = (await on.keptFiles()).flatMap((file) => /-(.{8})\.js$/.exec(file)?.[1] ?? []);
    const isOld = (text: string) => hashes.some((hash) => text.includes(hash));
    const toNew = (hash: string) => `${hash.slice(0, 6)}.N`;
    on.line.rename(hashes, toNew);
    // Another page, of the new version; the first one is kept as it was.
    await on.read('/surgeries/clayton');
    await until('both versions are kept', async () => (await on.keptFiles()).length > all.length);
    expect((await on.keptFiles()).filter(isOld)).toHaveLength(hashes.length);

    for (const path of ['/', '/surgeries/clayton']) {
      await on.lose();
      await on.open(path);
      await on.page.waitForSelector('.page--stale, .page--dead');
      await expectOld(on);
    }
    on.line.fail(null);
    await on.page.waitForSelector('.page--live');
    await on.open('/');
    await on.page.waitForSelector('.page--live');
    await until('the first page is of the new version', async () => {
      const kept = await on.page.evaluate(async () => (await (await caches.match('/'))?.text()) ?? '');
      return kept !== '' && !isOld(kept);
    });
  });
});
