import { afterAll, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser, visit } from '../support/visit.ts';
import { addAuthenticator } from '../support/virtual-authenticator.ts';

afterAll(closeBrowser);

const USE = { name: 'Use a passkey' };

test('the first account is set up by a passkey, signs out, and comes back in by it without typing', async () => {
  const server = await startTestServer();
  const link = new URL(server.setUpUrl ?? '');
  const on = await visit(link.origin, '/sign-in', { mayHaveCookies: true });
  const { page } = on;
  const device = await addAuthenticator(page);
  await page.goto(link.href);
  await page.getByRole('button', USE).click();
  await page.getByText('Enter your name.').first().waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('Your name').fill('Office Mo');
  await page.getByLabel('Email address').fill('office@practice.example');
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  // A device whose owner is not there makes none, and nothing is lost.
  await device.setOwnerThere(false);
  await page.getByRole('button', USE).click();
  await page
    .locator('.error-summary')
    .getByRole('link', { name: /No passkey was made/ })
    .click();
  expect(await axeFaults(page)).toEqual([]);
  await device.setOwnerThere(true);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/operations');
  expect(await device.passkeys()).toMatchObject([{ rpId: 'localhost' }]);

  // A device that is touched at once would answer what the page offers in the field.
  await device.setTouched(false);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto(`${link.origin}/sign-in?then=%2Flead`);
  await page.getByRole('button', USE).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  await device.setTouched(true);
  await page.getByRole('button', USE).click();
  await page.waitForURL('**/lead');
  await page.waitForSelector('.badge--live');

  await device.setTouched(false);
  await device.setBack();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByRole('button', USE).waitFor();
  await device.setTouched(true);
  await page.getByRole('button', USE).click();
  await page.getByText('This passkey does not open an account here.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(on.faults.filter((fault) => !/status of 40[01]/.test(fault))).toEqual([]);
  await on.close();
});

test('who is offered their passkey in the field signs in by choosing it', async () => {
  const server = await startTestServer();
  const link = new URL(server.setUpUrl ?? '');
  const on = await visit(link.origin, '/sign-in', { mayHaveCookies: true });
  const { page } = on;
  const device = await addAuthenticator(page);
  await page.goto(link.href);
  await page.getByLabel('Your name').fill('Office Mo');
  await page.getByLabel('Email address').fill('office@practice.example');
  await page.getByRole('button', USE).click();
  await page.waitForURL('**/operations');
  await device.setTouched(false);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await device.setTouched(true);
  // The browser of a test chooses at once; people choose from what it lists.
  await page.reload();
  await page.waitForURL('**/operations');
  expect(on.faults).toEqual([]);
  await on.close();
});
