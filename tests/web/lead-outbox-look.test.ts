import { afterAll, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openLead, REPORTS, sayInternetDown } from '../support/lead-phone.ts';
import { EVERY_STATE, putEntries } from '../support/outbox-entries.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test.each([
  [360, 'light'],
  [360, 'dark'],
  [1366, 'light'],
] as const)(
  'every state of the outbox is told in words and accessible, %i px wide in the %s',
  async (width, colorScheme) => {
    const lead = await openLead({
      context: { viewport: { width, height: 740 }, colorScheme },
      prepare: (server) => server.answer(REPORTS, 'lost'),
    });
    await putEntries(lead.page, EVERY_STATE);
    await lead.page.reload();
    await lead.page.locator('.outbox__item').nth(4).waitFor();
    const states = await lead.page.locator('.outbox__state').allTextContents();
    expect(states.map((text) => text.replace(/^\S\s+/, '').trim())).toEqual([
      'Sent',
      'Not sent',
      'Someone changed this meanwhile: what now?',
      expect.stringMatching(/^Not sent yet/),
      expect.stringMatching(/^Not sent yet/),
    ]);
    const signs = await lead.page.locator('.outbox__sign').allTextContents();
    expect(new Set(signs).size).toBe(4);
    await lead.sees('1 report by somebody else waits on this phone.');
    expect(await axeFaults(lead.page)).toEqual([]);
    expect(await sideways(lead.page)).toBe(0);

    await lead.press('Show them');
    expect(await lead.page.evaluate(() => document.activeElement?.id)).toBe('outbox-title');
    await lead.press(/^Decide/);
    await lead.sees('Somebody else said something');
    expect(await axeFaults(lead.page)).toEqual([]);
  },
);

test('what is told of a report that waits is accessible, and so is the question before signing out', async () => {
  const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
  await sayInternetDown(lead);
  await lead.sees('Not sent yet: no connection.');
  expect(await axeFaults(lead.page)).toEqual([]);
  await lead.press('Leave it to wait');
  await lead.press('Look at it');
  await lead.press('Leave it to wait');
  await lead.press('Sign out');
  await lead.sees('1 report is not sent yet.');
  expect(await axeFaults(lead.page)).toEqual([]);
});
