import { afterAll, describe, expect, test } from 'vitest';
import { directionOf, LANGUAGES } from '../../shared/words/languages/list.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openPage } from '../support/open-page.ts';
import { SCENES, type SceneName } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const CODES = LANGUAGES.map(({ lang }) => lang).filter((lang) => lang !== 'en');
const PAGES: readonly (readonly [SceneName, string])[] = [
  ['normal', '/'],
  ['trouble', '/'],
  ['trouble', '/surgeries/clayton'],
];

describe.each(CODES)('in %s', (lang) => {
  test.each(PAGES)('%s at %s is taken over, accessible, and fits', async (name, path) => {
    const on = await openPage({ path: `${path}?lang=${lang}`, scene: SCENES[name]() });
    await on.page.locator('.connection--live').waitFor();
    expect(await on.page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await on.page.evaluate(() => getComputedStyle(document.body).direction)).toBe(directionOf(lang));
    for (const width of [320, 1366]) {
      await on.page.setViewportSize({ width, height: 800 });
      expect({ width, rules: await axeFaults(on.page), sideways: await sideways(on.page) }).toEqual({
        width,
        rules: [],
        sideways: 0,
      });
    }
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test('a change reaches an open page in both languages, and is told in both', async () => {
    const on = await openPage({ path: `/?lang=${lang}`, scene: SCENES.normal() });
    await on.page.locator('.connection--live').waitFor();
    on.server.change(SCENES.trouble());
    await on.page.locator('#notice-heading').waitFor();
    const notice = on.page.locator('.notice');
    expect(await notice.locator('[lang="en"]').first().textContent()).not.toBe('');
    expect(await notice.textContent()).toContain('If it is urgent and you cannot reach Clayton Surgery, use NHS 111');
    expect(await on.page.locator('#announcer [lang="en"]').textContent()).toContain('Clayton Surgery has a problem');
    expect(await on.page.locator(`#announcer [lang="${lang}"]`).textContent()).toContain('Clayton Surgery');
    expect(on.faults).toEqual([]);
    await on.close();
  });
});
