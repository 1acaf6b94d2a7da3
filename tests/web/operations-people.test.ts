import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { ASHA, EVERYBODY, invitationAnswer, JO, LINK, MO, peopleAnswer, person, SAM } from '../support/people-lists.ts';
import { problemAnswer, type StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const PEOPLE = '/api/v1/people';
const DESK = { viewport: { width: 1366, height: 768 } };

async function open(prepare: (server: StaffPageServer) => void = () => {}, options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/people',
    context: DESK,
    prepare(server) {
      server.answer(`GET ${PEOPLE}`, peopleAnswer(EVERYBODY));
      prepare(server);
    },
    ...options,
  });
  onTestFinished(on.close);
  const screen = on.page.locator('people-screen');
  return {
    ...on,
    screen,
    dialog: on.page.locator('.dialog--form'),
    row: (name: string) => screen.getByRole('row', { name }),
  };
}

const focused = (page: Awaited<ReturnType<typeof open>>['page']) => page.evaluate(() => document.activeElement?.id);

test('everybody is listed with role, branches by name, and when they were seen; whoever looks is marked', async () => {
  const { screen, row } = await open();
  await screen.getByText('6 people').waitFor();
  expect(await row('Jo Smith').innerText()).toMatch(
    /Jo Smith[^]*jo@practice\.example[^]*Lead[^]*Clayton[^]*Seen 4 min ago/,
  );
  expect(await row('Asha Patel').innerText()).toMatch(/Yaxham[^]* and Stanway[^]*Waiting: account not set up yet/);
  expect(await row('Kim Lee').innerText()).toContain('Left on Friday 20 December 2019');
  expect(await row('Lee Brown').innerText()).toContain('Last day: Friday 3 January 2020');
  expect(await row('Mo Ali').innerText()).toMatch(/Admin[^]*All[^]*Not signed in/);
  expect(await screen.locator('.people__row--you').allInnerTexts()).toEqual([expect.stringMatching(/^Sam Jones You/)]);
});

test('a lead is added by keyboard alone, and the link is shown once, to be copied', async () => {
  const { page, screen, dialog, server, spoken } = await open((before) =>
    before.answer(`POST ${PEOPLE}`, invitationAnswer(ASHA)),
  );
  await screen.getByRole('button', { name: 'Add a person' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' Asha Patel ');
  await page.keyboard.press('Tab');
  await page.keyboard.type('asha@practice.example');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await dialog.getByRole('checkbox', { name: 'Yaxham' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.locator('.link-card').waitFor();
  expect(server.recorded.map(({ path, body }) => ({ path, body }))).toEqual([
    {
      path: PEOPLE,
      body: {
        name: 'Asha Patel',
        email: 'asha@practice.example',
        role: 'lead',
        branches: ['yaxham'],
        phone: null,
        by: 'link',
      },
    },
  ]);
  await until('the focus is on the link', async () => (await focused(page)) === 'link-heading');
  expect(await spoken()).toContain('Added.');
  expect(await page.locator('.link-card').innerText()).toMatch(
    /Give this link to Asha Patel and to nobody else\. It works once, for 24 hours, until 10:42am tomorrow\./,
  );
  expect(await page.locator('.link-card').innerText()).not.toContain('on this computer only');
  expect(await page.getByRole('img', { name: 'The link as a QR code' }).isVisible()).toBe(true);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await until('it is copied', async () => (await spoken()).includes('The link is copied.'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(LINK);
  await page.getByRole('button', { name: 'Done, hide the link' }).click();
  expect(await page.locator('.link-card').count()).toBe(0);
  expect(await focused(page)).toBe('people-heading');
});

test('where nothing can be copied the link is marked, to be copied by hand', async () => {
  const { page, row, dialog, spoken } = await open((before) =>
    before.answer(`POST ${PEOPLE}/jo/set-up`, invitationAnswer(JO)),
  );
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await row('Jo Smith').getByRole('button', { name: 'New link' }).click();
  expect(await dialog.innerText()).toContain('What they sign in by now works until they use the link.');
  await dialog.getByRole('button', { name: 'Make new link' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await until('it is told', async () => (await spoken()).some((text) => /copy it by hand/.test(text)));
  expect(await page.evaluate(() => String(getSelection()))).toBe(LINK);
});

test('what is missing is told before anything is sent', async () => {
  const { page, screen, dialog, server } = await open();
  await screen.getByRole('button', { name: 'Add a person' }).click();
  await dialog.getByLabel('Email address').fill('asha at practice');
  await dialog.getByRole('button', { name: 'Add and make link' }).click();
  expect(await dialog.locator('.error-summary li').allInnerTexts()).toEqual([
    'Name: Fill this in.',
    'Email address: Write an email address, such as jo@practice.example.',
    'Branches: Choose at least one branch.',
  ]);
  expect(server.recorded).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole('radio', { name: 'Operations' }).check();
  expect(await dialog.locator('.error-summary li').count()).toBe(2);
  expect(await dialog.getByRole('checkbox').count()).toBe(0);
});

test('an answer that was lost is asked for again with the same key, and a refusal then says what may have happened', async () => {
  const taken = problemAnswer('bad-request', 'Nothing was changed.');
  const faults = [{ path: '/email', message: 'somebody with this email address is here already.' }];
  const { screen, dialog, server } = await open((before) => before.answer(`POST ${PEOPLE}`, 'lost'));
  await screen.getByRole('button', { name: 'Add a person' }).click();
  await dialog.getByLabel('Name').fill('Mo Ali');
  await dialog.getByLabel('Email address').fill('mo@practice.example');
  await dialog.getByRole('radio', { name: 'Operations' }).check();
  await dialog.getByRole('button', { name: 'Add and make link' }).click();
  await dialog.getByText('Not saved yet: no connection.').waitFor();
  server.answer(`POST ${PEOPLE}`, { ...taken, body: { ...(taken.body as object), faults } });
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByText('If the person is in the list now, make a new link there.').waitFor();
  expect(await dialog.getByLabel('Email address').getAttribute('aria-invalid')).toBe('true');
  expect(new Set(server.recorded.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('another role, other branches, a mobile number and a last day are saved together', async () => {
  const { page, row, dialog, server, spoken } = await open((before) =>
    before.answer(`PUT ${PEOPLE}/jo`, { status: 200, body: JO }),
  );
  await row('Jo Smith').getByRole('button', { name: 'Change' }).click();
  expect(await dialog.innerText()).toContain('sign Jo Smith out within 5 seconds');
  await dialog.getByRole('checkbox', { name: 'Yaxham' }).check();
  const phone = dialog.getByLabel('Mobile number');
  await phone.fill('01632 960001');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await dialog.innerText()).toContain('Write a mobile number, such as 07700 900123.');
  await phone.fill('07700 900123');
  await dialog.getByLabel('Last day').fill('2020-01-31');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(server.recorded[0]?.body).toEqual({
    role: 'lead',
    branches: expect.toSatisfy((slugs: string[]) => [...slugs].sort().join() === 'clayton,yaxham'),
    leaving: '2020-02-01T00:00:00.000Z',
    phone: '07700 900123',
  });
  expect(await spoken()).toContain('Saved.');
  await until('the focus is back', async () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Change: Jo Smith'),
  );
});

test('somebody is removed only after it is said what that means', async () => {
  const { page, screen, row, dialog, server } = await open((before) =>
    before.answer(`DELETE ${PEOPLE}/jo`, { status: 204 }),
  );
  await row('Jo Smith').getByRole('button', { name: 'Remove' }).click();
  expect(await dialog.innerText()).toMatch(/cannot sign in any more[^]*within 5 seconds[^]*What they reported stays/);
  server.answer(`GET ${PEOPLE}`, peopleAnswer([MO, SAM]));
  await dialog.getByRole('button', { name: 'Remove Jo Smith' }).click();
  await screen.getByText('2 people').waitFor();
  expect(server.recorded).toMatchObject([{ method: 'DELETE', path: `${PEOPLE}/jo`, body: null }]);
  await until('the focus has a place', async () => (await focused(page)) === 'people-heading');
});

test('who was removed by somebody else meanwhile is gone, and no fault is told', async () => {
  const { row, dialog, spoken } = await open((before) =>
    before.answer(`DELETE ${PEOPLE}/jo`, problemAnswer('not-found', 'There is nobody of this name.')),
  );
  await row('Jo Smith').getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove Jo Smith' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await spoken()).toContain('Removed.');
});

test('the last admin cannot be changed or removed, and it is said why before anybody tries', async () => {
  const waiting = person({ id: 'mo', name: 'Mo Ali', role: 'admin', branches: [], state: 'invited' });
  const { row } = await open((before) => before.answer(`GET ${PEOPLE}`, peopleAnswer([JO, waiting, SAM])));
  expect(await row('Sam Jones').getByRole('button').allInnerTexts()).toEqual(['New link']);
  expect(await row('Sam Jones').innerText()).toContain('You are the only admin who can sign in.');
  expect(await row('Mo Ali').getByRole('button').allInnerTexts()).toEqual(['Change', 'New link', 'Remove']);
});

test('who is of operations and no admin finds nothing to do about colleagues, and no such role to give', async () => {
  const { page, screen, row, dialog } = await open((before) =>
    before.answer('GET /api/v1/session', {
      status: 200,
      body: { id: 'mo', name: 'Mo Ali', role: 'operations', branches: [], expiresAt: '2019-12-31T22:00:00.000Z' },
    }),
  );
  expect(await row('Sam Jones').getByRole('button').count()).toBe(0);
  expect(await row('Sam Jones').innerText()).toContain('Admins change people of operations.');
  expect(await row('Jo Smith').getByRole('button').allInnerTexts()).toEqual(['Change', 'New link', 'Remove']);
  await screen.getByRole('button', { name: 'Add a person' }).click();
  expect(await dialog.getByRole('group', { name: 'Role' }).getByRole('radio').count()).toBe(2);
  expect(await axeFaults(page)).toEqual([]);
});

test('a refusal stands in the form, with its words', async () => {
  const detail = 'This is the last admin. Make somebody else an admin first. Nothing was changed.';
  const { page, row, dialog } = await open((before) =>
    before.answer(`PUT ${PEOPLE}/mo`, problemAnswer('not-allowed', detail)),
  );
  await row('Mo Ali').getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('radio', { name: 'Lead', exact: true }).check();
  await dialog.getByRole('checkbox', { name: 'Clayton' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText(detail).waitFor();
  expect(await axeFaults(page)).toEqual([]);
});

test('a list that cannot be read says so, and comes when it is asked for again', async () => {
  const { page, screen, server } = await open((before) => before.answer(`GET ${PEOPLE}`, 'lost'));
  await screen.getByText('We cannot reach Branchboard.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  server.answer(`GET ${PEOPLE}`, peopleAnswer([SAM]));
  await screen.getByRole('button', { name: 'Try again' }).click();
  await screen.getByText('1 person').waitFor();
});

test('a lead who comes here is told that it is not for them', async () => {
  const { screen } = await open((before) =>
    before.answer(`GET ${PEOPLE}`, problemAnswer('not-allowed', 'This is for operations.')),
  );
  await screen.getByText('This is for operations.').waitFor();
  expect(await screen.locator('table').count()).toBe(0);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1366, 1920]) {
    test(`the list, the form and the link have no fault for anybody, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: theme };
      const { page, screen, row, dialog } = await open(
        (before) => before.answer(`POST ${PEOPLE}/jo/set-up`, invitationAnswer(JO)),
        { context },
      );
      const clean = async () => {
        expect(await axeFaults(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      };
      await screen.getByText('6 people').waitFor();
      await clean();
      await screen.getByRole('button', { name: 'Add a person' }).click();
      await dialog.waitFor();
      await clean();
      await page.keyboard.press('Escape');
      await row('Jo Smith').getByRole('button', { name: 'Remove' }).click();
      await clean();
      await page.keyboard.press('Escape');
      await row('Jo Smith').getByRole('button', { name: 'New link' }).click();
      await dialog.getByRole('button', { name: 'Make new link' }).click();
      await page.locator('.link-card').waitFor();
      await clean();
    });
  }
}
