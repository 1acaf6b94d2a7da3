import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { ApiToken } from '../../shared/wire/tokens.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { sender, sendersAnswer, tokensAnswer } from '../support/people-lists.ts';
import type { StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const SENDERS = '/api/v1/senders';
const TOKENS = '/api/v1/tokens';
const SCRIPT: ApiToken = {
  id: 'token-1',
  name: 'Phone system',
  role: 'lead',
  branches: ['orton-mere', 'eye-church'],
  createdAt: '2019-12-30T09:00:00.000Z',
  expiresAt: '2020-01-31T09:00:00.000Z',
};
const OFFICE_SCRIPT: ApiToken = {
  ...SCRIPT,
  id: 'token-2',
  name: 'Export',
  role: 'operations',
  branches: [],
  expiresAt: null,
};
const DESK = { viewport: { width: 1366, height: 768 } };
const TOKEN = `bbs_${'q7Rk2'.repeat(8)}xyz`;
const CLAYTON = sender({ id: 'clayton-1', branch: 'clayton', lastBeatAt: '2019-12-31T10:41:48.000Z' });
const CLAYTON_NEW = sender({ id: 'clayton-2', branch: 'clayton', createdAt: '2019-12-31T10:30:00.000Z' });
const YAXHAM = sender({ id: 'yaxham-1', branch: 'yaxham' });
const CANARY = sender({ id: 'canary-1', branch: null, lastBeatAt: '2019-12-31T08:42:00.000Z' });
const NEW = sender({ id: 'stanway-1', branch: 'stanway', createdAt: '2019-12-31T10:42:00.000Z' });

async function open(prepare: (server: StaffPageServer) => void = () => {}, options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/senders',
    context: DESK,
    prepare(server) {
      server.answer(`GET ${SENDERS}`, sendersAnswer([CANARY, CLAYTON, CLAYTON_NEW, YAXHAM]));
      server.answer(`GET ${TOKENS}`, tokensAnswer([SCRIPT, OFFICE_SCRIPT]));
      server.answer(`POST ${SENDERS}`, { status: 201, body: { sender: NEW, token: TOKEN } });
      prepare(server);
    },
    ...options,
  });
  onTestFinished(on.close);
  const screen = on.page.locator('senders-screen');
  return {
    ...on,
    screen,
    dialog: on.page.locator('.dialog--form'),
    card: on.page.locator('sender-card'),
    row: (name: string) => screen.getByRole('row', { name }),
  };
}

test('each branch says when it was heard, and by which of its tokens', async () => {
  const { screen, row } = await open();
  await screen.getByText('2 of 18 branches have a sender.').waitFor();
  const clayton = await row('Clayton').innerText();
  expect(clayton).toMatch(/1\d s ago/);
  expect(clayton).toContain('Made yesterday at 9am, in use');
  expect(clayton).toContain('Made 10:30am, not in use');
  expect(clayton).toContain('Two tokens at most');
  expect(await row('Yaxham').innerText()).toContain('Not heard yet');
  expect(await row('Stanway').innerText()).toContain('No sender');
  expect(await row('Canary').innerText()).toContain('2 h ago');
  expect(await row('Canary').locator('.on--on').count()).toBe(0);
});

test('what the automatic checks heard lately is told before the list is read again', async () => {
  const { server, row } = await open();
  await row('Yaxham').getByText('Not heard yet').waitFor();
  server.watch({});
  await row('Yaxham')
    .getByText(/^1\d s ago$/)
    .waitFor();
  expect(await row('Yaxham').locator('.on--on').count()).toBe(1);
});

test('without a sender and without a canary the screen says what that means', async () => {
  const { screen } = await open((server) => server.answer(`GET ${SENDERS}`, sendersAnswer([])));
  await screen.getByText('No branch has a sender yet.').waitFor();
  expect(await screen.innerText()).toContain('No canary is set up.');
});

test('a sender is set up by keyboard alone, its token is shown once, and its first beat is told', async () => {
  const { page, screen, dialog, card, server, spoken } = await open();
  await screen.getByRole('button', { name: 'Set up: Stanway' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card.waitFor();
  await until('the keys are at the token', () => page.evaluate(() => document.activeElement?.id === 'sender-heading'));
  expect(server.recorded).toMatchObject([{ method: 'POST', path: SENDERS, body: { branch: 'stanway' } }]);
  expect(await card.getByLabel('Token', { exact: true }).inputValue()).toBe(TOKEN);
  expect(await card.getByLabel('Try it on the PC', { exact: true }).inputValue()).toBe(
    'node branchboard-sender-stanway.mjs --once',
  );
  await card.getByText('Waiting for the first beat').waitFor();
  server.answer(`GET ${SENDERS}`, sendersAnswer([{ ...NEW, lastBeatAt: '2019-12-31T10:42:20.000Z' }]));
  await card.getByText('Stanway Surgery is heard. The sender works.').waitFor();
  expect(await spoken()).toContain('Stanway Surgery is heard. The sender works.');
  await card.getByRole('button', { name: 'Done, hide the token' }).click();
  expect(await page.content()).not.toContain(TOKEN);
});

test('a token that is open is there again after another screen, and the browser asks before it is lost', async () => {
  const { page, screen, dialog, card } = await open();
  await screen.getByRole('button', { name: 'Set up: Stanway' }).click();
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  await card.waitFor();
  await page.getByRole('link', { name: 'Branches' }).click();
  await page.locator('[data-row="stanway"]').waitFor();
  await page.getByRole('link', { name: 'Senders' }).click();
  expect(await card.getByLabel('Token', { exact: true }).inputValue()).toBe(TOKEN);

  const asked = page.waitForEvent('dialog');
  const leaving = page.reload().catch(() => null);
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await leaving;
  expect(await card.getByLabel('Token', { exact: true }).inputValue()).toBe(TOKEN);
  await card.getByRole('button', { name: 'Done, hide the token' }).click();
  await page.reload();
  await screen.getByRole('button', { name: 'Set up: Stanway' }).waitFor();
});

test('an address or a check that cannot be one is told before anything is downloaded', async () => {
  const { page, screen, dialog, card } = await open();
  await screen.getByRole('button', { name: 'Set up: Stanway' }).click();
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  await card.getByText('Let it check services too').click();
  await card.getByLabel('Records').fill('records.example');
  await card.getByRole('button', { name: 'Download the sender' }).click();
  await card.getByText('Write tcp HOST:PORT').waitFor();
  await until('the keys are at it', () => page.evaluate(() => document.activeElement?.id === 'form-records'));
  await card.getByLabel('Records').fill('tcp records.example:443, gateway');
  await card.getByLabel('Address of the board').fill('status.practice.example');
  await card.getByRole('button', { name: 'Download the sender' }).click();
  await card.getByText('Write an address').waitFor();
  expect(await card.getByText('Write tcp HOST:PORT').count()).toBe(0);
});

test('a token is revoked only after it is said what that means', async () => {
  const { page, row, dialog, server } = await open((before) =>
    before.answer(`DELETE ${SENDERS}/yaxham-1`, { status: 204 }),
  );
  await row('Yaxham')
    .getByRole('button', { name: /Revoke/ })
    .click();
  expect(await dialog.innerText()).toContain('Nothing tells then that Yaxham Surgery has its line.');
  server.answer(`GET ${SENDERS}`, sendersAnswer([CLAYTON]));
  await dialog.getByRole('button', { name: 'Revoke the token' }).click();
  await row('Yaxham').getByText('No sender').waitFor();
  expect(server.recorded).toMatchObject([{ method: 'DELETE', path: `${SENDERS}/yaxham-1` }]);
  await until('the focus has a place', () => page.evaluate(() => document.activeElement?.id === 'senders-heading'));
});

test('every API token is told with what it may do and until when, and is revoked by keyboard', async () => {
  const { page, row, dialog, server } = await open((before) =>
    before.answer(`DELETE ${TOKENS}/token-1`, { status: 204 }),
  );
  expect(await row('Phone system').innerText()).toContain('Orton Mere Surgery and Eye Church Surgery');
  expect(await row('Phone system').innerText()).toContain('Made yesterday at 9am, until Friday 31 January 2020');
  expect(await row('Export').innerText()).toContain('all branches, and do what operations may');
  expect(await row('Export').innerText()).toContain('until it is revoked');
  await row('Phone system').getByRole('button', { name: 'Revoke: Phone system' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'Revoke the token of Phone system?' }).waitFor();
  server.answer(`GET ${TOKENS}`, tokensAnswer([OFFICE_SCRIPT]));
  await dialog.getByRole('button', { name: 'Revoke the token' }).focus();
  await page.keyboard.press('Enter');
  await row('Phone system').waitFor({ state: 'detached' });
  expect(server.recorded).toMatchObject([{ method: 'DELETE', path: `${TOKENS}/token-1` }]);
  await until('the focus has a place', () => page.evaluate(() => document.activeElement?.id === 'tokens-heading'));
});

test('where no program has a token, that is said', async () => {
  const { screen } = await open((server) => server.answer(`GET ${TOKENS}`, tokensAnswer([])));
  await screen.getByText('No program has a token.').waitFor();
  expect(await screen.getByRole('button', { name: /^Revoke: (?:Phone|Export)/ }).count()).toBe(0);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1366, 1920]) {
    test(`the list, the token and the questions have no fault for anybody, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: theme };
      const { page, screen, dialog, card, row } = await open(undefined, { context });
      const clean = async () => {
        expect(await axeFaults(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      };
      await screen.getByText('2 of 18 branches').waitFor();
      await clean();
      await row('Clayton')
        .getByRole('button', { name: /Revoke/ })
        .first()
        .click();
      await clean();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await screen.getByRole('button', { name: 'Set up: Stanway' }).click();
      await dialog.getByRole('button', { name: 'Make a token' }).click();
      await card.waitFor();
      for (const summary of await card.locator('summary').all()) await summary.click();
      await clean();
    });
  }
}
