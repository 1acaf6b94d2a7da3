import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffPage, openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const QUESTION = 'POST /api/v1/set-up/question';
const CODE = 'POST /api/v1/set-up/code';
const OFFER = { role: 'operations', branches: [], branchNames: [], name: null, email: null };
const INVITED = {
  role: 'lead',
  branches: ['clayton', 'yaxham'],
  branchNames: ['Clayton', 'Yaxham'],
  name: 'Jo Smith',
  email: 'jo@practice.example',
};
const offering = (offer: object) => (server: StaffPageServer) => server.answer(QUESTION, { status: 200, body: offer });

async function openSignIn(query = '', prepare = (_server: StaffPageServer) => {}, context: BrowserContextOptions = {}) {
  const on = await openStaffPage('sign-in', { path: `/sign-in${query}`, prepare, context });
  await on.page.waitForSelector('form');
  return on;
}

async function openSetUp(offer: object, context: BrowserContextOptions = {}) {
  const on = await openStaffPage('sign-in', { path: '/set-up#bb_token', prepare: offering(offer), context });
  await on.page.waitForSelector('form');
  return on;
}

async function fillIn(page: Page, fields: Readonly<Record<string, string>>) {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
}

/** What the summary lists, once it has the focus. */
async function summaryOf({ page }: OpenStaffPage): Promise<string[]> {
  await page.waitForFunction(() => document.activeElement?.className === 'error-summary');
  return page.locator('.error-summary li, .error-summary > p').allInnerTexts();
}

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a phone in the light', {}],
  ['on a phone in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  ['wide', { viewport: { width: 1366, height: 900 } }],
];

describe.each(LOOKS)('%s', (_look, context) => {
  test('signing in is accessible, with and without faults', async () => {
    const on = await openSignIn('', () => {}, context);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.page.getByRole('button', { name: 'Sign in' }).click();
    expect(await summaryOf(on)).toEqual(['Enter your email address.', 'Enter your password.']);
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  });

  test.each([
    ['the first account', OFFER],
    ['somebody who was invited', INVITED],
  ])('setting up %s is accessible, with and without faults', async (_case, offer) => {
    const on = await openSetUp(offer, context);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.page.getByRole('button', { name: 'Set up account' }).click();
    expect((await summaryOf(on)).at(-1)).toBe('Choose a password of at least 12 characters.');
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  });
});

describe('signing in', () => {
  const WHO = { 'Email address': 'jo@practice.example', Password: 'lantern kettle orbit' };

  test.each([
    ['', SESSIONS.lead, '/lead'],
    ['', SESSIONS.operations, '/operations'],
    ['?then=%2Foperations%2Fpeople', SESSIONS.operations, '/operations/people'],
    ['?then=https%3A%2F%2Fevil.example%2F', SESSIONS.lead, '/lead'],
    ['?then=%2F%2Fevil.example', SESSIONS.lead, '/lead'],
    ['?then=javascript%3Aalert(1)', SESSIONS.lead, '/lead'],
  ])('at "%s" goes on to a page of ours', async (query, session, place) => {
    const on = await openSignIn(query);
    on.server.answer('POST /api/v1/session', { status: 200, body: session });
    on.server.signIn(session);
    await fillIn(on.page, WHO);
    await on.page.keyboard.press('Enter');
    await on.page.waitForURL((url) => url.pathname === place);
    expect(on.faults).toEqual([]);
    expect(on.server.recorded.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/api/v1/session', body: { email: WHO['Email address'], password: WHO.Password } },
    ]);
    expect(new URL(on.page.url()).origin).toBe(on.server.origin);
    await on.close();
  });

  test('that is refused says why, goes there, and keeps what was typed', async () => {
    const on = await openSignIn();
    const why = 'The email address or the password is not right. Check both, and try again.';
    on.server.answer('POST /api/v1/session', problemAnswer('not-signed-in', why));
    await fillIn(on.page, WHO);
    await on.page.getByRole('button', { name: 'Sign in' }).click();
    expect(await summaryOf(on)).toEqual([why]);
    expect(await on.page.title()).toMatch(/^Error: Sign in – /);
    expect(await on.page.getByLabel('Email address').inputValue()).toBe(WHO['Email address']);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.close();
  });

  test('without a network says so, and works when it is back', async () => {
    const on = await openSignIn();
    on.server.answer('POST /api/v1/session', 'lost');
    await fillIn(on.page, WHO);
    await on.page.keyboard.press('Enter');
    expect((await summaryOf(on))[0]).toMatch(/^We cannot reach Branchboard/);
    on.server.answer('POST /api/v1/session', { status: 200, body: SESSIONS.lead });
    on.server.signIn(SESSIONS.lead);
    await on.page.getByRole('button', { name: 'Sign in' }).click();
    await on.page.waitForURL('**/lead');
    await on.close();
  });

  test('a summary leads to its field, by the keyboard', async () => {
    const on = await openSignIn();
    await on.page.getByLabel('Email address').press('Enter');
    await summaryOf(on);
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('Enter');
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('email');
    const field = on.page.getByLabel('Email address');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('autocomplete')).toBe('username webauthn');
    await on.close();
  });

  test('a password can be looked at, and is hidden again before it is sent', async () => {
    const on = await openSignIn();
    const field = on.page.locator('#password');
    expect(await field.getAttribute('autocomplete')).toBe('current-password');
    await field.fill('lantern kettle orbit');
    await on.page.getByRole('button', { name: 'Show password' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    expect(await on.spoken()).toContain('Your password is shown.');
    expect(await axeFaults(on.page)).toEqual([]);
    await on.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await summaryOf(on);
    expect(await field.getAttribute('type')).toBe('password');
    await on.close();
  });
});

describe('setting up', () => {
  test('the first account asks for all, sends it once with the token, and never puts that in an address', async () => {
    const on = await openSetUp(OFFER);
    const asked: string[] = [];
    on.page.on('request', (request) => void asked.push(request.url()));
    on.server.answer('POST /api/v1/set-up', { status: 201, body: SESSIONS.operations });
    on.server.signIn(SESSIONS.operations);
    await fillIn(on.page, {
      'Your name': 'Sam Jones',
      'Email address': ' sam@practice.example ',
      'Choose a password': 'lantern kettle orbit',
    });
    expect(await on.page.locator('#password').getAttribute('autocomplete')).toBe('new-password');
    await on.page.keyboard.press('Enter');
    await on.page.waitForURL('**/operations');
    expect(on.server.recorded.map(({ body }) => body)).toEqual([
      { token: 'bb_token' },
      { token: 'bb_token', name: 'Sam Jones', email: 'sam@practice.example', password: 'lantern kettle orbit' },
    ]);
    expect(asked.filter((url) => url.replace(/#.*/, '').includes('bb_token'))).toEqual([]);
    await on.close();
  });

  test('somebody who was invited sees who they will be, and chooses a password alone', async () => {
    const on = await openSetUp(INVITED);
    await on.page.getByText('You will be lead of Clayton and Yaxham').waitFor();
    expect(await on.page.getByLabel('Email address').getAttribute('readonly')).not.toBeNull();
    on.server.answer('POST /api/v1/set-up', {
      status: 400,
      body: {
        ...(problemAnswer('bad-request', 'Nothing was saved.').body as object),
        faults: [{ path: '/password', message: 'this is easy to guess.' }],
      },
    });
    await fillIn(on.page, { 'Choose a password': 'Liverpool2026!' });
    await on.page.keyboard.press('Enter');
    expect(await summaryOf(on)).toEqual(['This is easy to guess.']);
    expect(on.server.recorded.at(-1)?.body).toEqual({
      token: 'bb_token',
      email: INVITED.email,
      password: 'Liverpool2026!',
    });
    await on.close();
  });

  test('by a link that was used says so', async () => {
    const answer = problemAnswer('not-found', 'This link was used before.');
    const prepare = (server: StaffPageServer) => server.answer(QUESTION, answer);
    const on = await openStaffPage('sign-in', { path: '/set-up#bb_token', prepare });
    await on.page.getByText('This link was used before.').waitFor();
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await on.page.getByRole('textbox').count()).toBe(0);
    await on.close();
  });

  test('without a link asks for the code of a sheet, in any way of writing it, and goes on as with the link', async () => {
    const on = await openSignIn();
    await on.page.getByRole('link', { name: 'Were you given a sheet with a code?' }).click();
    const code = on.page.getByLabel('Code', { exact: true });
    await code.fill('BCDF-GHJK-MNP0');
    await on.page.keyboard.press('Enter');
    expect(await summaryOf(on)).toEqual([expect.stringMatching(/^Enter the twelve letters of the code\./)]);
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    on.server.answer(CODE, problemAnswer('not-found', 'This code is not right.'));
    await code.fill('bcdf ghjk mnpr');
    await on.page.keyboard.press('Enter');
    await on.page.getByText('This code is not right.').waitFor();
    on.server.answer(CODE, { status: 200, body: { token: 'bb_of-the-code' } });
    offering(INVITED)(on.server);
    await on.page.keyboard.press('Enter');
    await on.page.getByRole('button', { name: 'Continue' }).click();
    await on.page.getByText('You will be lead of Clayton and Yaxham').waitFor();
    expect(await on.page.title()).not.toContain('Error');
    expect(on.server.recorded.map(({ path, body }) => [path, body])).toEqual([
      ['/api/v1/set-up/code', { code: 'BCDF-GHJK-MNPR' }],
      ['/api/v1/set-up/code', { code: 'BCDF-GHJK-MNPR' }],
      ['/api/v1/set-up/question', { token: 'bb_of-the-code' }],
    ]);
    await on.close();
  });
});
