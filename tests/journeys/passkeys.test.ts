import { afterAll, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { startTestServer } from '../support/running-server.ts';
import { PASSWORD, signInOffice } from '../support/staff-client.ts';
import { closeBrowser, visit, type VisitOptions } from '../support/visit.ts';
import { addAuthenticator } from '../support/virtual-authenticator.ts';

afterAll(closeBrowser);

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36';
const USE = { name: 'Use a passkey' };

/** The first account, set up by a passkey of this device. */
async function officeSetUp(options: VisitOptions = {}) {
  const server = await startTestServer();
  const link = new URL(server.setUpUrl ?? '');
  const on = await visit(link.origin, '/sign-in', { mayHaveCookies: true, ...options });
  const { page } = on;
  const device = await addAuthenticator(page);
  await page.goto(link.href);
  await page.getByLabel('Your name').fill('Office Mo');
  await page.getByLabel('Email address').fill('office@practice.example');
  await page.getByRole('button', USE).click();
  await page.waitForURL('**/operations');
  return { server, link, on, page, device };
}

/** That account on its own page, on a phone. */
async function officeOnAccount() {
  const { server, link, on, page, device: phone } = await officeSetUp({ context: { userAgent: PHONE } });
  await page.goto(`${link.origin}/account`);
  return { server, on, page, phone };
}

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
  const { on, page, device } = await officeSetUp();
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

test('somebody adds a second passkey to their account, names it, and takes the first away', async () => {
  const { on, page, phone } = await officeOnAccount();
  const passkeys = page.locator('passkeys-section');
  await passkeys.getByText('Add a second one on your other device').waitFor();
  expect(await passkeys.locator('li').count()).toBe(1);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);

  // This device has one already.
  const add = passkeys.getByRole('button', { name: 'Add a passkey' });
  await add.click();
  await passkeys.getByText('This device has a passkey of yours already.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await passkeys.getByRole('button', { name: 'Remove: Chrome on Android' }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await passkeys.getByText('This is your only way to sign in.').waitFor();

  await phone.unplug();
  const key = await addAuthenticator(page, 'usb');
  await add.click();
  await passkeys.getByText('Your passkey was added.').waitFor();
  expect(await key.passkeys()).toHaveLength(1);
  await passkeys.locator('li').nth(1).waitFor();
  expect(await passkeys.getByText('Add a second one').count()).toBe(0);
  await passkeys.getByRole('button', { name: 'Rename: Security key' }).click();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.type('Key in the safe');
  await page.keyboard.press('Enter');
  await passkeys.getByText('Your passkey was renamed.').waitFor();
  await passkeys.getByRole('button', { name: 'Remove: Chrome on Android' }).click();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await passkeys.getByText('Your passkey was removed.').waitFor();
  expect(await passkeys.locator('.own-session__device').allInnerTexts()).toEqual(['Key in the safe']);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  expect(on.faults.filter((fault) => !/status of 40[013]/.test(fault))).toEqual([]);
  await on.close();
});

test('who came by a password alone adds a passkey, keeps the codes that come with it, and signs in by both from then on', async () => {
  const server = await startTestServer();
  await signInOffice(server);
  const place = '/operations/people';
  const on = await visit(server.publicOrigin, place, { mayHaveCookies: true, context: { userAgent: PHONE } });
  const { page } = on;
  await page.waitForURL('**/sign-in?**');
  const typePassword = async () => {
    await page.getByLabel('Email address').fill('office@practice.example');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
  };
  await typePassword();
  await page.getByText('Add an authenticator app or a passkey now, and you can go on.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  const phone = await addAuthenticator(page);
  await page.getByRole('button', { name: 'Add a passkey' }).focus();
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: 'Your recovery codes' });
  await codes.waitFor();
  expect(await codes.getByRole('listitem').count()).toBe(10);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'I have them' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(`**${place}`);
  await page.waitForSelector('.badge--live');

  await phone.setTouched(false);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await typePassword();
  await page.getByRole('heading', { level: 2, name: 'Enter a recovery code' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  await phone.setTouched(true);
  await page.getByRole('button', USE).click();
  await page.waitForURL('**/operations');
  expect(on.faults.filter((fault) => !/status of 40[13]/.test(fault))).toEqual([]);
  await on.close();
});

test('who has been signed in for a while proves by their passkey that it is still them', async () => {
  const { server, on, page, phone } = await officeOnAccount();
  server.clock.advance(20 * MINUTE);
  await page.getByRole('button', { name: 'Rename: Chrome on Android' }).click();
  await page.keyboard.type('My phone');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Prove that it is still you' });
  await dialog.waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await phone.setOwnerThere(false);
  await dialog.getByRole('button', USE).click();
  await dialog.getByText('That did not prove that it is you.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await phone.setOwnerThere(true);
  await dialog.getByRole('button', USE).click();
  await page.locator('main').getByText('Your passkey was renamed.').waitFor();
  expect(await page.locator('.passkey .own-session__device').allInnerTexts()).toEqual(['My phone']);
  expect(on.faults.filter((fault) => !/status of 403/.test(fault))).toEqual([]);
  await on.close();
});
