import { beforeAll, expect, inject, test } from 'vitest';
import { type PublicAssets, readPublicAssets } from '../../server/pages/assets.ts';
import { renderStatusPage, renderSurgeryPage } from '../../server/pages/render-page.ts';
import { freshnessOf } from '../../shared/live/freshness.ts';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { notCheckedSince } from '../../shared/words/kept-page.ts';
import { dataOf, isWhole, withOldLook } from '../../web/patient-worker/old-look.ts';
import { SCENES, type SceneName } from '../support/public-boards.ts';

let files: PublicAssets;
beforeAll(async () => {
  files = await readPublicAssets(inject('assets'));
});

const NAMES = Object.keys(SCENES) as SceneName[];

function pagesOf(name: SceneName, late = 0): readonly string[] {
  const { board, now } = SCENES[name]();
  const input = { board, now: now + late, checkedAt: now, assets: files };
  return [renderStatusPage(input), renderSurgeryPage({ ...input, slug: 'clayton' }) ?? ''];
}

test.each(NAMES)('a page that was kept looks as old as it is, whatever it says: %s', (name) => {
  for (const page of pagesOf(name)) {
    expect(isWhole(page)).toBe(true);
    const old = withOldLook(page, HOUR);
    expect(old).toContain(`<strong>${notCheckedSince(SCENES[name]().now, 'Europe/London')}</strong>`);
    expect(old).toMatch(/<title>\? [^<]*not known[^<]*<\/title>/i);
    expect(old.match(/class="page [^"]*"/)?.[0]).toMatch(/page--dead"$/);
    const { now, checkedAt, board } = dataOf(old);
    expect(freshnessOf(null, now - checkedAt)).toBe('dead');
    expect(board).toEqual(dataOf(page).board);
  }
});

test('a page that was kept a moment ago is not live for all that, and no clock that was set back makes it younger', () => {
  for (const page of pagesOf('trouble')) {
    for (const age of [0, 1_000, -HOUR]) {
      const { now, checkedAt } = dataOf(withOldLook(page, age));
      expect(freshnessOf(null, now - checkedAt)).toBe('stale');
    }
  }
});

test('a page that the server itself could not check is not kept', () => {
  for (const page of pagesOf('normal', 5 * MINUTE)) expect(isWhole(page)).toBe(false);
});
