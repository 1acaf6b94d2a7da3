import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { SecondWay } from '../../shared/wire/codes.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, SESSIONS } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const WHO = { email: 'jo@practice.example', password: 'lantern kettle orbit' };
const REFUSED = 'This code is not right, or it was used or is too old. Check it, or get a new one.';

async function openSignIn(context: BrowserContextOptions = {}) {
  const on = await openStaffPage('sign-in', {
    context,
    prepare(server) {
      server.answer('GET /api/v1/session/ways', { status: 200, body: { provider: null, mail: true } });
      server.answer(
        'POST /api/v1/session/mail-code',
        { status: 202, body: { step: 'bb_mailed' } },
        { status: 202, body: { step: 'bb_again' } },
      );
    },
  });
  onTestFinished(on.close);
  await on.page.getByRole('button', { name: 'Mail me a code instead' }).waitFor();
  return on;
}

/** Where a password was right and a code is asked for. */
async function openStep(ways: readonly SecondWay[], context: BrowserContextOptions = {}) {
  const on = await openSignIn(context);
  on.server.answer('POST /api/v1/session', { status: 200, body: { next: 'code', step: 'bb_step', ways } });
  await on.page.getByLabel('Email address').fill(WHO.email);
  await on.page.getByLabel('Password', { exact: true }).fill(WHO.password);
  await on.page.keyboard.press('Enter');
  await on.page.getByLabel('Code').waitFor();
  await focusOnCode(on.page);
  return on;
}

const focusOnCode = (page: Page) => page.waitForFunction(() => document.activeElement?.id === 'code');
const sentCodes = ({ server }: Awaited<ReturnType<typeof openSignIn>>) =>
  server.recorded.filter(({ path }) => path === '/api/v1/session/code').map(({ body }) => body);

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a small phone', { viewport: { width: 320, height: 640 } }],
  ['in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  ['wide', { viewport: { width: 1366, height: 900 } }],
];

describe.each(LOOKS)('%s', (_look, context) => {
  test('the step is accessible for every kind of code, with and without faults', async () => {
    const { page, server } = await openStep(['app', 'mail', 'recovery'], context);
    server.answer('POST /api/v1/session/code', problemAnswer('not-signed-in', REFUSED));
    for (const use of [null, 'Mail me a code', 'Use a recovery code']) {
      if (use) await page.getByRole('button', { name: use }).click();
      await focusOnCode(page);
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForFunction(() => document.activeElement?.className === 'error-summary');
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    }
  });
});

test('the code of an app is typed into one field, which phones fill in, and signs in', async () => {
  const on = await openStep(['app', 'recovery']);
  const { page, server } = on;
  const field = page.getByLabel('Code');
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  expect(await field.getAttribute('inputmode')).toBe('numeric');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Enter the code of your app');
  server.answer('POST /api/v1/session/code', { status: 200, body: SESSIONS.lead });
  server.signIn(SESSIONS.lead);
  await field.fill(' 123 456 ');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lead');
  expect(sentCodes(on)).toEqual([{ step: 'bb_step', way: 'app', code: '123 456' }]);
});

test('a wrong code says so, keeps what was typed and can be typed again', async () => {
  const on = await openStep(['app', 'recovery']);
  const { page, server } = on;
  server.answer('POST /api/v1/session/code', problemAnswer('not-signed-in', REFUSED));
  await page.getByLabel('Code').fill('000000');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.className === 'error-summary');
  expect(await page.locator('.error-summary > p').innerText()).toBe(REFUSED);
  expect(await page.getByLabel('Code').inputValue()).toBe('000000');
  server.answer('POST /api/v1/session/code', { status: 200, body: { ...SESSIONS.lead, needs: null } });
  server.signIn(SESSIONS.lead);
  await page.getByLabel('Code').fill('123456');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/lead');
  expect(sentCodes(on)).toHaveLength(2);
});

test('whose phone is lost types a recovery code, with the letters of a keyboard', async () => {
  const on = await openStep(['app', 'recovery']);
  const { page, server } = on;
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await focusOnCode(page);
  expect(await page.getByLabel('Code').getAttribute('inputmode')).toBeNull();
  server.answer('POST /api/v1/session/code', { status: 200, body: SESSIONS.operations });
  server.signIn(SESSIONS.operations);
  await page.keyboard.type('bcdf-ghjk-mnpr-stvw');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/operations');
  expect(sentCodes(on)).toEqual([{ step: 'bb_step', way: 'recovery', code: 'bcdf-ghjk-mnpr-stvw' }]);
});

test('where mail is the way, a code is mailed at once, and another one when it is asked for', async () => {
  const on = await openStep(['mail']);
  const { page, server } = on;
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Check your mail');
  await page.getByRole('button', { name: 'Send another code' }).click();
  await page.getByText('We sent another code.').first().waitFor();
  server.answer('POST /api/v1/session/code', { status: 200, body: SESSIONS.lead });
  server.signIn(SESSIONS.lead);
  await page.getByLabel('Code').fill('1234 5678');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lead');
  const mailed = server.recorded.filter(({ path }) => path === '/api/v1/session/mail-code').map(({ body }) => body);
  expect(mailed).toEqual([{ step: 'bb_step' }, { step: 'bb_mailed' }]);
  expect(sentCodes(on)).toEqual([{ step: 'bb_again', way: 'mail', code: '1234 5678' }]);
});

test('a lead who remembers no password has a code mailed, and nobody learns whether they have an account', async () => {
  const on = await openSignIn();
  const { page, server } = on;
  await page.getByRole('button', { name: 'Mail me a code instead' }).click();
  expect(await page.locator('.error-summary li').allInnerTexts()).toEqual(['Enter your email address.']);
  expect(server.recorded.filter(({ path }) => path.endsWith('/mail-code'))).toEqual([]);
  await page.getByLabel('Email address').fill(WHO.email);
  await page.getByRole('button', { name: 'Mail me a code instead' }).click();
  await page.getByText(`If ${WHO.email} may sign in by mail, a code is on its way.`).first().waitFor();
  await focusOnCode(page);
  expect(await axeFaults(page)).toEqual([]);
  server.answer('POST /api/v1/session/code', { status: 200, body: SESSIONS.lead });
  server.signIn(SESSIONS.lead);
  await page.keyboard.type('12345678');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lead');
  expect(sentCodes(on)).toEqual([{ step: 'bb_mailed', way: 'mail', code: '12345678' }]);
});

test('whoever begins again is back at the address and the password', async () => {
  const { page } = await openStep(['app', 'recovery']);
  await page.getByRole('button', { name: 'Begin again' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'email');
  expect(await page.getByLabel('Code').count()).toBe(0);
});

test('a password alone leads to the account, where the next way is added', async () => {
  const { page, server } = await openSignIn();
  const session = { ...SESSIONS.operations, needs: 'second-factor' } as const;
  server.answer('POST /api/v1/session', { status: 200, body: session });
  server.signIn(session);
  await page.getByLabel('Email address').fill(WHO.email);
  await page.getByLabel('Password', { exact: true }).fill(WHO.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account?**');
  expect(new URL(page.url()).search).toBe('?then=%2Foperations');
});

test.each(['lead', 'operations', 'wallboard'] as const)('and the page %s leads there too', async (face) => {
  const session = { ...SESSIONS.operations, needs: 'second-factor' } as const;
  const on = await openStaffPage(face, { session, live: false });
  onTestFinished(on.close);
  await on.page.waitForURL('**/account?**');
  expect(new URL(on.page.url()).search).toBe(`?then=%2F${face}`);
});
