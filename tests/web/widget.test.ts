import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { closeHostBrowser, type HostOptions, type HostPage, openHostPage } from '../support/host-page.ts';
import { at, SCENES, type Scene, type SceneName } from '../support/public-boards.ts';
import { until } from '../support/until.ts';

afterAll(closeHostBrowser);

async function open(scene: Scene, options: HostOptions = {}): Promise<HostPage> {
  const host = await openHostPage(scene, options);
  onTestFinished(() => host.close());
  return host;
}

const shows = (host: HostPage, text: string) =>
  until(`the widget shows "${text}"`, async () => (await host.text()).includes(text));

/** The scene again, some time later and by another position. */
function later(name: SceneName, ms: number): Scene {
  const { board, now } = SCENES[name]();
  return { board: { ...board, seq: board.seq + ms }, now: now + ms };
}

describe('a surgery on a page of another site', () => {
  test.each([
    ['normal', 'clayton', 'Clayton Surgery is working normally.', 'normal'],
    ['trouble', 'clayton', 'Clayton Surgery has a problem.', 'degraded'],
    ['limited', 'clayton', 'Clayton Surgery has fewer GPs than usual.', 'limited'],
    ['unknown', 'yaxham', 'has not told us yet today.', 'unknown'],
    ['notHeard', 'thorney-dyke', 'since 10:32am.', 'unknown'],
    ['calmNight', 'clayton', 'Clayton Surgery is closed.', 'closed'],
  ] as const)(
    '%s: %s says "%s", by shape, word and time, under the strictest policy',
    async (name, slug, text, mark) => {
      const host = await open(SCENES[name](), { markup: `<surgery-status branch="${slug}"></surgery-status>` });
      await shows(host, text);
      expect(await host.text()).toMatch(/Checked at \d/);
      expect(await host.page.locator('.mark').getAttribute('class')).toBe(`mark mark--${mark}`);
      expect(await axeFaults(host.page)).toEqual([]);
      expect(await sideways(host.page)).toBe(0);
      expect(host.faults).toEqual([]);
      // Styled although the page lets no style in.
      expect(await host.page.locator('.box').evaluate((box) => getComputedStyle(box).borderTopWidth)).toBe('1px');
      expect(await host.spoken()).toEqual([]);
    },
  );

  test('the NHS 111 notice stands with it, and with the practice as a whole', async () => {
    const markup =
      '<surgery-status branch="clayton"></surgery-status><surgery-status></surgery-status><surgery-status branch="yaxham"></surgery-status>';
    const host = await open(SCENES.trouble(), { markup });
    await shows(host, 'In an emergency, call 999.');
    const boxes = await host.page.locator('.box').allInnerTexts();
    expect(boxes.map((text) => text.includes('use NHS 111'))).toEqual([true, true, false]);
    expect(boxes[1]).toContain('17 of 18 surgeries are working normally. 1 has a problem.');
    expect(await host.page.locator('a').first().getAttribute('href')).toBe(`${host.board}/surgeries/clayton`);
    expect(await axeFaults(host.page)).toEqual([]);
    // One poll for all of them.
    expect(host.asked).toHaveLength(1);
  });

  test('forced colours, dark and a zoom of 400 % leave all of it', async () => {
    for (const page of [
      { forcedColors: 'active' as const },
      { colorScheme: 'dark' as const },
      { viewport: { width: 320, height: 256 } },
    ]) {
      const host = await open(SCENES.trouble(), { page });
      await shows(host, 'Clayton Surgery has a problem.');
      expect(await axeFaults(host.page)).toEqual([]);
      expect(await sideways(host.page)).toBe(0);
    }
  });

  test('wears the colours of its host by custom properties and parts', async () => {
    const host = await open(SCENES.normal());
    await shows(host, 'working normally');
    await host.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        'surgery-status { --surgery-status-background: rgb(1, 2, 3) } surgery-status::part(name) { color: rgb(4, 5, 6) }',
      );
      document.adoptedStyleSheets = [sheet];
    });
    const colours = await host.page.evaluate(() => {
      const root = document.querySelector('surgery-status')?.shadowRoot;
      const of = (name: string) => getComputedStyle(root?.querySelector(name) as Element);
      return [of('.box').backgroundColor, of('.name').color];
    });
    expect(colours).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  });

  test('a surgery that is not there is said to be none, with a link to all', async () => {
    const host = await open(SCENES.normal(), { markup: '<surgery-status branch="nowhere"></surgery-status>' });
    await shows(host, 'There is no surgery of this name.');
    expect(await host.page.locator('a').getAttribute('href')).toBe(`${host.board}/`);
    expect(await axeFaults(host.page)).toEqual([]);
  });
});

describe('as time goes on', () => {
  test('it asks every 30 seconds or so by the ETag it has, without asking for leave first', async () => {
    const host = await open(SCENES.normal());
    await shows(host, 'working normally');
    host.show({ ...SCENES.normal(), now: at('10:43') });
    await host.pass(45 * SECOND);
    await shows(host, 'Checked at 10:43am');
    const { seq } = SCENES.normal().board;
    expect(host.asked.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([
      undefined,
      `"${seq}"`,
      ...host.asked.slice(2).map(() => `"${seq}"`),
    ]);
    expect(new Set(host.asked.map(({ method }) => method))).toEqual(new Set(['GET']));
    const before = host.asked.length;
    await host.page.clock.runFor(14 * SECOND);
    expect(host.asked.length).toBe(before);
  });

  test('a change shows and is told once, politely, however often the surgery stands on the page', async () => {
    const one = '<surgery-status branch="clayton"></surgery-status>';
    const host = await open(SCENES.normal(), { markup: one + one });
    await shows(host, 'working normally');
    host.show(later('trouble', MINUTE));
    await host.pass(45 * SECOND);
    await shows(host, 'Clayton Surgery has a problem.');
    await host.pass(45 * SECOND);
    const spoken = await host.spoken();
    expect(spoken).toHaveLength(1);
    expect(spoken[0]).toMatch(/^Clayton Surgery: Clayton Surgery has a problem\. .*NHS 111/);
  });

  test('a green is never older than 90 seconds: then it says since when it could not check', async () => {
    const host = await open(SCENES.normal());
    await shows(host, 'working normally');
    host.cut();
    await host.pass(89 * SECOND);
    await shows(host, 'Clayton Surgery is working normally.');
    await host.page.clock.runFor(2 * SECOND);
    await shows(host, 'We could not check since 10:42am.');
    const text = await host.text();
    expect(text).not.toMatch(/normally|Open until/);
    expect(text).toContain('Things may have changed. Phone the surgery to be sure.');
    expect(await host.page.locator('.mark').getAttribute('class')).toBe('mark mark--unknown');
    expect(await axeFaults(host.page)).toEqual([]);
  });

  test('trouble and its notice stay while nobody can check, and are called what was known then', async () => {
    const host = await open(SCENES.trouble());
    await shows(host, 'has a problem');
    host.cut();
    await host.pass(91 * SECOND);
    await shows(host, 'What we knew then: Clayton Surgery has a problem.');
    expect(await host.text()).toContain('In an emergency, call 999.');
  });

  test('what a cache on the way has kept for minutes is no green, however fresh it claims to be', async () => {
    const host = await open(SCENES.normal(), { headers: { age: '300' } });
    await shows(host, 'We could not check since 10:42am.');
    expect(await host.page.locator('.mark').getAttribute('class')).toBe('mark mark--unknown');
  });

  test('a server without its database says when it last looked, and that counts', async () => {
    const host = await open(SCENES.normal(), { headers: { date: new Date(at('10:47')).toUTCString() } });
    await shows(host, 'We could not check since 10:42am.');
    expect(await host.page.locator('.mark').getAttribute('class')).toBe('mark mark--unknown');
  });

  test('what was never heard is no state: it says that it could not check', async () => {
    const host = await open(SCENES.normal(), { isCut: true });
    await shows(host, 'We could not check how this surgery is working. Phone it to be sure.');
    expect(await host.page.locator('.mark').count()).toBe(0);
    expect(await axeFaults(host.page)).toEqual([]);
  });

  test('a server that knows less than another did turns nothing back', async () => {
    const host = await open(later('trouble', MINUTE));
    await shows(host, 'has a problem');
    host.show(SCENES.normal());
    await host.pass(45 * SECOND);
    await host.pass(20 * SECOND);
    expect(await host.text()).toContain('Clayton Surgery has a problem.');
  });
});

test('the file is at most 12 kB in gzip, and holds no word of staff and no address of anybody else', async () => {
  const manifest = JSON.parse(await readFile(join(inject('assets'), 'widget-manifest.json'), 'utf8'));
  expect(Object.keys(manifest)).toEqual(['web/widget/main.ts']);
  const script = await readFile(join(inject('assets'), manifest['web/widget/main.ts'].file));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(12 * 1024);
  expect(script.toString()).not.toMatch(
    /offSick|locums|suspect|onBehalf|eval\(|new Function|innerHTML|https?:\/\/(?!www\.w3\.org)/,
  );
});
