import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { ASHA, EVERYBODY, handedOverAnswer, JO, LINK, peopleAnswer } from '../support/people-lists.ts';
import type { StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const PEOPLE = '/api/v1/people';

async function open(width: number, prepare: (server: StaffPageServer) => void = () => {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/people',
    context: { viewport: { width, height: 768 } },
    prepare(server) {
      server.answer(`GET ${PEOPLE}`, peopleAnswer(EVERYBODY, true));
      prepare(server);
    },
  });
  onTestFinished(on.close);
  await on.page.getByText('6 people').waitFor();
  return { ...on, dialog: on.page.locator('.dialog--form'), card: on.page.locator('.link-card') };
}

for (const width of [360, 1366]) {
  test(`at ${width} px, where mail is set up, somebody is invited by mail unless another way is chosen`, async () => {
    const { page, dialog, card, server } = await open(width, (before) =>
      before.answer(`POST ${PEOPLE}`, handedOverAnswer(ASHA, 'mail')),
    );
    await page.getByRole('button', { name: 'Add a person' }).click();
    await dialog.getByLabel('Name').fill('Asha Patel');
    await dialog.getByLabel('Email address').fill('asha@practice.example');
    await dialog.getByRole('radio', { name: 'Read-only' }).check();
    const way = dialog.getByRole('group', { name: 'How do they get their link?' });
    expect(await way.getByRole('radio', { name: 'By email' }).isChecked()).toBe(true);
    expect(await dialog.innerText()).toContain('We send it to their email address. It works for 7 days.');
    expect(await dialog.innerText()).not.toContain('sends no email');
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await dialog.getByRole('button', { name: 'Add and make link' }).click();
    await card.waitFor();
    expect(server.recorded.map(({ body }) => body)).toMatchObject([{ by: 'mail' }]);
    expect(await card.innerText()).toMatch(/Sent to Asha Patel[^]*It works once, for 7 days, until 10:42am on Tuesday/);
    expect(await card.innerText()).toContain('asha@practice.example. It is not shown here.');
    expect(await card.getByRole('img').count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await card.getByRole('button', { name: 'Done' }).click();
    expect(await card.count()).toBe(0);
  });

  test(`at ${width} px a sheet is printed with name, rights, QR code, code and address, and nothing else is`, async () => {
    const { page, dialog, card, server } = await open(width, (before) =>
      before.answer(`POST ${PEOPLE}/jo/set-up`, handedOverAnswer(JO, 'sheet')),
    );
    await page.evaluate(() => {
      window.print = () => void document.body.setAttribute('data-printed', 'yes');
    });
    await page.getByRole('button', { name: 'New link: Jo Smith' }).click();
    await dialog.getByRole('radio', { name: 'On paper' }).check();
    await dialog.getByRole('button', { name: 'Make new link' }).click();
    await card.waitFor();
    expect(server.recorded.map(({ body }) => body)).toEqual([{ by: 'sheet' }]);
    expect(await card.innerText()).toContain('BCDF-GHJK-MNPR');
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    const sheet = page.locator('.sheet');
    expect(await sheet.isVisible()).toBe(false);
    await card.getByRole('button', { name: 'Print the sheet' }).click();
    await until('it is printed', () => page.evaluate(() => document.body.dataset.printed === 'yes'));

    await page.emulateMedia({ media: 'print' });
    const words = await page.locator('body').innerText();
    for (const said of [
      'Jo Smith',
      'jo@practice.example',
      'Lead: Clayton',
      'board.practice.example/set-up',
      'BCDF-GHJK-MNPR',
      'It works once, until 10:42am on Tuesday 7 January 2020.',
    ]) {
      expect(words).toContain(said);
    }
    // Neither the list nor the whole link, which nobody types.
    expect(words).not.toContain('Asha Patel');
    expect(words).not.toContain(LINK.split('#')[1]);
    expect(await sheet.getByRole('img', { name: 'The link as a QR code' }).isVisible()).toBe(true);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

    await page.emulateMedia({ media: 'screen' });
    await card.getByRole('button', { name: 'Done, hide the sheet' }).click();
    expect(await sheet.count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('body').innerText()).toContain('Asha Patel');
  });
}
