import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { display, displaysAnswer, OFFICE_WALL, RECEPTION } from '../support/people-lists.ts';
import { problemAnswer, type StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const DISPLAYS = '/api/v1/displays';
const DESK = { viewport: { width: 1366, height: 768 } };
const WAITS = display({ id: 'wall-3', name: 'Meeting room', pairedAt: '2019-12-31T10:42:00.000Z' });

async function open(prepare: (server: StaffPageServer) => void = () => {}, options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/displays',
    context: DESK,
    prepare(server) {
      server.answer(`GET ${DISPLAYS}`, displaysAnswer([WAITS, OFFICE_WALL, RECEPTION]));
      prepare(server);
    },
    ...options,
  });
  onTestFinished(on.close);
  const screen = on.page.locator('displays-screen');
  return {
    ...on,
    screen,
    dialog: on.page.locator('.dialog--form'),
    row: (name: string) => screen.getByRole('row', { name }),
  };
}

test('each wallboard says whether it is on, since when it is paired, and where it is', async () => {
  const { screen, row } = await open();
  await screen.getByText('3 screens').waitFor();
  expect(await row('Office wall').innerText()).toMatch(/On\s+yesterday at 9am\s+192\.0\.2\.17/);
  expect(await row('Reception').innerText()).toContain('Last seen 4 h ago');
  expect(await row('Meeting room').innerText()).toContain('Waiting for it to come up');
});

test('without a wallboard the screen tells how to get one', async () => {
  const { server, screen } = await open((before) => before.answer(`GET ${DISPLAYS}`, displaysAnswer([])));
  await screen.getByText('No screen is paired yet.').waitFor();
  expect(await screen.innerText()).toContain(`${server.origin}/wallboard`);
  expect(await screen.innerText()).toContain('This address works on this computer only.');
});

test('a wallboard is paired by its code as people type it, by keyboard alone, and it is said when it comes up', async () => {
  const { page, screen, dialog, server, spoken } = await open((before) => {
    before.answer(
      `GET ${DISPLAYS}`,
      displaysAnswer([]),
      displaysAnswer([WAITS]),
      displaysAnswer([{ ...WAITS, lastSeenAt: WAITS.pairedAt }]),
    );
    before.answer(`POST ${DISPLAYS}`, { status: 201, body: WAITS });
  });
  await screen.getByRole('button', { name: 'Pair a screen' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('k7p4 2m');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Wall');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Meeting room');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(server.recorded).toMatchObject([{ path: DISPLAYS, body: { code: 'k7p4 2m', name: 'Meeting room' } }]);
  await until('it is said', async () => (await spoken()).includes('Meeting room is on.'));
  expect(await spoken()).toContain('Paired. The screen comes up in a few seconds.');
  expect(await screen.locator('.on').innerText()).toBe('On');
});

test('a code that cannot be one is told before it is sent, and one that no wallboard shows in its place', async () => {
  const refusal = problemAnswer('bad-request', 'Nothing was changed. See the list of faults.');
  const faults = [
    { path: '/code', message: 'no wallboard shows this code. Codes change after 10 minutes: look again.' },
  ];
  const { page, screen, dialog, server } = await open((before) =>
    before.answer(`POST ${DISPLAYS}`, { ...refusal, body: { ...(refusal.body as object), faults } }),
  );
  await screen.getByRole('button', { name: 'Pair a screen' }).click();
  await dialog.getByLabel('Code').fill('K7P4');
  await dialog.getByRole('button', { name: 'Pair it' }).click();
  expect(await dialog.locator('.error-summary li').allInnerTexts()).toEqual([
    'Code: A code has 6 letters and digits, such as K7P4-2M.',
    'What it shows: Choose what it shows.',
    'Name: Fill this in.',
  ]);
  expect(server.recorded).toEqual([]);
  await dialog.getByLabel('Code').fill('K7P4-2N');
  await dialog.getByLabel('What it shows').selectOption({ label: 'Wallboard, for staff' });
  await dialog.getByLabel('Name').fill('Office wall');
  await dialog.getByRole('button', { name: 'Pair it' }).click();
  await dialog.locator('#form-code-fault').waitFor();
  expect(await dialog.locator('#form-code-fault').innerText()).toContain('no wallboard shows this code');
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Office wall');
  expect(await axeFaults(page)).toEqual([]);
});

test('a wallboard is removed only after it is said what that means', async () => {
  const { page, screen, row, dialog, server } = await open((before) =>
    before.answer(`DELETE ${DISPLAYS}/wall-1`, { status: 204 }),
  );
  await row('Office wall').getByRole('button', { name: 'Remove' }).click();
  expect(await dialog.innerText()).toContain('Within 5 seconds it shows a new code in place of the board.');
  server.answer(`GET ${DISPLAYS}`, displaysAnswer([RECEPTION]));
  await dialog.getByRole('button', { name: 'Remove Office wall' }).click();
  await screen.getByText('1 screen').waitFor();
  expect(server.recorded).toMatchObject([{ method: 'DELETE', path: `${DISPLAYS}/wall-1` }]);
  await until('the focus has a place', () => page.evaluate(() => document.activeElement?.id === 'displays-heading'));
});

test('a screen is paired for the waiting room of a surgery, and moved to that of another', async () => {
  const room = display({ id: 'room-1', name: 'Front desk', waitingRoomOf: 'clayton' });
  const { screen, row, dialog, server } = await open((before) => {
    before.answer(`GET ${DISPLAYS}`, displaysAnswer([]), displaysAnswer([room]));
    before.answer(`POST ${DISPLAYS}`, { status: 201, body: room });
    before.answer(`PUT ${DISPLAYS}/room-1`, { status: 200, body: { ...room, waitingRoomOf: 'yaxham' } });
  });
  expect(await screen.innerText()).toContain(`${server.origin}/waiting-room`);
  await screen.getByRole('button', { name: 'Pair a screen' }).click();
  await dialog.getByLabel('Code').fill('K7P4-2M');
  await dialog.getByLabel('What it shows').selectOption({ label: 'Waiting room of Clayton Surgery' });
  await dialog.getByLabel('Name').fill('Front desk');
  await dialog.getByRole('button', { name: 'Pair it' }).click();
  await row('Front desk').getByText('Waiting room of Clayton Surgery').waitFor();
  await row('Front desk').getByRole('button', { name: 'Move: Front desk', exact: true }).click();
  await dialog.getByLabel('Waiting room of').selectOption({ label: 'Yaxham Surgery' });
  server.answer(`GET ${DISPLAYS}`, displaysAnswer([{ ...room, waitingRoomOf: 'yaxham' }]));
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await row('Front desk').getByText('Waiting room of Yaxham Surgery').waitFor();
  expect(server.recorded).toMatchObject([
    { method: 'POST', body: { code: 'K7P4-2M', name: 'Front desk', waitingRoomOf: 'clayton' } },
    { method: 'PUT', path: `${DISPLAYS}/room-1`, body: { waitingRoomOf: 'yaxham' } },
  ]);
});

test('what was read a while ago is not called on, and the list is read again when somebody comes back', async () => {
  const { page, screen, row, server } = await open(undefined, { ownClock: true, live: false });
  await until('the list is there', async () => {
    await page.clock.fastForward(100);
    return screen.getByText('3 screens').isVisible();
  });
  server.answer(`GET ${DISPLAYS}`, displaysAnswer([OFFICE_WALL]), 'lost');
  // Nobody has touched anything for longer than a session of somebody at work is kept alive for.
  for (let minute = 0; minute < 12; minute += 1) await page.clock.runFor(60_000);
  await until('it is no longer called on', async () => /Last seen/.test(await row('Office wall').innerText()));
  await page.keyboard.press('Shift');
  await screen.getByText('We cannot read this list now.').waitFor();
  expect(await screen.locator('.on--on').count()).toBe(0);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1366, 1920]) {
    test(`the list, the form and the empty list have no fault for anybody, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: theme };
      const { page, screen, dialog, server } = await open(undefined, { context });
      const clean = async () => {
        expect(await axeFaults(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      };
      await screen.getByText('3 screens').waitFor();
      await clean();
      await screen.getByRole('button', { name: 'Pair a screen' }).click();
      await dialog.waitFor();
      await clean();
      server.answer(`GET ${DISPLAYS}`, displaysAnswer([]));
      await page.reload();
      await screen.getByText('No screen is paired yet.').waitFor();
      await clean();
    });
  }
}
