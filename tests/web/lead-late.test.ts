import { afterAll, expect, test } from 'vitest';
import { bySam, openLead, REPORTS, stored } from '../support/lead-phone.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('what waited is sent with its age, and what others said since is asked about', async () => {
  const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
  await lead.press('Internet down');
  await lead.choose('Yes');
  await lead.press('Tell everyone');
  await lead.sees('Not sent yet: no connection.');
  await lead.press('Leave it to wait');

  const { board, now } = STAFF_SCENES.normal();
  lead.server.change({ board, now: now + 600_000 });
  const late = stored() as { readonly status: number; readonly body: object };
  lead.server.answer(REPORTS, { ...late, body: { ...late.body, notApplied: [bySam('it.internet', 'working')] } });
  await lead.page.reload();
  await lead.page.locator('.outbox__item--changed').waitFor();
  expect(await lead.page.locator('.outbox__item').textContent()).toContain('what now?');
  const sent = lead.reports().at(-1)?.body as { readonly madeSecondsAgo: number };
  expect(sent).toMatchObject({ it: { internet: 'down', phones: 'working' } });
  expect(sent.madeSecondsAgo).toBeGreaterThanOrEqual(590);

  await lead.press(/^Decide/);
  await lead.sees('Somebody else said something');
  expect(await lead.page.getByText('Everyone sees this now').count()).toBe(0);
  lead.server.answer(REPORTS, stored(901));
  await lead.press(/^Use /);
  await lead.sees('Saved');
  expect(lead.reports().at(-1)).toMatchObject({
    body: { it: { internet: 'down' } },
    headers: { 'if-match': '"900"' },
  });
  expect(Object.keys(lead.reports().at(-1)?.body as object)).toEqual(['it']);
});
