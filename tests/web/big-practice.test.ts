import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { largeScene } from '../support/large-board.ts';
import { visitPages } from '../support/open-page.ts';
import { closeBrowser } from '../support/visit.ts';

const visit = visitPages();
afterAll(closeBrowser);

describe('the first page of a big practice', () => {
  test.each([0, 1, 150])(
    'with %i more in trouble holds those first, and no row for each of the others',
    async (down) => {
      const on = await visit({ scene: largeScene(600, down) });
      const cards = await on.page.$$eval('.group--troubled [data-branch]', (items) => items.length);
      expect(cards).toBe(Math.min(10, down + 2));
      expect(await on.page.$$eval('.row', (rows) => rows.length)).toBe(0);
      const text = (await on.page.textContent('main'))?.replace(/\s+/g, ' ') ?? '';
      expect(text).toContain(`${598 - down} surgeries are working normally.`);
      expect(text).toContain('See all 600 surgeries');
      expect(text.includes('And 142 more surgeries')).toBe(down === 150);
      for (const width of [320, 1366]) {
        await on.page.setViewportSize({ width, height: 800 });
        expect(await axeFaults(on.page)).toEqual([]);
        expect(await sideways(on.page)).toBe(0);
      }
    },
  );

  test('follows what happens at a surgery that it did not list', async () => {
    const on = await visit({ scene: largeScene(600) });
    const before = largeScene(600);
    const after = largeScene(600, 1);
    on.server.change(after);
    await on.page.waitForSelector('[data-branch=surgery-0020]');
    expect(await on.page.textContent('h1')).toContain('597 of 600 surgeries');
    on.server.change(before);
    await on.page.waitForSelector('[data-branch=surgery-0020]', { state: 'detached' });
    expect(await on.page.textContent('.part')).toContain('598 surgeries are working normally');
  });

  test('finds by the server, with and without a script', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const on = await visit({ scene: largeScene(600), context: { javaScriptEnabled } });
      await on.page.fill('#find', '0123');
      await Promise.all([on.page.waitForURL(/find=0123/), on.page.press('#find', 'Enter')]);
      await on.page.waitForSelector('#found');
      expect(await on.page.textContent('#found')).toBe('1 surgery found');
      expect(await on.page.getAttribute('.row', 'href')).toBe('/surgeries/surgery-0123');
      if (!javaScriptEnabled) continue;
      expect(await axeFaults(on.page)).toEqual([]);
      await on.close();
    }
  });
});
