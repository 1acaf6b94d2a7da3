import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { PHONE } from '../support/lead-phone.ts';
import { NOTICE, openAsPatient } from '../support/patient.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { PASSWORD, signInOffice } from '../support/staff-client.ts';
import { closeBrowser, visit } from '../support/visit.ts';

afterAll(closeBrowser);

const ASHA = { name: 'Asha Lead', email: 'asha@practice.example' } as const;

/** The office invites a lead, who uses the link up in a browser: from then on the browser is signed in. */
async function openAsLead(server: TestServer) {
  const office = await signInOffice(server);
  const invited = await office.send('POST', PATHS.people, { ...ASHA, role: 'lead', branches: ['clayton'] });
  const token = invited.json<Invitation>().setUp?.url.split('#')[1];
  const on = await visit(server.origin, PATHS.setUpPage, { mayHaveCookies: true, context: PHONE });
  onTestFinished(on.close);
  const status = await on.page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'POST', headers, body })).status;
    },
    [PATHS.setUp, JSON.stringify({ token, ...ASHA, password: PASSWORD })] as const,
  );
  expect(status).toBe(201);
  await on.page.goto(server.origin + STAFF_PATHS.lead);
  await on.page.waitForSelector('.badge--live');
  return on;
}

test('a lead who was let in reports from a phone, and patients read just what the preview said', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const patient = await openAsPatient(server, PATHS.home);
  onTestFinished(() => patient.close());
  await patient.sees('All 18 surgeries are working normally');
  const { page } = await openAsLead(server);

  await page.getByRole('button', { name: 'Internet down' }).tap();
  await page.getByRole('radio', { name: 'Yes' }).tap();
  await page.getByText('What patients will see').tap();
  const preview = page.locator('.preview__shown');
  await preview.waitFor();
  const [card, notice] = [await preview.locator('.card').textContent(), await preview.locator('.notice').textContent()];
  expect(server.board.board().branches.clayton?.it.internet[0]?.value).toBe('working');

  await page.getByRole('button', { name: 'Tell everyone' }).tap();
  await page.getByRole('heading', { name: /Everyone sees this now|Saved/ }).waitFor();
  await server.settle();
  await page.getByRole('heading', { name: 'Everyone sees this now' }).waitFor();
  expect(await page.locator('blockquote').textContent()).toContain('Clayton Surgery has a problem.');

  await patient.sees('17 of 18 surgeries are working normally.');
  await patient.sees(NOTICE);
  expect(await patient.page.locator('.card--degraded').textContent()).toBe(card);
  expect(await patient.page.locator('.notice').textContent()).toBe(notice);
  expect(card).toContain('Medical records');

  await page.getByRole('button', { name: 'Done' }).tap();
  await page.getByText('Has a problem').waitFor();
  expect(await page.locator('.today').textContent()).toMatch(/Internet down\s*you/);
  expect(await (await server.fetch(surgeryPath('clayton'))).text()).not.toContain(ASHA.name);
});
