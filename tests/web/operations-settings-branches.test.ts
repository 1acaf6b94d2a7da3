import { afterAll, expect, test } from 'vitest';
import { NEW_BRANCH } from '../support/office.ts';
import { byBen, openSettings, stored } from '../support/open-settings.ts';
import { staffPractice } from '../support/staff-practice.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('hours are read back as they are typed, a fault is told, and the branch is saved', async () => {
  const { page, dialog, server, spoken, focused } = await openSettings({
    prepare: ({ answer }) => answer('PUT /api/v1/branches/clayton', stored(900)),
  });
  await page.getByRole('button', { name: 'Edit Clayton Surgery' }).click();
  await dialog.getByText('Monday to Friday: 8am to 6:30pm').waitFor();
  const hours = dialog.getByLabel('Opening hours').first();
  await hours.fill('Mon-Fry 08:00-18:30');
  await dialog.getByText('"Mon-Fry" is not a day or a range such as Mon-Fri.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.error-summary:focus').waitFor();
  expect(server.recorded).toEqual([]);
  await hours.fill('Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00');
  await dialog.getByText('Monday to Thursday: 8am to 12:30pm and 1:30pm to 6:30pm').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(server.recorded).toMatchObject([
    {
      headers: { 'if-match': expect.stringMatching(/^"\d+"$/) },
      body: { hours: expect.stringContaining('Sat 09:00') },
    },
  ]);
  expect(server.recorded[0]?.body).not.toHaveProperty('slug');
  expect(await spoken()).toContain('Clayton Surgery is saved. Patients see it now.');
  expect(await focused()).toBe('Edit Clayton Surgery');
});

test('a branch is added, and its name in addresses follows from its name', async () => {
  const { page, dialog, server } = await openSettings({
    prepare: ({ answer }) => answer('POST /api/v1/branches', stored(900, 201)),
  });
  await page.locator('[data-add]').click();
  await dialog.getByLabel('Name', { exact: true }).fill('Fen End Surgery');
  expect(await dialog.getByLabel('Name in addresses').inputValue()).toBe('fen-end');
  await dialog.getByText('/surgeries/fen-end').waitFor();
  await dialog.getByRole('button', { name: 'Add this branch' }).click();
  await dialog.getByRole('link', { name: 'Street and number: is missing.' }).waitFor();
  const texts = {
    'Street and number': '3 Fen End',
    Town: 'Sampleborough',
    Postcode: 'pe27zz',
    Phone: '01632 960200',
  };
  for (const [label, value] of Object.entries(texts)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByLabel('Coordinates').fill('52.55, -0.25');
  await dialog.getByLabel('ODS code').fill('A81001002');
  await dialog.getByLabel('GPs on a usual day').fill('3');
  await dialog.getByLabel('Registered patients').fill('2500');
  await dialog.getByRole('radio', { name: 'In words only' }).check();
  await dialog.getByLabel('Internet').fill('FenFibre');
  await dialog.getByRole('button', { name: 'Add this branch' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { hours: _hours, exceptions: _exceptions, providers, ...usual } = NEW_BRANCH;
  expect(server.recorded[0]?.body).toMatchObject({
    ...usual,
    hours: 'Mon-Fri 08:00-18:30',
    providers: { ...(providers as object), phones: '' },
  });
});

test('a branch is retired after a question that says what it means', async () => {
  const { page, server, spoken, focused } = await openSettings({
    practices: [staffPractice(), staffPractice({ retired: ['clayton'] })],
    prepare: ({ answer }) => answer('DELETE /api/v1/branches/clayton', stored(900)),
  });
  await page.getByRole('button', { name: 'Retire Clayton Surgery' }).click();
  const question = page.getByRole('dialog', { name: 'Retire Clayton Surgery?' });
  await question.getByText('You can bring it back here.').waitFor();
  await question.getByRole('button', { name: 'Retire this branch' }).click();
  await page.getByRole('heading', { name: 'Branches (17)' }).waitFor();
  expect(server.recorded).toMatchObject([{ method: 'DELETE', headers: { 'if-match': expect.any(String) } }]);
  await until('the heading has the focus', async () => (await focused()) === 'settings-branches');
  expect(await spoken()).toContain('Clayton Surgery has left the practice.');
});

test('a branch that left comes back as it was', async () => {
  const { page, server } = await openSettings({
    practices: [staffPractice({ retired: ['clayton'] }), staffPractice()],
    prepare: ({ answer }) => answer('POST /api/v1/branches', stored(900, 201)),
  });
  await page.getByText('Branches that left (1)').click();
  await page.getByRole('button', { name: 'Bring back Clayton Surgery' }).click();
  await page.getByRole('heading', { name: 'Branches (18)' }).waitFor();
  expect(server.recorded).toMatchObject([{ body: { slug: 'clayton', hours: 'Mon-Fri 08:00-18:30' } }]);
  expect(server.recorded[0]?.body).not.toHaveProperty('seq');
});

test('Esc asks before it throws away what was typed', async () => {
  const { page, dialog } = await openSettings();
  await page.getByRole('button', { name: 'Edit Clayton Surgery' }).press('Enter');
  await dialog.getByLabel('Street and number').fill('1 Elsewhere');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on typing' }).click();
  expect(await dialog.getByLabel('Street and number').inputValue()).toBe('1 Elsewhere');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close it' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('hours that Ben changed too are asked about in the form of the branch', async () => {
  const { page, dialog, server } = await openSettings({
    prepare: ({ answer }) =>
      answer('PUT /api/v1/branches/clayton', byBen({ field: 'hours', was: 'Mon-Fri 09:00-17:00' }), stored(901)),
  });
  await page.getByRole('button', { name: 'Edit Clayton Surgery' }).click();
  await dialog.getByLabel('Opening hours').first().fill('Mon-Fri 08:00-20:00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.conflict:focus').getByText('Ben changed Opening hours 2 minutes ago.').waitFor();
  await dialog.getByRole('radio', { name: 'Keep Ben’s' }).check();
  await dialog.getByText('Monday to Friday: 9am to 5pm').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(server.recorded[1]).toMatchObject({
    headers: { 'if-match': '"900"' },
    body: { hours: 'Mon-Fri 09:00-17:00' },
  });
});

test('a branch that Ben changed meanwhile is not retired, and that is told', async () => {
  const { page, server, spoken } = await openSettings({
    prepare: ({ answer }) => answer('DELETE /api/v1/branches/clayton', byBen({ field: 'phone', was: '01632 960111' })),
  });
  await page.getByRole('button', { name: 'Retire Clayton Surgery' }).click();
  await page.getByRole('button', { name: 'Retire this branch' }).click();
  await until('it is told', async () =>
    (await spoken()).includes('Ben changed this since you looked. Nothing was saved.'),
  );
  expect(server.recorded).toHaveLength(1);
  expect(await page.getByRole('heading', { name: 'Branches (18)' }).count()).toBe(1);
});
