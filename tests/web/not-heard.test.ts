import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { openPage } from '../support/open-page.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { SCENES } from '../support/public-boards.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { SESSIONS } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

/** The mark by its shape and the word beside it: silent, confirmed, on its way back, only suspected, on and off, normal. */
const PATIENTS = [
  ['thorney-dyke', 'unknown', 'We have not heard from this surgery since 10:32am'],
  ['clayton', 'degraded', 'Has a problem'],
  ['yaxham', 'unknown', 'We are hearing from this surgery again. We are making sure that it works.'],
  ['eye-church', 'limited', 'The internet at this surgery keeps going on and off'],
  ['minster-yard', 'degraded', 'Has a problem'],
] as const;

const LEADS = [
  ['thorney-dyke', 'unknown', 'Not heard since 10:32am'],
  ['clayton', 'degraded', 'Has a problem'],
  ['yaxham', 'unknown', 'Heard again, on trial'],
  ['eye-church', 'limited', 'Internet on and off'],
  ['stanway', 'normal', 'Working normally'],
] as const;

describe('a surgery that is not heard from is a state of its own', () => {
  test.each([false, true])('in the list of patients, scriptless: %s', async (scriptless) => {
    const on = await openPage({ scene: SCENES.contacts(), scriptless });
    for (const [slug, mark, words] of PATIENTS) {
      const card = on.page.locator('.card', { has: on.page.locator(`a[href="/surgeries/${slug}"]`) });
      expect(await card.locator(`.mark--${mark}`).count()).toBe(1);
      expect(await card.locator('.state').textContent()).toContain(words);
    }
    // Only suspected is for staff.
    const row = on.page.locator('a.row[href="/surgeries/stanway"]');
    expect(await row.locator('.mark--normal').count()).toBe(1);
    await on.close();
  });

  test('on the page of the surgery, in its title too', async () => {
    const on = await openPage({ path: '/surgeries/thorney-dyke', scene: SCENES.contacts() });
    const heading = on.page.locator('h1');
    expect(await heading.textContent()).toContain('We have not heard from Thorney Dyke Surgery since 10:32am');
    expect(await heading.locator('.mark--unknown').count()).toBe(1);
    expect(await on.page.title()).toContain('? Thorney Dyke Surgery: not heard from');
    await on.close();
  });

  test.each(LEADS)('to the lead of %s', async (slug, mark, words) => {
    const session = { ...SESSIONS.lead, branches: [slug] };
    const on = await openStaffPage('lead', { scene: STAFF_SCENES.contacts(), session });
    const state = on.page.locator('.now__state');
    expect(await state.textContent()).toBe(words);
    expect(await state.locator(`.mark--${mark}`).count()).toBe(1);
    const broken = await on.page.locator('.services .mark--degraded').count();
    expect(broken > 0).toBe(slug === 'clayton');
    expect(await axeFaults(on.page)).toEqual([]);
    await on.close();
  });

  test('in the table of operations', async () => {
    const on = await openStaffPage('operations', {
      scene: STAFF_SCENES.contacts(),
      context: { viewport: { width: 1_366, height: 768 } },
    });
    for (const [slug, mark, words] of LEADS) {
      const name = on.page.locator(`tr[data-row="${slug}"] .c-name`);
      expect(await name.locator(`.mark--${mark}`).count()).toBe(1);
      expect(await name.textContent()).toContain(`${words}:`);
    }
    expect(await axeFaults(on.page)).toEqual([]);
    await on.close();
  });

  test('on the tiles of the wallboard', async () => {
    const on = await openStaffPage('wallboard', {
      scene: STAFF_SCENES.contacts(),
      context: { viewport: { width: 1_920, height: 1_080 } },
    });
    const tile = (slug: string) => on.page.locator(`article[aria-labelledby="tile-${slug}"]`);
    const seen = async (slug: string) => [
      (await tile(slug).getAttribute('class'))?.split(' ')[1],
      (await tile(slug).locator('.tile__state').textContent())?.replaceAll(/\s+/g, ' ').trim(),
    ];
    expect(await seen('thorney-dyke')).toEqual(['tile--silent', 'Not heard since 10:32']);
    expect(await seen('clayton')).toEqual(['tile--degraded', 'Internet down since 10:35']);
    expect(await seen('yaxham')).toEqual(['tile--silent', 'Heard again']);
    expect(await seen('eye-church')).toEqual(['tile--limited', 'On and off since 10:20']);
    expect(await seen('minster-yard')).toEqual(['tile--degraded', 'Records down since 10:31']);
    expect(await seen('orton-mere')).toEqual(['tile--degraded', 'Phones down disputed']);
    await on.close();
  });
});
