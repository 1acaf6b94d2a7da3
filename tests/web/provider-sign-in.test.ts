import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

async function open(query: string, provider: { readonly name: string } | null) {
  const on = await openStaffPage('sign-in', {
    path: `/sign-in${query}`,
    prepare: (server) => server.answer('GET /api/v1/session/ways', { status: 200, body: { provider, mail: false } }),
  });
  onTestFinished(on.close);
  await on.page.waitForSelector('form');
  return on;
}

test('where a practice has another service to sign in by, the page leads there, and knows where to come back to', async () => {
  const { page } = await open('?then=%2Faccount', { name: 'NHSmail' });
  const link = page.getByRole('button', { name: 'Sign in with NHSmail' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe('/api/v1/session/provider?place=%2Faccount');
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
});

test('where there is none, nothing is said of one', async () => {
  const { page } = await open('', null);
  expect(await page.locator('main').innerText()).not.toContain('Sign in with');
});

test.each([
  ['unknown', 'There is no account here for whom the other service knows. Ask an admin to add you.'],
  ['failed', 'The other service did not say who you are. Try again.'],
  ['away', 'The other service cannot be reached now. Sign in another way, or try again later.'],
])('whoever comes back for the reason "%s" reads why', async (fault, words) => {
  const { page } = await open(`?fault=${fault}`, { name: 'NHSmail' });
  expect(await page.getByRole('alert').innerText()).toBe(words);
  expect(await axeFaults(page)).toEqual([]);
});

test('a reason that nobody gave is not repeated', async () => {
  const { page } = await open('?fault=%3Cb%3Ehello', { name: 'NHSmail' });
  expect(await page.getByRole('alert').count()).toBe(0);
});
