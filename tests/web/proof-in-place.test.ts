import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Account } from '../../shared/wire/account.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { EVERYBODY, peopleAnswer, sender, sendersAnswer, tokensAnswer } from '../support/people-lists.ts';
import { problemAnswer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const AGAIN = problemAnswer('prove-again', 'Nothing was saved. Prove who you are, then send it again.');
const DONE = { status: 204 };
const OWN: Account = {
  name: 'Sam Jones',
  email: 'sam@practice.example',
  role: 'admin',
  branchNames: [],
  ways: { password: true, passkeys: 0, app: false, recoveryCodes: 0 },
  sessions: [],
  now: '2019-12-31T10:42:00.000Z',
  timeZone: 'Europe/London',
};
const PROGRAM = {
  id: 'token-1',
  name: 'Phone system',
  role: 'operations' as const,
  branches: [],
  createdAt: '2019-12-30T09:00:00.000Z',
  expiresAt: null,
};

test.each([
  ['a person is removed', 'people', 'Mo Ali', /Remove/, 'Remove Mo Ali', '/api/v1/people/mo'],
  ['the token of a sender ends', 'senders', 'Yaxham', /Revoke/, 'Revoke the token', '/api/v1/senders/yaxham-1'],
  ['an API token ends', 'senders', 'Phone system', /Revoke/, 'Revoke the token', '/api/v1/tokens/token-1'],
])('before %s, who is there proves it in place, and it goes on', async (...args) => {
  const [, screen, name, button, action, path] = args;
  const { page, server, close } = await openStaffPage('operations', {
    path: `/operations/${screen}`,
    context: { viewport: { width: 360, height: 740 } },
    prepare(before) {
      before.answer('GET /api/v1/people', peopleAnswer(EVERYBODY));
      before.answer('GET /api/v1/senders', sendersAnswer([sender({ id: 'yaxham-1', branch: 'yaxham' })]));
      before.answer('GET /api/v1/tokens', tokensAnswer([PROGRAM]));
      before.answer('GET /api/v1/account', { status: 200, body: OWN });
      before.answer('POST /api/v1/account/proof', DONE);
      before.answer(`DELETE ${path}`, AGAIN);
    },
  });
  onTestFinished(close);
  await page.getByRole('row', { name }).getByRole('button', { name: button }).first().click();
  await page.locator('.dialog--form').getByRole('button', { name: action }).click();
  await page.getByLabel('Password').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  server.answer(`DELETE ${path}`, DONE);
  await page.keyboard.type('a long enough password');
  await page.keyboard.press('Enter');
  await page.locator('.dialog--form').waitFor({ state: 'hidden' });
  expect(server.recorded.map((one) => `${one.method} ${one.path}`)).toEqual([
    `DELETE ${path}`,
    'POST /api/v1/account/proof',
    `DELETE ${path}`,
  ]);
});
