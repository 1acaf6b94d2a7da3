import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { openOffice } from '../support/open-office.ts';
import { openAsPatient } from '../support/patient.ts';
import { startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('the office gives the GPs of Clayton on its behalf: patients read how many are in, and nothing of why', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const patient = await openAsPatient(server, surgeryPath('clayton'));
  onTestFinished(() => patient.close());
  await patient.sees('8 of 8 in today');
  const { page } = await openOffice(server);

  const row = page.locator('[data-row="clayton"]');
  await row.locator('[data-cell="offSick"]').fill('3');
  await row.locator('[data-cell="away"]').fill('1');
  await row.locator('[data-cell="away"]').press('Enter');
  await row.getByText('Saved', { exact: true }).waitFor();
  await server.settle();

  await patient.sees('4 of 8 in today');
  await row.getByText('on behalf').waitFor();
  expect(server.board.board().branches.clayton?.gps[0]).toMatchObject({
    value: { expected: 8, offSick: 3, away: 1, locums: 0 },
    onBehalf: true,
    actorName: 'Office Mo',
  });
  const bytes = await Promise.all(
    [PATHS.home, surgeryPath('clayton'), PATHS.publicBoard].map(async (path) => (await server.fetch(path)).text()),
  );
  const shown = [...bytes, await patient.page.content()].join('\n');
  for (const secret of ['Office Mo', 'offSick', 'off sick', 'on behalf', 'onBehalf'])
    expect(shown).not.toContain(secret);

  await row.locator('[data-cell="undo"]').click();
  await row.getByText('Put back').waitFor();
  await server.settle();
  await patient.sees('8 of 8 in today');
  await until('the row to show what the board says', async () => (await row.locator('.c-in').textContent()) === '8');
  await patient.expectSamePage();
});
