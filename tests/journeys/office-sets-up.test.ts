import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { openOffice } from '../support/open-office.ts';
import { openAsPatient } from '../support/patient.ts';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('the office removes the sample, names its practice and adds a branch: patients see each of it', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const patient = await openAsPatient(server, PATHS.home);
  onTestFinished(() => patient.close());
  await patient.sees('All 18 surgeries are working normally');
  const { page } = await openOffice(server, '/operations/practice');

  await page.getByRole('button', { name: 'Remove the sample practice' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the sample practice' }).click();
  await page.getByRole('heading', { name: 'Set up your practice' }).waitFor();
  await server.settle();
  await patient.sees('No surgeries have been set up yet');

  await page.getByLabel('Name of the practice').fill('Fen Practice');
  await page.locator('practice-form').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your practice is called').waitFor();

  await page.locator('[data-add]').click();
  const dialog = page.locator('.dialog--branch');
  const texts = {
    Name: 'Fen End Surgery',
    'Street and number': '3 Fen End',
    Town: 'Sampleborough',
    Postcode: 'pe27zz',
    Phone: '01632 960200',
    'ODS code': 'a81001002',
    'GPs on a usual day': '3',
    'Registered patients': '2500',
  };
  for (const [label, value] of Object.entries(texts)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByLabel('Opening hours').first().fill('Mon-Sun 08:00-18:30');
  await dialog.getByRole('button', { name: 'Add this branch' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'Fen End Surgery' }).getByText('Mon-Sun 08:00-18:30').waitFor();
  await server.settle();
  await patient.sees('Fen End Surgery');
  expect((await patient.tab()).title).toContain('Fen Practice');
  const fenEnd = await openAsPatient(server, surgeryPath('fen-end'));
  onTestFinished(() => fenEnd.close());

  await page.getByRole('button', { name: 'Edit Fen End Surgery' }).click();
  await dialog.getByRole('button', { name: 'Add a day' }).click();
  await dialog.getByLabel('Date').fill('2019-12-31');
  await dialog.getByLabel('Note that patients read').fill('Staff training');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await server.settle();
  await fenEnd.sees('Closed today: staff training');
  await patient.expectSamePage();
});
