import { afterAll, describe, expect, test } from 'vitest';
import type { Clash } from '../../shared/wire/report.ts';
import { bySam, openLead, overtaken, REPORTS, sayInternetDown, showPatients, stored } from '../support/lead-phone.ts';
import { allWell, claytonDown, say } from '../support/public-boards.ts';
import { staffScene } from '../support/staff-boards.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

type Lead = Awaited<ReturnType<typeof openLead>>;

const FIVE = { expected: 8, offSick: 3, away: 0, locums: 0 };
const FOUR = { expected: 8, offSick: 4, away: 0, locums: 0 };

/** The lead says that four GPs are off sick. */
async function sayFour(lead: Lead): Promise<void> {
  await lead.press(/^GPs/);
  await lead.choose('Off sick');
  for (let gone = 0; gone < 4; gone += 1) await lead.press('In today: fewer');
  await lead.press('Tell everyone');
}

describe('somebody else said otherwise meanwhile', () => {
  const prepare = (answers: readonly Clash[]) => (server: StaffPageServer) =>
    server.answer(REPORTS, overtaken(...answers), stored());

  test('using mine sends it again, having seen theirs', async () => {
    const lead = await openLead({ prepare: prepare([bySam('gps', FIVE)]) });
    await sayFour(lead);
    await lead.sees('Sam changed GPs to 5 two minutes ago. Keep 5, or use your 4?');
    expect(await lead.page.evaluate(() => document.activeElement?.id)).toBe('sheet-title');
    await lead.press('Use 4');
    await lead.sees('Everyone sees this now');
    const [first, second] = lead.reports();
    expect(first?.body).toEqual({ gps: FOUR });
    expect(second).toMatchObject({ body: { gps: FOUR }, headers: { 'if-match': '"700"' } });
  });

  test('closing the question drops nothing', async () => {
    const lead = await openLead({ prepare: prepare([bySam('gps', FIVE)]) });
    await sayFour(lead);
    await lead.sees('Keep 5, or use your 4?');
    await lead.page.keyboard.press('Escape');
    await lead.page.locator('.waits').getByText('Look at this: GPs 4 of 8 in.').waitFor();
    await lead.press('Look at it');
    await lead.sees('Keep 5, or use your 4?');
    expect(lead.reports()).toHaveLength(1);
  });

  test('keeping theirs sends nothing when nothing else was said', async () => {
    const lead = await openLead({ prepare: prepare([bySam('gps', FIVE)]) });
    await sayFour(lead);
    await lead.press('Keep 5');
    await lead.sees('Theirs is kept. Nothing was sent.');
    expect(lead.reports()).toHaveLength(1);
  });

  test('each field is chosen by itself, and the rest is sent', async () => {
    const lead = await openLead({ prepare: prepare([bySam('it.internet', 'working'), bySam('it.phones', 'down')]) });
    await sayInternetDown(lead);
    await lead.page
      .getByRole('group', { name: /Sam changed Phones to down/ })
      .getByRole('radio', { name: 'Keep down' })
      .tap();
    expect(await lead.page.getByRole('button', { name: 'Send what I chose' }).isDisabled()).toBe(true);
    await lead.choose('Use down');
    await lead.press('Send what I chose');
    await lead.sees('Everyone sees this now');
    expect(lead.reports().at(-1)).toMatchObject({
      body: { it: { internet: 'down' } },
      headers: { 'if-match': '"700"' },
    });
    expect(lead.reports().at(-1)?.body.it).not.toHaveProperty('phones');
  });

  test('of other things is no question: the report goes through by itself', async () => {
    const lead = await openLead({ prepare: prepare([bySam('gps', FIVE), bySam('it.records', 'working')]) });
    await sayInternetDown(lead);
    await lead.sees('Everyone sees this now');
    expect(lead.reports().map(({ headers }) => headers['if-match'])).toEqual([expect.any(String), '"700"']);
  });

  test('what I said from another device is called mine', async () => {
    const mine = { ...bySam('gps', FIVE), by: SESSIONS.lead.name };
    const lead = await openLead({ prepare: prepare([mine]) });
    await sayFour(lead);
    await lead.sees('You changed GPs to 5 two minutes ago.');
    expect(lead.reports()).toHaveLength(1);
  });
});

test('a fault that the server finds is told at its field, and what was typed stays', async () => {
  const fault = problemAnswer('bad-request', 'Nothing was saved.');
  const faults = [{ path: '/message', message: 'must be one line of text, without control characters.' }];
  const prepare = (server: StaffPageServer) =>
    server.answer(REPORTS, { ...fault, body: { ...(fault.body as object), faults } }, stored());
  const lead = await openLead({ prepare });
  await lead.press(/^Message/);
  await lead.page.getByRole('textbox').fill('Please phone first.');
  await lead.press('Tell everyone');
  await lead.page.getByRole('link', { name: /must be one line/ }).tap();
  expect(await lead.page.evaluate(() => document.activeElement?.id)).toBe('lead-message');
  expect(await lead.page.getByRole('textbox').inputValue()).toBe('Please phone first.');
});

test('a public page that cannot be read is not quoted, and what was said is saved', async () => {
  const lead = await openLead({ prepare: (server) => server.answer('GET /api/v1/board', 'lost') });
  await sayInternetDown(lead);
  await lead.sees('The public page could not be read from here just now.');
  expect(await lead.sheet.locator('h2').textContent()).toContain('Saved');
  expect(await lead.sheet.locator('blockquote').count()).toBe(0);
});

test('a public page that does not show it yet is not quoted as if it did', async () => {
  const lead = await openLead({ prepare: (server) => showPatients(server, allWell(), 12) });
  await sayInternetDown(lead);
  await lead.sees('Reading the public page…');
  expect(await lead.sheet.locator('blockquote').count()).toBe(0);
  showPatients(lead.server, claytonDown());
  await lead.sees('Everyone sees this now');
  expect(await lead.sheet.locator('blockquote').textContent()).toContain('has a problem');
});

describe('"still so?"', () => {
  const due = staffScene(claytonDown(), '12:50');

  test('is one tap', async () => {
    const lead = await openLead({ scene: due });
    await lead.sees(/Internet not working, said 9:05am by/);
    await lead.press('Yes, still down');
    await lead.sees('Thank you.');
    expect(await lead.taps()).toBe(1);
    expect(lead.reports()).toMatchObject([{ body: { confirm: true }, headers: { 'if-match': expect.any(String) } }]);
    expect(await lead.spoken()).toContain('Thank you. Everybody can see that you looked.');
  });

  test('is not said over what somebody changed meanwhile', async () => {
    const answers = (server: StaffPageServer) =>
      server.answer(REPORTS, overtaken({ ...bySam('it.internet', 'working'), at: '2019-12-31T12:48:00.000Z' }));
    const lead = await openLead({ scene: due, prepare: answers });
    await lead.press('Yes, still down');
    await lead.sees('Sam changed Internet to working two minutes ago. Look again');
    expect(lead.reports()).toHaveLength(1);
  });

  test('leads to all five services when it works again', async () => {
    const lead = await openLead({ scene: due, prepare: (server) => showPatients(server, allWell()) });
    await lead.press('It works again');
    await lead.press('Tell everyone');
    await lead.sees('Clayton Surgery is working normally.');
    expect(lead.reports()[0]?.body.it).toMatchObject({ internet: 'working', prescriptions: 'working' });
  });

  test('goes by itself once somebody has said so', async () => {
    const lead = await openLead({ scene: due });
    await lead.page.locator('.waits').waitFor();
    const again = say(claytonDown(), 'clayton', '12:50', { it: { internet: 'working' } });
    lead.server.change(staffScene(again, '12:51'), ['clayton']);
    await lead.page.locator('.waits').waitFor({ state: 'detached' });
    expect(lead.reports()).toEqual([]);
  });
});
