import { afterAll, describe, expect, test } from 'vitest';
import { type OpenPage, visitPages } from '../support/open-page.ts';
import { allWell, at, boardOf, claytonDown, type Scene, SCENES, say } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

const visit = visitPages();
afterAll(closeBrowser);

/** The row or card of a branch. */
const place = (slug: string) => `[data-branch="${slug}"]`;

async function topOf({ page }: OpenPage, selector: string): Promise<number> {
  return page.$eval(selector, (element) => element.getBoundingClientRect().top);
}

async function untilSpoken({ page }: OpenPage, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.spoken.length >= wanted, count);
}

/** Two frames later everything that a change does has been done. */
async function settled({ page }: OpenPage): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function scene(story: Parameters<typeof boardOf>[0], clock = '10:43'): Scene {
  return { board: boardOf(story, at(clock)), now: at(clock) };
}

describe('a page at its top that nobody touched', () => {
  test('shows a first trouble at once, notice and card, and tells of it once', async () => {
    const on = await visit();
    on.server.change(scene(claytonDown()));
    await on.page.waitForSelector('.care-card');
    expect(await on.page.textContent('h1')).toContain('1 has a problem');
    expect(await on.page.$(`.cards ${place('clayton')}`)).not.toBeNull();
    await settled(on);
    expect(await on.spoken()).toEqual([
      'Clayton Surgery has a problem. If it is urgent and you cannot reach Clayton Surgery, use NHS 111.',
    ]);
    expect(await on.page.$('.change-bar')).toBeNull();
    expect(await on.page.title()).toBe('■ 1 problem – Example Fen Medical Practice');
    expect(await on.page.getAttribute('link[rel=icon]', 'href')).toContain('rect');
  });

  test('speaks neither on load nor on a tick, nor when only a stamp moved', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    on.server.tick(15_000);
    on.server.change(scene(say(claytonDown(), 'yaxham', '10:42', { it: { records: 'working' } })));
    await on.page.waitForFunction(() => document.querySelector('.stamps')?.textContent?.includes('10:42am'));
    await settled(on);
    expect(await on.spoken()).toEqual([]);
  });
});

describe('a page that somebody reads further down', () => {
  const read = async (on: OpenPage, slug = 'stanway') => {
    await on.page.$eval(place(slug), (row) => row.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await on.page.hover(place(slug));
  };

  test('keeps what is under the pointer where it is, and offers the change in a bar', async () => {
    const on = await visit();
    await read(on);
    const before = await topOf(on, place('stanway'));
    on.server.change(scene(claytonDown()));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await topOf(on, place('stanway'))).toBeCloseTo(before, 0);
    expect(await on.page.$('.care-card')).toBeNull();
    // In place the row tells the truth already.
    expect(await on.page.textContent(`.rows ${place('clayton')}`)).toContain('Has a problem');
    expect(await on.page.textContent('.change-bar')).toContain('If it is urgent and you cannot reach Clayton Surgery');
    expect((await on.spoken()).length).toBe(1);
  });

  test('goes to the notice when the bar is tapped, with everything in its place', async () => {
    const on = await visit();
    await read(on);
    on.server.change(scene(claytonDown()));
    await on.page.click('.change-bar__show');
    await on.page.waitForSelector(`.cards ${place('clayton')}`);
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('notice-heading');
    const top = await topOf(on, '#notice-heading');
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(300);
    expect(await on.page.$('.change-bar')).toBeNull();
  });

  test('keeps its place when a card above grows', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    await read(on, 'yaxham');
    const before = await topOf(on, place('yaxham'));
    const message = 'Please phone first. '.repeat(12).trim();
    on.server.change(scene(say(claytonDown(), 'clayton', '10:43', { message })));
    await untilSpoken(on, 1);
    await settled(on);
    expect(await on.page.textContent(`.cards ${place('clayton')}`)).toContain(message);
    expect(await topOf(on, place('yaxham'))).toBeCloseTo(before, 0);
    expect(await on.page.$('.change-bar')).toBeNull();
  });

  test('is not pulled up when the trouble ends and the notice leaves', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    await on.page.$eval('.find', (box) => scrollTo(0, box.getBoundingClientRect().top + scrollY - 40));
    await on.page.hover(`.cards ${place('clayton')} h3`);
    const before = await topOf(on, place('clayton'));
    on.server.change(scene(allWell()));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await topOf(on, place('clayton'))).toBeCloseTo(before, 0);
    expect(await on.page.textContent('.notice')).toContain('has ended');
    expect(await on.page.textContent(`.cards ${place('clayton')} .state`)).toContain(
      'This surgery is working normally',
    );
    await on.page.click('.change-bar__show');
    await on.page.waitForSelector(`.rows ${place('clayton')}`);
    expect(await on.page.$('.notice')).toBeNull();
    expect(await on.page.evaluate(() => document.activeElement?.textContent)).toContain('Clayton Surgery');
  });

  test('leaves the focus, the opened answers and what was typed alone', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    const answer = `.cards ${place('clayton')} details:nth-of-type(2)`;
    await on.page.click(`${answer} summary`);
    await on.page.fill('#find', 'surgery');
    await on.page.focus(`${answer} summary`);
    const before = await topOf(on, `${answer} summary`);
    await on.page.mouse.move(0, 0);
    on.server.change(scene(say(claytonDown(), 'minster-yard', '10:43', { it: { records: 'down' } })));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await on.page.evaluate(() => document.activeElement?.textContent)).toContain('If it is not urgent');
    expect(await on.page.$eval(answer, (details) => (details as HTMLDetailsElement).open)).toBe(true);
    expect(await on.page.inputValue('#find')).toBe('surgery');
    expect(await topOf(on, `${answer} summary`)).toBeCloseTo(before, 0);
    expect((await on.spoken()).length).toBe(1);
  });

  test('counts several changes in one bar and tells of them in one text', async () => {
    const on = await visit({ scene: SCENES.trouble() });
    await read(on, 'yaxham');
    const before = await topOf(on, place('yaxham'));
    let story = claytonDown();
    for (const slug of ['orton-mere', 'minster-yard']) story = say(story, slug, '10:43', { it: { records: 'down' } });
    on.server.change(scene(story));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await on.page.textContent('.change-bar')).toContain('2 surgeries changed.');
    expect(await topOf(on, place('yaxham'))).toBeCloseTo(before, 0);
    const spoken = await on.spoken();
    expect(spoken.length).toBe(1);
    expect(spoken[0]).toContain('2 surgeries changed.');
  });
});

describe("a surgery's own page", () => {
  test('keeps its place when the notice arrives, and jumps to it on a tap', async () => {
    const on = await visit({ path: '/surgeries/clayton' });
    await on.page.$eval('#works', (heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }));
    await on.page.hover('#works');
    const before = await topOf(on, '#works');
    on.server.change(scene(claytonDown()));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await topOf(on, '#works')).toBeCloseTo(before, 0);
    expect(await on.page.textContent('h1')).toContain('Clayton Surgery has a problem');
    await on.page.click('.change-bar__show');
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('notice-heading');
  });

  test('is silent about other surgeries', async () => {
    const on = await visit({ path: '/surgeries/yaxham' });
    on.server.change(scene(claytonDown()));
    on.server.change(scene(say(claytonDown(), 'yaxham', '10:44', { it: { prescriptions: 'down' } }), '10:44'));
    await untilSpoken(on, 1);
    await settled(on);
    expect(await on.spoken()).toEqual(['Some services at Yaxham Surgery are not working properly.']);
    expect(await on.page.$('.care-card')).toBeNull();
  });
});
