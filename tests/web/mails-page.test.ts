import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const MAILS = 'POST /api/v1/mails';
const LINK = `http://localhost:8080/set-up#bb_${'q7Rk2'.repeat(8)}`;
const INVITED = {
  at: '2019-12-31T10:40:00.000Z',
  to: 'asha@practice.example',
  subject: 'Example Fen Medical Practice: Set up your account',
  text: `Hello Asha,\n\nOpen this link:\n\n${LINK}\n\nThe link is for you alone. <b>No markup</b>\n`,
};

for (const width of [360, 1366]) {
  test(`at ${width} px mails are read where none go out, and their links can be followed`, async () => {
    const { page, close, server } = await openStaffPage('sign-in', {
      path: '/mails#the-key',
      context: { viewport: { width, height: 768 } },
      prepare: (before) => before.answer(MAILS, { status: 200, body: { mails: [INVITED] } }),
    });
    onTestFinished(close);
    await page.getByRole('heading', { name: INVITED.subject }).waitFor();
    expect(server.recorded[0]?.body).toEqual({ key: 'the-key' });
    expect(await page.getByRole('link', { name: LINK }).getAttribute('href')).toBe(LINK);
    expect(await page.getByText('<b>No markup</b>').isVisible()).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });
}

test('without the key the page says where its link is', async () => {
  const { page, close } = await openStaffPage('sign-in', {
    path: '/mails',
    prepare: (before) => before.answer(MAILS, problemAnswer('not-found', 'Open the link that the server printed.')),
  });
  onTestFinished(close);
  await page.getByText('Open the link that the server printed.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
});
