import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { allWell, at, claytonDown, say } from '../support/public-boards.ts';
import { sayOfIncident, seriousTrouble, setNotice, STAFF_SCENES, staffScene } from '../support/staff-boards.ts';
import { problemAnswer, type Scripted } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const DESK = { viewport: { width: 1366, height: 768 } };
const STORED: Scripted = { status: 201, body: { seq: 900, at: '2019-12-31T10:42:00.000Z', incident: 900 } };

async function open(options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', { context: DESK, ...options });
  onTestFinished(on.close);
  return { ...on, panel: on.page.locator('operations-panel'), dialog: on.page.locator('.dialog--form') };
}

const trouble = () => open({ scene: STAFF_SCENES.trouble() });

test('a serious incident shows since when, its reference, what is to be done and when the next update is due', async () => {
  const { panel } = await trouble();
  const card = panel.locator('.incident').first();
  expect(await card.innerText()).toMatch(
    /Serious incident[^]*No internet at Clayton Surgery[^]*Since 9:06am \(1 hour ago\)\. Clayton Surgery\. Not working: internet and records\.[^]*Next update in 3[23] min[^]*National service desk[^]*INC0012345/,
  );
  expect(await card.getByRole('checkbox').count()).toBe(5);
  await card.getByText('All that was said').click();
  expect(await card.locator('.incident__log').innerText()).toContain('The provider sees a cut fibre.');
});

test('an update that is overdue cannot be overlooked', async () => {
  const { panel } = await open({ scene: STAFF_SCENES.night() });
  expect(await panel.locator('.incident__next--overdue').innerText()).toMatch(/Next update 11 h overdue/);
});

test('i declares an incident over the selected branches, by keyboard alone, with what is known not to work', async () => {
  const { page, server, dialog, spoken } = await open({
    scene: staffScene(claytonDown(), '10:42'),
    prepare: ({ answer }) => answer('POST /api/v1/incidents', STORED),
  });
  await page.locator('[data-row="clayton"] a, [data-row="clayton"] button, [data-row="clayton"] input').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('i');
  await dialog.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('No internet at Clayton Surgery');
  await dialog.getByRole('radio', { name: 'Serious incident' }).check();
  await dialog.getByLabel('Update for patients').fill('Engineers are\non their way.');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Declare incident' }).focus();
  await page.keyboard.press('Enter');
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]).toMatchObject({
    path: '/api/v1/incidents',
    headers: { 'idempotency-key': expect.stringMatching(/^\w{32}$/) },
    body: {
      title: 'No internet at Clayton Surgery',
      severity: 'serious',
      branches: ['clayton'],
      services: ['internet', 'records', 'online', 'prescriptions'],
      shown: true,
      public: 'Engineers are on their way.',
      nextUpdateInMinutes: 60,
    },
  });
  expect(server.recorded[0]?.body).not.toHaveProperty('staff');
  await dialog.waitFor({ state: 'detached' });
  expect(await spoken()).toContain('The incident is declared.');
});

test('what is missing is told before anything is sent, and the focus goes to it', async () => {
  const { page, panel, dialog, server } = await open();
  await panel.getByRole('button', { name: 'Declare an incident' }).click();
  await dialog.getByRole('button', { name: 'Declare incident' }).click();
  expect(await dialog.locator('.error-summary li').allInnerTexts()).toEqual([
    'What has happened: Fill this in.',
    'Branches: Choose at least one branch.',
  ]);
  await dialog.locator('.error-summary a').first().click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('form-title');
  expect(server.recorded).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
});

test('what the server refuses is told under its field, and nothing that was typed is lost', async () => {
  const refusal = problemAnswer('bad-request', 'Nothing was saved. See the list of faults.');
  const faults = [{ path: '/public', message: 'must be one line of text, without control characters.' }];
  const { panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) =>
      answer(`POST /api/v1/incidents/${STAFF_SCENES.trouble().board.incidents[0]?.id}/updates`, {
        ...refusal,
        body: { ...(refusal.body as object), faults },
      }),
  });
  await panel.getByRole('button', { name: 'Update', exact: true }).click();
  await dialog.getByLabel('Update for patients').fill('The line is back.');
  await dialog.getByRole('button', { name: 'Save update' }).click();
  await dialog.getByText('must be one line of text').first().waitFor();
  expect(await dialog.getByLabel('Update for patients').inputValue()).toBe('The line is back.');
  expect(server.recorded).toHaveLength(1);
});

test('a recovered branch leaves what is affected, and only what changed is said', async () => {
  const { panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) =>
      answer(`POST /api/v1/incidents/${STAFF_SCENES.trouble().board.incidents[0]?.id}/updates`, STORED),
  });
  await panel.getByRole('button', { name: 'Update', exact: true }).click();
  await dialog.getByRole('checkbox', { name: 'Clayton Surgery' }).uncheck();
  await dialog.getByRole('button', { name: 'Save update' }).click();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]?.body).toEqual({ affected: [], nextUpdateInMinutes: 60 });
});

test('a branch that a colleague added while the form was open is not called recovered by it', async () => {
  const { id } = STAFF_SCENES.trouble().board.incidents[0] ?? { id: 0 };
  const { panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) => answer(`POST /api/v1/incidents/${id}/updates`, STORED),
  });
  await panel.getByRole('button', { name: 'Update', exact: true }).click();
  await dialog.getByRole('checkbox', { name: 'Clayton Surgery' }).uncheck();
  const both = { branches: ['clayton', 'orton-mere'], affected: ['clayton', 'orton-mere'] };
  server.change(staffScene(sayOfIncident(seriousTrouble(), id, '10:43', both), '10:44'));
  await panel.getByText('2 branches affected').or(panel.getByText('Orton Mere Surgery')).first().waitFor();
  await dialog.getByRole('button', { name: 'Save update' }).click();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]?.body).toMatchObject({ affected: ['orton-mere'] });
});

test('a branch whose IT works again is offered to be taken out of the incident, with one tap', async () => {
  const { panel, server } = await open({
    scene: staffScene(say(seriousTrouble(), 'clayton', '14:40', { it: { internet: 'working' } }), '14:41'),
    prepare: ({ answer }) =>
      answer(`POST /api/v1/incidents/${STAFF_SCENES.trouble().board.incidents[0]?.id}/updates`, STORED),
  });
  await panel
    .getByText('IT works again at Clayton Surgery. This incident still shows it as having a problem.')
    .waitFor();
  await panel.getByRole('button', { name: 'No longer affected' }).click();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]?.body).toEqual({ affected: [] });
});

test('without a connection the form stays, and the same key is sent again', async () => {
  const id = STAFF_SCENES.trouble().board.incidents[0]?.id;
  const { panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) => answer(`POST /api/v1/incidents/${id}/escalations`, 'lost'),
  });
  await panel.getByRole('button', { name: 'Escalate' }).click();
  await dialog.getByLabel('Escalated to').selectOption('icb');
  await dialog.getByLabel('Reference they gave').fill('ICB-77');
  await dialog.getByRole('button', { name: 'Save escalation' }).click();
  await dialog.getByText('Not saved yet: no connection.').waitFor();
  server.answer(`POST /api/v1/incidents/${id}/escalations`, STORED);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(new Set(server.recorded.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(server.recorded.at(-1)?.body).toEqual({ to: 'icb', reference: 'ICB-77' });
});

test('a tick is sent at once, and one that could not be saved is told', async () => {
  const id = STAFF_SCENES.trouble().board.incidents[0]?.id;
  const { panel, server, spoken } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) =>
      answer(`POST /api/v1/incidents/${id}/checks`, STORED, problemAnswer('not-allowed', 'You may not do this.')),
  });
  await panel.locator('.incident').getByLabel('ICB told', { exact: true }).check();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]?.body).toEqual({ item: 'icb', done: true });
  await panel.locator('.incident').getByLabel('Patients told').check();
  await until('it is spoken', async () => (await spoken()).includes('You may not do this.'));
});

test('the notice is held back with a reason and an end, and then says so where nobody can overlook it', async () => {
  const { page, panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) => answer('PUT /api/v1/notice', { status: 200, body: STORED.body }),
  });
  await page.keyboard.press('n');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel-notice');
  await panel.getByRole('button', { name: 'Hold back…' }).click();
  await dialog.getByRole('button', { name: 'Hold it back' }).click();
  expect(await dialog.locator('.error-summary li').allInnerTexts()).toEqual(['Reason: Fill this in.']);
  await dialog.getByLabel('Reason').fill('Phones work, doctors call back.');
  await dialog.getByLabel('Until').selectOption('30');
  await dialog.getByRole('button', { name: 'Hold it back' }).click();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]).toMatchObject({ method: 'PUT', path: '/api/v1/notice' });
  expect(server.recorded[0]?.body).toMatchObject({ control: 'hold', reason: 'Phones work, doctors call back.' });
  expect(Math.round((Date.parse(server.recorded[0]?.body.until) - at('10:42')) / 60_000)).toBe(30);

  const held = setNotice(claytonDown(), '10:43', { control: 'hold', until: at('11:13'), reason: 'Phones work.' });
  server.change(staffScene(held, '10:44'));
  await panel.getByText('Held back until 11:13am. By its rule it would be up.').waitFor();
  expect(await panel.innerText()).toContain('Phones work.');
});

test('an alert state is declared beside the calculated one, and taken back with one tap', async () => {
  const { panel, dialog, server } = await open({
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) => answer('PUT /api/v1/alert', { status: 200, body: STORED.body }),
  });
  expect(await panel.locator('[aria-labelledby="panel-alert"]').innerText()).toMatch(/Calculated[^]*Declared[^]*Amber/);
  await panel.getByRole('button', { name: 'Declare…' }).click();
  await dialog.getByRole('radio', { name: 'Red 3' }).check();
  await dialog.getByLabel('Reason').fill('Two locums cancelled.');
  await dialog.getByRole('button', { name: 'Declare' }).click();
  await until('it is sent', () => server.recorded.length === 1);
  expect(server.recorded[0]?.body).toEqual({ branch: null, state: 'RED', reason: 'Two locums cancelled.' });
  await dialog.waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: 'Take back' }).click();
  await until('it is sent', () => server.recorded.length === 2);
  expect(server.recorded[1]?.body).toEqual({ branch: null, state: null });
});

test('a half-filled form is not thrown away by Esc without asking', async () => {
  const { page, panel, dialog } = await open();
  await panel.getByRole('button', { name: 'Declare an incident' }).click();
  await dialog.getByLabel('What has happened').fill('Records are slow');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on typing' }).click();
  expect(await dialog.getByLabel('What has happened').inputValue()).toBe('Records are slow');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Close it' }).click();
  await dialog.waitFor({ state: 'detached' });
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1366, 1920]) {
    test(`the panel and its form have no fault for anybody, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: theme };
      const { page, panel } = await open({ scene: STAFF_SCENES.trouble(), context });
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await panel.getByRole('button', { name: 'Declare an incident' }).click();
      await page.locator('.dialog--form').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    });
  }
}

test('a calm day says so in few words', async () => {
  const { panel } = await open({ scene: staffScene(allWell(), '10:42') });
  const words = await panel.innerText();
  expect(words).toContain('Not up. No branch has a problem.');
  expect(words).toContain('No incident is open.');
});
