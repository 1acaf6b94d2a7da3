import { afterAll, describe, expect, test } from 'vitest';
import { openLead, REPORTS, sayInternetDown, stored } from '../support/lead-phone.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

type Lead = Awaited<ReturnType<typeof openLead>>;

const SIGNED_OUT = problemAnswer('not-signed-in', 'This needs a valid credential.');

function keys(lead: Lead): readonly unknown[] {
  return lead.reports().map(({ headers }) => headers['idempotency-key']);
}

describe('without a connection', () => {
  test('it says so, keeps what was said over a reload, and sends it once', async () => {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: no connection.');
    await lead.page.reload();
    await lead.page.locator('.waits').getByText('Not sent yet. Internet down and phones working.').waitFor();
    expect(await lead.page.locator('.outbox__item').textContent()).toContain('Not sent yet: no connection');
    lead.server.answer(REPORTS, stored());
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(await lead.page.locator('.waits').count()).toBe(0);
    expect(new Set(keys(lead)).size).toBe(1);
    expect(lead.reports().at(-1)?.body).toEqual({ it: { internet: 'down', phones: 'working' } });
    const sent = lead.reports().length;
    await lead.page.reload();
    await lead.page.waitForSelector('.badge--live');
    await lead.press(/^Clear/);
    expect(await lead.page.locator('.outbox').count()).toBe(0);
    expect(lead.reports()).toHaveLength(sent);
  });

  test('it waits over the lower edge while the sheet is closed', async () => {
    const lead = await openLead({ prepare: (server) => server.answer(REPORTS, 'lost') });
    await sayInternetDown(lead);
    await lead.sees('Not sent yet: no connection.');
    await lead.page.keyboard.press('Escape');
    await lead.page.locator('.waits').getByText('Not sent yet. Internet down and phones working.').waitFor();
    await lead.press('Look at it');
    await lead.sees('Not sent yet: no connection.');
    await lead.press('Do not send');
    expect(await lead.page.locator('.waits').count()).toBe(0);
    await until('it is gone from the phone', async () => (await lead.kept()) === 0);
    lead.server.answer(REPORTS, stored());
    const tried = lead.reports().length;
    await lead.page.reload();
    await lead.page.waitForSelector('.badge--live');
    expect(await lead.page.locator('.outbox').count()).toBe(0);
    expect(lead.reports()).toHaveLength(tried);
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
    await lead.choose('Closed');
    await lead.press('Tell everyone');
    await lead.sees('Not sent yet: no connection.');
    await lead.press('Leave it to wait');
    await lead.sees('2 reports are not sent yet');
    lead.server.answer(REPORTS, stored());
    await lead.page.locator('.outbox__item--sent').nth(1).waitFor();
    const bodies = lead.reports().map(({ body }) => Object.keys(body)[0]);
    expect(bodies.slice(-2)).toEqual(['it', 'access']);
    expect(new Set(keys(lead)).size).toBe(2);
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
  async function endIt(who: typeof SESSIONS.lead | (Omit<typeof SESSIONS.lead, 'id'> & { readonly id: string })) {
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
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(new Set(keys(lead)).size).toBe(1);
  });

  test('somebody else who signs in does not send it', async () => {
    const lead = await endIt({ ...SESSIONS.lead, id: 'another' });
    await lead.sees('1 report by somebody else waits on this phone.');
    await lead.press('Records down');
    expect(await lead.sheet.locator('h2').textContent()).toContain('Records down');
    expect(lead.reports()).toHaveLength(1);
    expect(lead.reports()[0]?.headers).toMatchObject({ 'branchboard-said-by': 'jo' });
  });
});

describe('who signs out', () => {
  const databases = ({ page }: Lead) =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).toSorted());

  test('leaves nothing of the board on the phone', async () => {
    const prepare = (server: StaffPageServer) => server.answer('DELETE /api/v1/session', { status: 204 });
    const lead = await openLead({ prepare });
    await until('the board is kept', async () => (await databases(lead)).includes('branchboard-kept'));
    await lead.press('Sign out');
    await lead.page.waitForURL('**/sign-in');
    expect(await databases(lead)).toEqual(['branchboard-outbox']);
  });

  test('is asked about what is not sent, which stays for when they come back', async () => {
    const lead = await openLead({
      prepare(server) {
        server.answer(REPORTS, 'lost');
        server.answer('DELETE /api/v1/session', { status: 204 });
      },
    });
    await sayInternetDown(lead);
    await lead.press('Leave it to wait');
    await lead.press('Sign out');
    await lead.sees('1 report is not sent yet.');
    await lead.press('Stay signed in');
    expect(new URL(lead.page.url()).pathname).toBe('/lead');
    await lead.press('Sign out');
    await lead.press('Keep it and sign out');
    await lead.page.waitForURL('**/sign-in');
    expect(await lead.kept()).toBe(1);

    lead.server.answer(REPORTS, stored());
    await lead.page.goto(`${lead.server.origin}/lead`);
    await lead.page.locator('.outbox__item--sent').waitFor();
  });

  test('without a line stays signed in, and is told so', async () => {
    const lead = await openLead();
    lead.server.answer('DELETE /api/v1/session', 'lost');
    await lead.press('Sign out');
    await lead.sees('No connection: you are still signed in.');
  });
});
