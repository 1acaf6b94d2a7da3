import { afterAll, describe, expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DAY } from '../../shared/practice/instant.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { bySam, edges, openLead, overtaken, REPORTS, showPatients, stored } from '../support/lead-phone.ts';
import { allWell, at, claytonDown, say } from '../support/public-boards.ts';
import { STAFF_SCENES, staffBoardOf, staffScene } from '../support/staff-boards.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const ALL = { internet: 'working', records: 'working', phones: 'working', online: 'working', prescriptions: 'working' };
const BOTH = { ...SESSIONS.lead, branches: ['clayton', 'yaxham'] };
/** Four hours after nine, what was said at 9:05am is about to be asked about. */
const due = () => staffScene(claytonDown(), '12:50');

describe('three taps from opening the page', () => {
  test('tell everyone that the internet is down, and whether the phones still work', async () => {
    const lead = await openLead();
    await lead.press('Internet down');
    await lead.choose('No');
    await lead.press('Tell everyone');
    await lead.sees('Everyone sees this now');
    expect(await lead.taps()).toBe(3);
    expect(lead.reports().map(({ body }) => body)).toEqual([{ it: { internet: 'down', phones: 'down' } }]);
    expect(await lead.sheet.locator('blockquote').textContent()).toContain('Clayton Surgery has a problem.');
    expect(await lead.sheet.locator('blockquote').textContent()).toContain('Medical records');
  });

  test('tell everyone that all works again, all five services', async () => {
    const lead = await openLead({
      scene: STAFF_SCENES.trouble(),
      prepare: (server) => showPatients(server, allWell()),
    });
    await lead.press('All working');
    await lead.press('Tell everyone');
    await lead.sees('Clayton Surgery is working normally.');
    expect(await lead.taps()).toBeLessThanOrEqual(3);
    expect(lead.reports()).toMatchObject([{ body: { it: ALL } }]);
  });

  test('tell everyone that a GP is off sick, and the sum is kept', async () => {
    const lead = await openLead();
    await lead.press(/^GPs/);
    await lead.press('Off sick: more');
    expect(await lead.page.getByLabel('In today', { exact: true }).inputValue()).toBe('7');
    await lead.press('Tell everyone');
    await lead.sees('Everyone sees this now');
    expect(await lead.taps()).toBe(3);
    expect(lead.reports()).toMatchObject([{ body: { gps: { expected: 8, offSick: 1, away: 0, locums: 0 } } }]);
  });
});

test('fewer GPs in today are asked about: off sick or away', async () => {
  const lead = await openLead();
  await lead.press(/^GPs/);
  await lead.press('In today: fewer');
  await lead.press('Tell everyone');
  await lead.sees('Say whether they are off sick or away.');
  expect(lead.reports()).toEqual([]);
  await lead.choose('Away');
  await lead.press('In today: fewer');
  expect(await lead.page.getByLabel('Away', { exact: true }).last().inputValue()).toBe('2');
  await lead.press('Tell everyone');
  await lead.sees('Everyone sees this now');
  expect(lead.reports()).toMatchObject([{ body: { gps: { expected: 8, offSick: 0, away: 2, locums: 0 } } }]);
});

describe('the first screen of a small phone', () => {
  test.each([
    ['on an ordinary day', STAFF_SCENES.normal, SESSIONS.lead],
    ['in trouble', STAFF_SCENES.trouble, SESSIONS.lead],
    ['of a surgery that went quiet', STAFF_SCENES.notHeard, { ...SESSIONS.lead, branches: ['thorney-dyke'] }],
    ['with two branches', STAFF_SCENES.trouble, BOTH],
    ['for operations', STAFF_SCENES.trouble, SESSIONS.operations],
    ['with something to confirm', due, SESSIONS.lead],
  ])('holds name, state, connection and the large buttons %s', async (_, scene, session) => {
    const { page } = await openLead({ scene: scene(), session, path: '/lead?branch=clayton' });
    const bar = (await page.locator('.waits').count()) ? (await edges(page, '.waits'))[0] : null;
    const fold = bar ? bar.top : 640;
    for (const part of ['h1', '.now__state', '.badge', '.quick__button']) {
      for (const { bottom } of await edges(page, part)) expect(bottom).toBeLessThanOrEqual(fold);
    }
    for (const { height } of await edges(page, '.quick__button')) expect(height).toBeGreaterThanOrEqual(64);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('does not move under the thumb when the state changes, a claim is due or the page grows old', async () => {
    const lead = await openLead({ ownClock: true });
    const before = await edges(lead.page, '.quick__button');
    lead.server.change(STAFF_SCENES.trouble(), ['clayton']);
    await lead.sees('Has a problem');
    expect(await edges(lead.page, '.quick__button')).toEqual(before);
    lead.server.change(due(), ['clayton']);
    await lead.page.locator('.waits').waitFor();
    expect(await edges(lead.page, '.quick__button')).toEqual(before);
    lead.server.cut();
    await lead.page.clock.fastForward(100_000);
    await lead.sees('NOT LIVE');
    await lead.sees('This may have changed since.');
    expect(await edges(lead.page, '.quick__button')).toEqual(before);
    expect(await lead.page.getByRole('button', { name: 'Internet down' }).isEnabled()).toBe(true);
  });
});

test('tells live what others say, in the page and in an open sheet', async () => {
  const lead = await openLead();
  await lead.press(/^Message/);
  await lead.page.getByRole('textbox').fill('Please phone first.');
  const told = say(allWell(), 'clayton', '10:43', { gps: { expected: 8, offSick: 3, away: 0, locums: 0 } });
  lead.server.change(staffScene(told, '10:43'), ['clayton']);
  await lead.sheet.getByText('Said while this was open').waitFor();
  expect(await lead.sheet.locator('.meanwhile').textContent()).toContain('GPs 8 → 5 of 8');
  expect(await lead.page.getByRole('textbox').inputValue()).toBe('Please phone first.');
  await lead.press('Cancel');
  await lead.press('Throw away');
  expect(await lead.page.locator('.today').textContent()).toContain('GPs 8 → 5 of 8');
});

test('does not tell what was said the day before as if it were of today', async () => {
  const now = at('10:42') + DAY;
  const lead = await openLead({ scene: { board: staffBoardOf(claytonDown(), now), now } });
  expect(await lead.page.locator('.today').textContent()).toContain('Nobody has said anything today.');
  expect(await lead.page.locator('.said__item').count()).toBe(0);
});

test('tells all that was said today when asked to, and what comes after it', async () => {
  const fact = (seq: number, at: string, by: string | null, sentence: string) => {
    return { seq, kind: by === null ? 'signal' : 'report', at, recordedAt: at, by, onBehalf: false, sentence };
  };
  const facts = [
    fact(40, '2019-12-31T08:10:00.000Z', 'Jo Smith', 'All services are working.'),
    fact(39, '2019-12-31T07:00:00.000Z', null, 'The sender is heard again.'),
    fact(12, '2019-12-30T17:00:00.000Z', 'Sam Jones', 'The doors are closed.'),
  ];
  const timeline = { status: 200, body: { branch: 'clayton', facts } };
  const lead = await openLead({
    prepare: ({ answer }) =>
      answer('GET /api/v1/branches/clayton/timeline', problemAnswer('internal', 'Something went wrong.'), timeline),
  });
  await lead.press('Show all');
  await lead.sees('This could not be fetched.');
  await lead.press('Show all');
  await lead.sees('All services are working.');
  expect(await lead.page.locator('.said__item').allTextContents()).toEqual([
    '8:10amAll services are working.you',
    '7amThe sender is heard again.',
  ]);
  expect(await lead.page.evaluate(() => document.activeElement?.id)).toBe('today');
  const told = staffScene(say(allWell(), 'clayton', '10:43', { access: 'phone-only' }), '10:43');
  const seq = (staff: typeof told) => ({
    ...staff,
    board: { ...staff.board, recent: staff.board.recent.map((one) => ({ ...one, seq: 41 })) },
  });
  lead.server.change(seq(told), ['clayton']);
  await lead.page.locator('.said__item').getByText('Phone only').waitFor();
  expect(await lead.page.locator('.said__item').count()).toBe(3);
});

test('a message shows what patients will see of it, and can be taken back', async () => {
  const scene = staffScene(say(claytonDown(), 'clayton', '09:20', { message: 'Please phone first.' }), '10:42');
  const lead = await openLead({ scene });
  await lead.press(/^Message/);
  await lead.page.getByRole('textbox').fill('We speak to everybody who phones.');
  await lead.sees('247 characters left');
  await lead.page.locator('.preview__shown').waitFor();
  expect(await lead.page.locator('.preview__shown .card').textContent()).toContain('Clayton Surgery');
  await lead.page.locator('.preview__shown a').first().tap();
  expect(new URL(lead.page.url()).pathname).toBe('/lead');
  await lead.press('Take the message back');
  await lead.sees('Everyone sees this now');
  expect(lead.reports()).toMatchObject([{ body: { message: null } }]);
});

test('one who leads several branches chooses, and the device remembers', async () => {
  const lead = await openLead({ session: BOTH });
  expect(await lead.page.textContent('h1')).toBe('Clayton Surgery');
  await lead.page.getByLabel('Branch').selectOption('yaxham');
  expect(await lead.page.textContent('h1')).toBe('Yaxham Surgery');
  await lead.page.goto(`${lead.server.origin}/lead`);
  await lead.page.waitForSelector('.badge--live');
  expect(await lead.page.textContent('h1')).toBe('Yaxham Surgery');
});

test('operations choose any branch, and are told that they speak on its behalf', async () => {
  const lead = await openLead({ session: SESSIONS.operations });
  expect(await lead.page.getByLabel('Branch').locator('option').count()).toBe(19);
  await lead.page.getByLabel('Branch').selectOption('clayton');
  await lead.sees('You speak on behalf of Clayton Surgery.');
  expect(await axeFaults(lead.page)).toEqual([]);
});

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['in the light', {}],
  ['in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  // 200 % of text on a phone of 360 px is a window of 180 px.
  ['with text twice as large', { viewport: { width: 180, height: 320 } }],
  ['wide', { viewport: { width: 1366, height: 768 } }],
];

test.each(['light', 'dark'] as const)('what went wrong is accessible too, in the %s', async (colorScheme) => {
  const lead = await openLead({ context: { colorScheme }, ownClock: true });
  lead.server.cut();
  await lead.page.clock.fastForward(100_000);
  await lead.sees('NOT LIVE');
  expect(await axeFaults(lead.page)).toEqual([]);
  await lead.press('Records down');
  await lead.press('Tell everyone');
  await lead.page.clock.runFor(20_000);
  await lead.sees('Not sent yet: no connection.');
  expect(await axeFaults(lead.page)).toEqual([]);
  await lead.page.keyboard.press('Escape');
  await lead.sees('Not sent yet. Records down.');
  expect(await axeFaults(lead.page)).toEqual([]);
});

describe.each(LOOKS)('%s', (_, look) => {
  const scene = () => staffScene(say(claytonDown(), 'clayton', '09:20', { message: 'Please phone first.' }), '12:50');

  const faults = async ({ page }: { readonly page: Page }) => [...(await axeFaults(page)), await sideways(page)];

  test('the page and each of its sheets are accessible', async () => {
    const lead = await openLead({ scene: scene(), context: look });
    expect(await faults(lead)).toEqual([0]);
    for (const name of ['All working', 'Something else…', /^GPs/, /^Doors/, /^Message/]) {
      await lead.page.getByRole('button', { name }).click();
      expect(await faults(lead)).toEqual([0]);
      await lead.page.keyboard.press('Escape');
    }
  });

  test('a report is accessible from its question to its end', async () => {
    const conflict = overtaken(bySam('it.internet', 'working'), bySam('it.phones', 'working'));
    const prepare = ({ answer }: StaffPageServer) => answer(REPORTS, conflict, stored());
    const lead = await openLead({ scene: scene(), context: look, prepare });
    const button = (name: string) => lead.page.getByRole('button', { name });
    await button('Internet down').click();
    await lead.page.getByText('What patients will see').click();
    await button('Tell everyone').click();
    expect(await faults(lead)).toEqual([0]);
    await lead.page.getByRole('radio', { name: 'No', exact: true }).check();
    await lead.page.locator('.preview__shown').waitFor();
    expect(await faults(lead)).toEqual([0]);
    await button('Tell everyone').click();
    await lead.sees('Choose for each, then send.');
    expect(await faults(lead)).toEqual([0]);
    for (const mine of await lead.page.getByRole('radio', { name: 'Use down' }).all()) await mine.check();
    await button('Send what I chose').click();
    await lead.sees('Everyone sees this now');
    expect(await faults(lead)).toEqual([0]);
  });
});
