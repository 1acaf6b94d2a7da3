import { afterAll, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { byBen, openSettings, PUT_PRACTICE } from '../support/open-settings.ts';
import { staffPractice } from '../support/staff-practice.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test.each([
  [360, 740, 'light'],
  [360, 740, 'dark'],
  [1366, 768, 'light'],
  [1366, 768, 'dark'],
  [1920, 1080, 'light'],
  [1920, 1080, 'dark'],
] as const)('%i by %i, %s: no axe fault, nothing sideways, in every state', async (width, height, colorScheme) => {
  const isPhone = width === 360;
  const { page, form, dialog } = await openSettings({
    practices: [staffPractice({ sample: true, retired: ['stanway'] })],
    context: { viewport: { width, height }, colorScheme, hasTouch: isPhone, isMobile: isPhone },
    prepare: ({ answer }) => answer(PUT_PRACTICE, byBen({ field: 'phone', was: '01632 960111' })),
  });
  const sound = async (state: string) => {
    expect([state, await axeFaults(page), await sideways(page)]).toEqual([state, [], 0]);
    // On a desk only the screen below the links scrolls.
    const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    if (!isPhone) expect([state, below]).toEqual([state, 0]);
  };
  await page.getByText('Branches that left').click();
  await sound('calm');
  await form.getByLabel('Phone').fill('12');
  await form.getByRole('button', { name: 'Add a day' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.locator('.error-summary').waitFor();
  await sound('faults');
  await form.getByLabel('Phone').fill('01632 960222');
  await form.getByLabel('Date').fill('2019-12-24');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.locator('.conflict').waitFor();
  await sound('conflict');
  await page.getByRole('button', { name: 'Edit Clayton Surgery' }).click();
  await dialog.getByRole('button', { name: 'Add a day' }).click();
  await dialog.getByLabel('Closed all day').uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.error-summary').waitFor();
  await sound('branch with faults');
  if (!isPhone) return;
  const small = await page.locator('.settings').evaluate((settings) =>
    [...settings.querySelectorAll<HTMLElement>('button, a, summary, input, textarea, .checks__item, .segmented__item')]
      .filter((one) => one.checkVisibility() && !one.matches('[type="checkbox"], [type="radio"]'))
      .filter((one) => one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML),
  );
  expect(small).toEqual([]);
});
