import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Account } from '../../shared/wire/account.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, SESSIONS } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const JO: Account = {
  name: 'Jo Smith',
  email: 'jo@practice.example',
  role: 'lead',
  branchNames: ['Clayton'],
  ways: { password: true, passkeys: 0, app: false, recoveryCodes: 0 },
  sessions: [],
  now: '2019-12-31T10:42:00.000Z',
  timeZone: 'Europe/London',
};
const WITH_APP: Account = { ...JO, ways: { ...JO.ways, app: true, recoveryCodes: 10 } };
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OFFER = { secret: SECRET, uri: `otpauth://totp/Practice:jo?secret=${SECRET}&issuer=Practice` };
const CODES = Array.from('BCDFGHJKMN', (letter) => `${letter.repeat(4)}-GHJK-MNPR-STVW`);
const AGAIN = problemAnswer('prove-again', 'Nothing was saved. Prove who you are, then send it again.');

async function open(account: Account, context: BrowserContextOptions = {}, session = SESSIONS.lead, search = '') {
  const on = await openStaffPage('account', {
    context,
    path: `/account${search}`,
    session,
    prepare(server) {
      server.answer('GET /api/v1/account', { status: 200, body: account });
      server.answer('GET /api/v1/account/passkeys', { status: 200, body: { passkeys: [] } });
      server.answer('POST /api/v1/account/app', { status: 200, body: OFFER });
      server.answer('PUT /api/v1/account/app', { status: 200, body: { recoveryCodes: CODES } });
      server.answer('POST /api/v1/account/recovery-codes', { status: 200, body: { recoveryCodes: CODES } });
      server.answer('PUT /api/v1/account/password', { status: 204 });
      server.answer('DELETE /api/v1/account/app', { status: 204 });
    },
  });
  onTestFinished(on.close);
  await on.page.getByText('jo@practice.example').first().waitFor();
  return on;
}

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a small phone', { viewport: { width: 320, height: 640 } }],
  ['in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  ['wide', { viewport: { width: 1366, height: 900 } }],
];

describe.each(LOOKS)('%s', (_look, context) => {
  test('adding an app and reading recovery codes is accessible', async () => {
    const { page, server } = await open(JO, context);
    const check = async () => {
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    };
    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    await check();
    await page.getByRole('button', { name: 'Add this app' }).click();
    await page.getByText('Enter the code that your app shows.').waitFor();
    await check();
    server.answer('GET /api/v1/account', { status: 200, body: WITH_APP });
    await page.getByLabel('The code that it shows now').fill('123456');
    await page.getByRole('button', { name: 'Add this app' }).click();
    await page.getByRole('list', { name: 'Your recovery codes' }).waitFor();
    await check();
  });
});

test('an app is added by the picture or the text, and its codes are shown once', async () => {
  const { page, server } = await open(JO);
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  await page.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP').waitFor();
  server.answer('GET /api/v1/account', { status: 200, body: WITH_APP });
  await page.getByLabel('The code that it shows now').fill('123456');
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: 'Your recovery codes' });
  await list.waitFor();
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual(CODES);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('branchboard-recovery-codes.txt');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.sheet').innerText()).toContain(CODES[9]);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'I have them' }).click();
  expect(await list.count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toContain(CODES[0]);
});

test('a device that was signed in for a while asks for a proof, and goes on with what was asked', async () => {
  const { page, server } = await open(WITH_APP);
  server.answer('POST /api/v1/account/recovery-codes', AGAIN, { status: 200, body: { recoveryCodes: CODES } });
  server.answer('POST /api/v1/account/proof', { status: 204 });
  await page.getByRole('button', { name: 'Make new codes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
  const proof = page.getByRole('dialog', { name: 'Prove that it is still you' });
  await proof.waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await proof.getByLabel('Password').fill('lantern kettle orbit');
  await proof.getByLabel('Code from your app, or a recovery code').fill('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Your recovery codes' }).waitFor();
  const proved = server.recorded.find(({ path }) => path.endsWith('/proof'));
  expect(proved?.body).toEqual({ password: 'lantern kettle orbit', code: '123456' });
});

test('a password is changed, and one that is too short goes nowhere', async () => {
  const { page, server } = await open(JO);
  await page.getByLabel('New password').fill('short');
  await page.keyboard.press('Enter');
  await page.getByText('Choose a password of at least 12 characters.').waitFor();
  expect(server.recorded).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('New password').fill('pebble lantern orbit quince');
  await page.keyboard.press('Enter');
  await page.getByText('Your password was changed.').first().waitFor();
  expect(server.recorded.map(({ method, body }) => [method, body])).toEqual([
    ['PUT', { password: 'pebble lantern orbit quince' }],
  ]);
});

test.each([
  ['', '/lead'],
  ['?then=%2Fwallboard%3Ftrouble%3Dfirst', '/wallboard?trouble=first'],
  ['?then=%2F%2Felsewhere.example%2Flead', '/lead'],
  ['?then=%2Faccount', '/lead'],
])('whoever came by a password alone (%s) is told what to do, and goes on to %s', async (search, place) => {
  const needs = { ...SESSIONS.lead, needs: 'second-factor' } as never;
  const { page, server } = await open(JO, {}, needs, search);
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  server.answer('GET /api/v1/account', { status: 200, body: WITH_APP });
  server.signIn(SESSIONS.lead);
  await page.getByLabel('The code that it shows now').fill('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have them' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(new URL(place, server.origin).href);
});
