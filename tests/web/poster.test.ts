import { afterAll, describe, expect, inject, test } from 'vitest';
import { join } from 'node:path';
import { readPlaceAssets } from '../../server/pages/assets.ts';
import { renderPoster } from '../../server/pages/render-poster.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenPage, openPage } from '../support/open-page.ts';
import {
  allWell,
  at,
  boardOf,
  claytonDown,
  SCENES,
  type Scene,
  type SceneName,
  say,
} from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

/** As much as can stand on a poster: the longest names, a whole message, and everything broken. */
function crowded(): Scene {
  const message = 'Please bring your own list of medicines with you. '.repeat(6).slice(0, 280);
  const story = say(claytonDown(), 'clayton', '09:20', {
    message,
    it: { internet: 'down', phones: 'down', records: 'down', online: 'down', prescriptions: 'down' },
  });
  const board = boardOf(story, at('10:42'));
  const name = 'Clayton and the Villages of the Nene Valley Community Health Surgery';
  const longer = board.branches.map((branch) => ({
    ...branch,
    name: branch.name.replace('Clayton Surgery', name).replace('Orton Mere', 'Orton Mere and Long Meadows Crossing'),
    sentence: branch.sentence.replace('Clayton Surgery', name),
    address: `Unit 12, The Old Corn Exchange Buildings, ${branch.address}, Upper Sampleborough`,
  }));
  return { board: { ...board, branches: longer }, now: at('10:42') };
}

const STATES: readonly (readonly [string, string, () => Scene])[] = [
  ...(
    [
      ['normal', 'clayton'],
      ['trouble', 'clayton'],
      ['many', 'clayton'],
      ['many', 'eye-church'],
      ['many', 'paston-ridge'],
      ['many', 'whittle-bridge'],
      ['limited', 'clayton'],
      ['unknown', 'yaxham'],
      ['notHeard', 'thorney-dyke'],
      ['contacts', 'eye-church'],
      ['night', 'clayton'],
      ['calmNight', 'stanway'],
    ] satisfies readonly (readonly [SceneName, string])[]
  ).map(([name, slug]) => [name, slug, SCENES[name]] as const),
  ['as much as there can be', 'clayton', crowded],
];

async function openPoster(slug: string, scene: Scene): Promise<OpenPage> {
  const context = { viewport: { width: 1_366, height: 900 }, javaScriptEnabled: true };
  return openPage({ path: `/surgeries/${slug}/poster`, scene, context, live: false });
}

/** Pages of a PDF as Chromium writes it. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
}

describe('the poster for the door', () => {
  test.each(STATES)('%s at %s is one sheet, whole, and has no fault for anybody', async (_, slug, scene) => {
    const on = await openPoster(slug, scene());
    expect(await on.page.locator('script').count()).toBe(0);
    for (const width of [360, 1_366]) {
      await on.page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(on.page)).toEqual([]);
      expect(await sideways(on.page)).toBe(0);
    }
    await on.page.emulateMedia({ media: 'print' });
    const sheet = await on.page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      return { high: main.scrollHeight - main.clientHeight, wide: main.scrollWidth - main.clientWidth };
    });
    expect(sheet).toEqual({ high: 0, wide: 0 });
    const pdf = await on.page.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]\.\d+\]/);
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test('says what to do, where else, and of which minute it is', async () => {
    const on = await openPoster('clayton', SCENES.trouble());
    const text = (await on.page.innerText('main')).replaceAll(/\s+/g, ' ');
    for (const words of [
      'Clayton Surgery has a problem',
      'Open until 6:30pm',
      'If it is urgent and you cannot reach Clayton Surgery, use NHS 111',
      'Phone Clayton Surgery on 01632 960001. Reception is open, you can still come in.',
      'For a child under 5, call 111.',
      'In an emergency, call 999.',
      'If you have an appointment today',
      'Orton Mere Surgery, 0.8 miles away',
      'board.example/s/clayton',
      'Printed at 10:42am on Tuesday 31 December 2019. This may have changed.',
    ]) {
      expect(text).toContain(words);
    }
    expect(await on.page.getByRole('img', { name: 'QR code for board.example/s/clayton' }).count()).toBe(1);
    await on.close();
  });

  test('that nobody could check for a while says since when', async () => {
    const place = await readPlaceAssets(join(inject('assets'), 'place-manifest.json'));
    const checked = { ...SCENES.normal(), checkedAt: at('10:20'), place, origin: 'https://board.example' };
    const poster = renderPoster({ ...checked, slug: 'clayton' });
    expect(poster).toContain('We could not check this since 10:20am. Phone the surgery to be sure.');
    expect(poster).toContain('What we knew at 10:20am');
    expect(renderPoster({ ...checked, checkedAt: at('10:42'), slug: 'clayton' })).not.toContain('could not check');
    expect(renderPoster({ ...checked, slug: 'nowhere' })).toBeNull();
  });

  test('of an ordinary day says so, and how to reach the surgery', async () => {
    const on = await openPoster('clayton', { board: boardOf(allWell(), at('17:30')), now: at('17:30') });
    const text = await on.page.innerText('main');
    expect(text).toContain('Clayton Surgery is working normally');
    expect(text).toContain('Printed at 5:30pm on Tuesday 31 December 2019.');
    expect(text).not.toContain('use NHS 111\n');
    await on.close();
  });
});
