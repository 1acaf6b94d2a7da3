import { afterAll, describe, expect, test } from 'vitest';
import type { Clash } from '../../shared/wire/report.ts';
import { bySam, openLead, overtaken, REPORTS, showPatients, stored } from '../support/lead-phone.ts';
import { allWell, claytonDown, say } from '../support/public-boards.ts';
import { staffScene } from '../support/staff-boards.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

type Lead = Awaited<ReturnType<typeof openLead>>;

const FIVE = { expected: 8, offSick: 3, away: 0, locums: 0 };
const FOUR = { expected: 8, offSick: 4, away: 0, locums: 0 };
const SIGNED_OUT = problemAnswer('not-signed-in', 'This needs a valid credential.');

/** The lead says that four GPs are off sick. */
async function sayFour(lead: Lead): Promise<void> {
  await lead.press(/^GPs/);
  await lead.choose('Off sick');
  for (let gone = 0; gone < 4; gone += 1) await lead.press('In today: fewer');
  await lead.press('Tell everyone');
}

async function sayInternetDown(lead: Lead): Promise<void> {
  await lead.press('Internet down');
  await lead.choose('Yes');
  await lead.press('Tell everyone');
}

function keys(lead: Lead): readonly unknown[] {
  return lead.reports().map(({ headers }) => headers['idempotency-key']);
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
    await lead.page.locator('.waits').getByText('Not sent yet. GPs today.').waitFor();
    await lead.press('Go on');
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

describe('without a connection', () => {
  test('it says so, keeps what was said over a reload, and sends it once', async () => {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: no connection.');
    await lead.page.reload();
    await lead.sees('Not sent yet: no connection.');
    lead.server.answer(REPORTS, stored());
    await lead.press('Try again');
    await lead.sees('Everyone sees this now');
    expect(new Set(keys(lead)).size).toBe(1);
    expect(lead.reports().at(-1)?.body).toEqual({ it: { internet: 'down', phones: 'working' } });
    await lead.press('Done');
    await lead.page.reload();
    await lead.page.waitForSelector('.badge--live');
    expect(await lead.sheet.isVisible()).toBe(false);
  });

  test('it waits over the lower edge while the sheet is closed', async () => {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: no connection.');
    await lead.page.keyboard.press('Escape');
    await lead.page.locator('.waits').getByText('Not sent yet. Internet down.').waitFor();
    await lead.press('Go on');
    await lead.sees('Not sent yet: no connection.');
    await lead.press('Do not send');
    expect(await lead.page.locator('.waits').count()).toBe(0);
    expect(await lead.page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('who closes the sheet while it is on its way is told how it ended', async () => {
    const lead = await openLead();
    let letThrough = () => {};
    const slowly = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await lead.page.route('**/reports', (route) => slowly.then(() => route.continue()));
    await sayInternetDown(lead);
    await lead.sees('Sending…');
    await lead.page.keyboard.press('Escape');
    await lead.page.locator('.waits').getByText('Sending…').waitFor();
    letThrough();
    await lead.sees('Everyone sees this now');
    expect(await lead.page.locator('.waits').count()).toBe(0);
    await lead.press('Done');
    expect(await lead.sheet.isVisible()).toBe(false);
    expect(await lead.page.evaluate(() => document.activeElement?.textContent)).toBe('Internet down');
  });

  test('the next thing that is said does not push it out', async () => {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: no connection.');
    await lead.page.keyboard.press('Escape');
    await lead.press(/^Doors/);
    await lead.sheet.getByText('Not sent yet: no connection.').waitFor();
    expect(await lead.page.evaluate(() => sessionStorage.length)).toBe(1);
  });

  test('what is half typed waits while something more urgent is said', async () => {
    const lead = await openLead();
    await lead.press(/^Message/);
    await lead.page.getByRole('textbox').fill('Please phone fi');
    await lead.press('Cancel');
    await sayInternetDown(lead);
    await lead.press('Done');
    await lead.press('Go on');
    expect(await lead.page.getByRole('textbox').inputValue()).toBe('Please phone fi');
  });

  test('what is half typed is there again after a reload', async () => {
    const lead = await openLead();
    await lead.press(/^Message/);
    await lead.page.getByRole('textbox').fill('Please phone fi');
    await lead.page.reload();
    await lead.sheet.waitFor();
    expect(await lead.page.getByRole('textbox').inputValue()).toBe('Please phone fi');
    expect(lead.reports()).toEqual([]);
  });

  test('a server that is busy is not the end of it', async () => {
    const busy = problemAnswer('too-many-requests', 'Too many requests. Try again in a minute.');
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, busy, stored()) });
    await sayInternetDown(lead);
    await lead.sees('Too many requests.');
    await lead.press('Try again');
    await lead.sees('Everyone sees this now');
    expect(new Set(keys(lead)).size).toBe(1);
  });
});

describe('once the session has ended', () => {
  async function endIt(who: typeof SESSIONS.lead | (Omit<typeof SESSIONS.lead, 'name'> & { readonly name: string })) {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, SIGNED_OUT) });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: sign in again.');
    const link = lead.sheet.getByRole('link', { name: 'Sign in' });
    expect(await link.getAttribute('href')).toBe('/sign-in?then=%2Flead');
    lead.server.answer(REPORTS, stored());
    lead.server.signIn({ ...who, branches: ['clayton'] });
    await link.tap();
    await lead.page.waitForURL('**/sign-in**');
    await lead.page.goto(`${lead.server.origin}/lead`);
    await lead.page.waitForSelector('.badge--live');
    return lead;
  }

  test('what was said is kept, and sent after signing in again', async () => {
    const lead = await endIt(SESSIONS.lead);
    await lead.sees('Everyone sees this now');
    expect(new Set(keys(lead)).size).toBe(1);
  });

  test('somebody else who signs in does not send it', async () => {
    const lead = await endIt({ ...SESSIONS.lead, name: 'Another Person' });
    await lead.press('Records down');
    expect(await lead.sheet.locator('h2').textContent()).toContain('Records down');
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
