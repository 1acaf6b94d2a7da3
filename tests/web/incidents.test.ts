import { afterAll, describe, expect, test } from 'vitest';
import { type OpenPage, visitPages } from '../support/open-page.ts';
import {
  at,
  boardOf,
  claytonDown,
  incident,
  OUTAGE,
  type Scene,
  SCENES,
  type Story,
} from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

const visit = visitPages();
afterAll(closeBrowser);

function scene(story: Story, clock = '10:43'): Scene {
  return { board: boardOf(story, at(clock)), now: at(clock) };
}

const before = claytonDown();
const id = before.facts.length + 1;
const opened = incident(before, '09:06', OUTAGE);
const updated = incident(opened, '10:42', { public: 'The engineer is there. '.repeat(8).trim() }, id);
const over = incident(updated, '10:43', { resolved: true, public: 'It works again.' }, id);
const CARD = `.card--incident:has(#incident-${id})`;

async function settled({ page }: OpenPage): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

describe('an incident', () => {
  test('stands under the notice and above the surgeries, with its updates, the newest first', async () => {
    const { page } = await visit({ scene: SCENES.incidents(), context: { javaScriptEnabled: false } });
    const marks = ['.care-card', '.card--incident', '#surgeries', '.card--incident:has(.state__since:text("Solved"))'];
    const tops = [];
    for (const mark of marks) tops.push((await page.locator(mark).first().boundingBox())?.y ?? 0);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    const text = (await page.locator('.card--incident').first().innerText()).split('\n').filter((line) => line !== '');
    expect(text).toEqual([
      'The internet at Clayton Surgery is not working',
      'Since 9:06am',
      'At Clayton Surgery: internet, medical records, online booking and requests and prescriptions.',
      '10:35am',
      'The cable is being joined. We will tell you more at 11:15am.',
      '10:10am',
      'The engineer is there.',
      '9:40am',
      'The fault is in the street. An engineer is on the way.',
    ]);
    expect(await page.locator('.card--incident').last().innerText()).toMatch(
      /Medical records are slow\s+Solved at 8:50am\s+Medical records\.\s+8:50am\s+They answer as usual again\./,
    );
    expect(await page.content()).not.toMatch(/INC0012345|exchange|serious/i);
  });

  test("is on the page of each surgery that it is about, and on no other's", async () => {
    const own = await visit({ path: '/surgeries/clayton', scene: SCENES.incidents() });
    // Its own page has every update.
    expect(await own.page.locator('.card--incident li').allInnerTexts()).toHaveLength(4);
    expect(await own.page.locator('.card--incident').count()).toBe(1);
    await own.close();
    const other = await visit({ path: '/surgeries/orton-mere', scene: SCENES.incidents() });
    expect(await other.page.locator('.card--incident').count()).toBe(0);
  });
});

describe('by frames', () => {
  test('a new incident comes to a page that nobody touched, and is told once', async () => {
    const on = await visit({ scene: scene(before) });
    on.server.change(scene(opened));
    await on.page.waitForSelector(CARD);
    await settled(on);
    expect(await on.spoken()).toEqual([
      'The internet at Clayton Surgery is not working. Engineers are looking for the fault.',
    ]);
  });

  test('a new incident waits behind the bar while somebody reads, and the bar leads to it', async () => {
    const on = await visit({ scene: scene(before) });
    await on.page.$eval('[data-branch="stanway"]', (row) => row.scrollIntoView({ block: 'center' }));
    await on.page.hover('[data-branch="stanway"]');
    on.server.change(scene(opened));
    await on.page.waitForSelector('.change-bar');
    expect(await on.page.$(CARD)).toBeNull();
    expect(await on.page.textContent('.change-bar__text')).toBe(OUTAGE.title);
    await on.page.click('.change-bar__show');
    await on.page.waitForSelector(CARD);
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe(`incident-${id}`);
  });

  test('an update moves nothing under the reader, and is told once', async () => {
    const on = await visit({ scene: scene(opened) });
    const row = '[data-branch="stanway"]';
    await on.page.$eval(row, (element) => element.scrollIntoView({ block: 'center' }));
    await on.page.hover(row);
    const topOf = () => on.page.$eval(row, (element) => element.getBoundingClientRect().top);
    const top = await topOf();
    on.server.change(scene(updated));
    await on.page.waitForFunction(() => window.spoken.length > 0);
    await settled(on);
    expect(await topOf()).toBeCloseTo(top, 0);
    expect(await on.page.$('.change-bar')).toBeNull();
    expect(await on.page.textContent(CARD)).toContain('The engineer is there.');
    expect((await on.spoken()).length).toBe(1);
  });

  test('one that is over says so in its place while somebody reads', async () => {
    const on = await visit({ scene: scene(updated) });
    await on.page.hover(`#incident-${id}`);
    await on.page.mouse.wheel(0, 120);
    await on.page.waitForFunction(() => scrollY > 0);
    on.server.change(scene(over));
    await on.page.waitForSelector('.change-bar');
    await settled(on);
    expect(await on.page.textContent(CARD)).toContain('Solved at 10:43am');
    const isAbove = () =>
      on.page.evaluate((card) => {
        const surgeries = document.querySelector('#surgeries');
        const mine = document.querySelector(card);
        return Boolean(surgeries && mine && mine.compareDocumentPosition(surgeries) & Node.DOCUMENT_POSITION_FOLLOWING);
      }, CARD);
    expect(await isAbove()).toBe(true);
    await on.page.click('.change-bar__show');
    await settled(on);
    expect(await isAbove()).toBe(false);
    expect(await on.spoken()).toEqual(['Solved: The internet at Clayton Surgery is not working. It works again.']);
  });
});
