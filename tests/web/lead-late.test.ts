import { afterAll, expect, test } from 'vitest';
import { bySam, openLead, REPORTS, stored } from '../support/lead-phone.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('what waited is sent with its age, and what others said since is asked about', async () => {
  const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
  await lead.press('Internet down');
  await lead.choose('Yes');
  await lead.press('Tell everyone');
  await lead.sees('Not sent yet: no connection.');
  await lead.page.evaluate(() => {
    const [name = ''] = Object.keys(sessionStorage);
    const kept = JSON.parse(sessionStorage.getItem(name) ?? '{}');
    sessionStorage.setItem(name, JSON.stringify({ ...kept, at: kept.at - 600_000 }));
  });
  await lead.page.reload();
  const late = stored() as { readonly status: number; readonly body: object };
  lead.server.answer(REPORTS, { ...late, body: { ...late.body, notApplied: [bySam('it.internet', 'working')] } });
  await lead.press('Try again');
  await lead.sees('Somebody else said something');
  const sent = lead.reports().at(-1)?.body as { readonly madeSecondsAgo: number };
  expect(sent).toMatchObject({ it: { internet: 'down', phones: 'working' } });
  expect(sent.madeSecondsAgo).toBeGreaterThanOrEqual(590);
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
