import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Account } from '../../shared/wire/account.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, type StaffPageServer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const ACCOUNT = '/api/v1/account';
const HERE = {
  id: 'here',
  current: true,
  way: 'passkey',
  device: 'Chrome on Android',
  address: '192.0.2.7',
  createdAt: '2019-12-31T09:12:00.000Z',
  seenAt: '2019-12-31T10:41:30.000Z',
  expiresAt: '2020-01-30T09:12:00.000Z',
} as const;
const DESK = {
  ...HERE,
  id: 'desk',
  current: false,
  way: 'password',
  device: 'Edge on Windows',
  createdAt: '2019-12-30T08:00:00.000Z',
  seenAt: '2019-12-30T17:30:00.000Z',
  expiresAt: '2019-12-31T20:00:00.000Z',
} as const;
const JO: Account = {
  name: 'Jo Smith',
  email: 'jo@practice.example',
  role: 'lead',
  branchNames: ['Clayton', 'Yaxham'],
  ways: { password: true, passkeys: 1, app: false, recoveryCodes: 8 },
  sessions: [HERE, DESK],
  now: '2019-12-31T10:42:00.000Z',
  timeZone: 'Europe/London',
};
const ALONE: Account = { ...JO, sessions: [HERE] };

async function open(prepare: (server: StaffPageServer) => void = () => {}, context: BrowserContextOptions = {}) {
  const on = await openStaffPage('account', {
    context,
    prepare(server) {
      server.answer(`GET ${ACCOUNT}`, { status: 200, body: JO });
      server.answer(`GET ${ACCOUNT}/passkeys`, { status: 200, body: { passkeys: [] } });
      prepare(server);
    },
  });
  onTestFinished(on.close);
  return { ...on, places: on.page.locator('.own-session') };
}

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a small phone', { viewport: { width: 320, height: 640 } }],
  ['in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  ['wide', { viewport: { width: 1366, height: 900 } }],
];

describe.each(LOOKS)('%s', (_look, context) => {
  test('the account is accessible', async () => {
    const { page } = await open(() => {}, context);
    await page.getByText('jo@practice.example').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });
});

test('says who one is and where one is signed in, this device first', async () => {
  const { page, places } = await open();
  await places.first().waitFor();
  expect(await page.locator('.account__who').innerText()).toMatch(/Jo Smith[^]*Lead[^]*Clayton and Yaxham/);
  expect(await places.nth(0).innerText()).toMatch(
    /Chrome on Android\s+This device[^]*Signed in at 9:12am, by a passkey\.[^]*Used just now, from 192\.0\.2\.7\.[^]*Ends by itself on Thursday 30 January 2020\./,
  );
  expect(await places.nth(1).innerText()).toMatch(
    /Edge on Windows[^]*Signed in at 8am on Monday 30 December 2019, by a password\.[^]*Ends by itself at 8pm\./,
  );
});

test('a place is signed out by keyboard, and it is said', async () => {
  const { page, places, server, spoken } = await open((before) =>
    before.answer(`DELETE ${ACCOUNT}/sessions/desk`, { status: 204 }),
  );
  const button = places.nth(1).getByRole('button', { name: 'Sign out there: Edge on Windows' });
  await button.focus();
  server.answer(`GET ${ACCOUNT}`, { status: 200, body: ALONE });
  await page.keyboard.press('Enter');
  await page.getByText('Signed out there.').first().waitFor();
  expect(server.recorded).toMatchObject([{ method: 'DELETE', path: `${ACCOUNT}/sessions/desk` }]);
  expect(await spoken()).toContain('Signed out there.');
  await page.waitForFunction(() => document.activeElement?.id === 'sessions-heading');
  expect(await places.count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Sign out everywhere else' }).count()).toBe(0);
});

test('all other places are signed out at once', async () => {
  const { page } = await open((before) =>
    before.answer(`DELETE ${ACCOUNT}/sessions`, { status: 200, body: { ended: 1 } }),
  );
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.locator('.account__said').waitFor();
  expect(await page.locator('.account__said').innerText()).toBe('Signed out in 1 other place.');
});

test('what could not be done is said in words, and nothing looks done', async () => {
  const { page, places } = await open((before) =>
    before.answer(`DELETE ${ACCOUNT}/sessions/desk`, problemAnswer('not-allowed', 'You may not do this.')),
  );
  await places.nth(1).getByRole('button').click();
  await page.getByRole('alert').getByText('You may not do this.').waitFor();
  expect(await places.count()).toBe(2);
  expect(await axeFaults(page)).toEqual([]);
});

test('an account that cannot be read says so, and comes when it is asked for again', async () => {
  const { page, server } = await open((before) =>
    before.answer(`GET ${ACCOUNT}`, problemAnswer('database-away', 'Later.')),
  );
  await page.getByRole('alert').waitFor({ timeout: 20_000 });
  expect(await axeFaults(page)).toEqual([]);
  server.answer(`GET ${ACCOUNT}`, { status: 200, body: JO });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('jo@practice.example').waitFor();
});

test('whoever is not signed in is sent to sign in, and comes back', async () => {
  const on = await openStaffPage('account', { session: null });
  onTestFinished(on.close);
  await on.page.waitForURL('**/sign-in?**');
  expect(new URL(on.page.url()).search).toBe('?then=%2Faccount');
});
