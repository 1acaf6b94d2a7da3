import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { type OpenOptions, type OpenPage, visitPages } from '../support/open-page.ts';
import { SCENES } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

const visit = visitPages();
afterAll(closeBrowser);

const shownRows = ({ page }: OpenPage) =>
  page.$$eval('.group [data-branch]', (rows) =>
    rows.filter((row) => row.checkVisibility()).map((row) => row.getAttribute('data-branch')),
  );

describe('a surgery is found', () => {
  test('by a name with a wrong letter, and everything comes back when the box is empty', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    await on.page.fill('#find', 'claiton');
    await on.page.waitForFunction(() =>
      document.querySelector('.find__found')?.textContent?.includes('1 surgery found'),
    );
    expect(await shownRows(on)).toEqual(['clayton']);
    await on.page.press('#find', 'Enter');
    expect(await on.page.inputValue('#find')).toBe('claiton');
    await on.page.fill('#find', '');
    expect(await shownRows(on)).toHaveLength(18);
  });

  test('by the server where no script runs, and the way back shows all', async () => {
    const on = await visit({ context: { javaScriptEnabled: false } });
    await on.page.fill('#find', 'zz <b>');
    await on.page.click('.find .button');
    expect(await on.page.textContent('.find__found')).toContain('No surgery matches “zz <b>”');
    await on.page.fill('#find', 'orton');
    await on.page.press('#find', 'Enter');
    expect(on.page.url()).toContain('/?find=orton#surgeries');
    expect(await on.page.inputValue('#find')).toBe('orton');
    expect(await shownRows(on)).toEqual(['orton-mere']);
    await on.page.click('.find__found a');
    expect(await shownRows(on)).toHaveLength(18);
  });

  test('on a page that the server made for it, which the script takes over as it is', async () => {
    const on = await visit({ path: '/?find=orton' });
    expect(await shownRows(on)).toEqual(['orton-mere']);
    await on.page.fill('#find', 'clayton');
    await on.page.waitForFunction(() => document.querySelector('[data-branch=clayton]')?.checkVisibility());
    expect(await shownRows(on)).toEqual(['clayton']);
  });
});

describe('the nearest surgeries', () => {
  const AT_CLAYTON = { latitude: 52.5572, longitude: -0.2861 };

  test('are shown with miles, by a tap and not before it', async () => {
    const on = await visit({ context: { geolocation: AT_CLAYTON, permissions: ['geolocation'] } });
    expect(await on.page.$('.near')).toBeNull();
    await on.page.click('.find .needs-script');
    await on.page.waitForSelector('.near .row');
    const rows = await on.page.$$eval('.near .row', (links) =>
      links.map((link) => link.textContent?.replace(/\s+/g, ' ')),
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/Clayton Surgery less than 0.1 miles · Open until 6:30pm/);
    expect(rows[1]).toMatch(/0\.8 miles/);
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('near');
    expect(await axeFaults(on.page)).toEqual([]);
  });

  test('cannot be shown where the device does not tell: the page says what to do instead', async () => {
    const on = await visit({ context: { permissions: [] } });
    await on.page.click('.find .needs-script');
    await on.page.waitForFunction(() => document.querySelector('#near')?.textContent?.includes('Type a name'));
    expect(await on.page.$('.near .row')).toBeNull();
  });
});

describe("a patient's own surgery", () => {
  const KEPT = { name: 'your-surgery', value: 'clayton' };

  async function visitAgain(options: OpenOptions = {}): Promise<OpenPage> {
    const on = await visit({ path: '/surgeries/clayton', ...options });
    await on.page.click('.part .needs-script');
    expect(await on.page.evaluate((key) => localStorage.getItem(key), KEPT.name)).toBe(KEPT.value);
    expect(await on.page.textContent('.part .needs-script')).toBe('Remove as my surgery');
    await on.page.goto(`${on.server.origin}/`);
    await on.page.waitForSelector('.yours');
    return on;
  }

  test('stands first when they come back, with its state, and no cookie holds it', async () => {
    const on = await visitAgain({ scene: SCENES.trouble() });
    const text = (await on.page.textContent('.yours'))?.replace(/\s+/g, ' ');
    expect(text).toMatch(/Your surgery .*Clayton Surgery .*Has a problem.*Open until 6:30pm/);
    expect(await on.page.$('.find')).toBeNull();
    expect(await on.page.context().cookies()).toEqual([]);
    expect(await axeFaults(on.page)).toEqual([]);
  });

  test('takes the place of the search box and moves nothing', async () => {
    const on = await visitAgain({ context: { viewport: { width: 360, height: 740 } } });
    await on.page.addInitScript(() => {
      const shifts: number[] = [];
      Reflect.set(window, 'shifts', shifts);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value') as number);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await on.page.reload();
    await on.page.waitForSelector('.yours');
    await on.page.waitForSelector('.page--live');
    await on.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await on.page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
  });

  test('follows what happens there', async () => {
    const on = await visitAgain();
    on.server.change(SCENES.trouble());
    await on.page.waitForFunction(() => document.querySelector('.yours')?.textContent?.includes('Has a problem'));
    expect(await on.page.textContent('.yours')).toContain('Clayton Surgery');
  });

  test('gives way to the box for another one, and is forgotten on request', async () => {
    const on = await visitAgain();
    await on.page.click('.yours .button >> nth=0');
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('find');
    await on.page.reload();
    await on.page.click('.yours .button >> nth=1');
    await on.page.waitForSelector('.find');
    expect(await on.page.evaluate((key) => localStorage.getItem(key), KEPT.name)).toBeNull();
  });
});
