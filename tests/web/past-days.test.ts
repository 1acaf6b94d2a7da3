import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenOptions, visitPages } from '../support/open-page.ts';
import { eventfulHistory } from '../support/past-days.ts';
import { SCENES } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);
const openPage = visitPages();

async function openPast(options: OpenOptions = {}) {
  const scene = { ...SCENES.trouble(), history: eventfulHistory() };
  const on = await openPage({ path: '/surgeries/clayton', scene, ...options });
  return { ...on, section: on.page.getByRole('region', { name: 'The last 90 days' }) };
}

describe('the last 90 days on the page of a surgery', () => {
  test('are told in words, the newest first, planned work beside the outage of its day', async () => {
    const { section } = await openPast();
    expect(await section.locator('p').first().innerText()).toBe(
      'In the last 90 days this surgery was open on 62 days. It worked normally on 51 of them. It had a problem on 5 days, for 9 hours 55 minutes of its opening hours in all. We did not hear from it on 1 day. It had a limited service on 1 day. We do not know how it was on 4 days.',
    );
    const entries = await section.locator('.past__list').first().locator('> li').allInnerTexts();
    expect(entries.map((entry) => entry.replace(/\s+/g, ' ').trim())).toEqual([
      'Friday 27 December 2019 Not known',
      'Thursday 19 December 2019 Had a problem 9:05am to 3:10pm: There were problems with the internet, medical records, online booking and requests and prescriptions. Planned work: New phones are put in. 7am to 9am.',
      'Thursday 12 December 2019 Planned work, and no problem that we know of Planned work: New phones are put in. 1pm to 2pm.',
      'Tuesday 10 December 2019 We did not hear from it 10:32am to 11:25am: We did not hear from this surgery.',
      'Tuesday 3 December 2019 Limited service 10am to 6:30pm: There were fewer GPs than usual.',
    ]);
  });

  test('open by the keyboard where they are many, and stay as the reader left them when the page changes', async () => {
    const { page, section, server } = await openPast();
    const earlier = section.getByText('Monday 11 November 2019 to Wednesday 13 November 2019');
    expect(await earlier.isVisible()).toBe(false);
    await page.locator('#past').evaluate((heading) => {
      heading.tabIndex = -1;
      heading.focus();
    });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await earlier.waitFor();
    server.change(SCENES.normal());
    await page.getByText('Clayton Surgery is working normally').first().waitFor();
    expect(await earlier.isVisible()).toBe(true);
  });

  test.each<[string, OpenOptions['context']]>([
    ['320 px', { viewport: { width: 320, height: 640 } }],
    ['1366 px, dark', { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' }],
    ['forced colours', { viewport: { width: 768, height: 1024 }, forcedColors: 'active' }],
  ])('have no fault at %s', async (_, context) => {
    const { page, section } = await openPast({ context: context ?? {} });
    await section.getByText('Earlier days').click();
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    // The picture is for eyes alone, and every day has its place in it.
    expect(await section.locator('.past[aria-hidden="true"] .past__day').count()).toBe(90);
  });

  test('are there without script', async () => {
    const { section } = await openPast({ scriptless: true });
    expect(await section.isVisible()).toBe(true);
  });

  test('are left out while they are not known', async () => {
    const history = { ...eventfulHistory(), isKnown: false, days: [] };
    const { section } = await openPast({ scene: { ...SCENES.trouble(), history } });
    expect(await section.count()).toBe(0);
  });
});
