import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Clash } from '../../shared/wire/report.ts';
import { crowded } from '../support/crowded-board.ts';
import { allWell, say } from '../support/public-boards.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, type Scripted } from '../support/staff-page-server.ts';
import { STAFF_SCENES, staffScene } from '../support/staff-boards.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const DESK = { viewport: { width: 1366, height: 768 } };
const POST = 'POST /api/v1/branches/clayton/reports';

async function open(options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', { context: DESK, ...options });
  onTestFinished(on.close);
  const row = on.page.locator('[data-row="clayton"]');
  const cell = (name: string) => row.locator(`[data-cell="${name}"]`);
  return { ...on, row, cell, note: on.page.locator('[data-note="clayton"]') };
}

function stored(seq: number, branch = 'clayton'): Scripted {
  const at = '2019-12-31T10:42:00.000Z';
  const answer = { seq, branch, at, recordedAt: at, onBehalf: true, report: {}, notApplied: [], overrode: [] };
  return { status: 201, body: answer };
}

function changedBySam(field: string, was: unknown): Scripted {
  const changed: Clash[] = [{ field, by: 'Sam', at: '2019-12-31T10:40:00.000Z', was }];
  return problemAnswer('branch-changed', 'Somebody else reported since. Nothing was saved.', { seq: 700, changed });
}

test('18 branches stand on one screen of 1366 by 768, beside the panel and without scrolling', async () => {
  const { page } = await open({ scene: STAFF_SCENES.trouble() });
  const last = await page.locator('.branches tbody tr').last().boundingBox();
  expect(await page.locator('.branches tbody tr').count()).toBe(18);
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(768);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  expect(await page.locator('.ops__panel').boundingBox()).toMatchObject({ y: expect.any(Number) });
});

test.each([
  ['closed for days', STAFF_SCENES.night()],
  ['with all there is to tell', crowded('normal')],
])('what can be done with a row is whole in sight, %s', async (_, scene) => {
  const { page } = await open({ scene });
  const { right } = await page.$eval('.branches-box', (box) => box.getBoundingClientRect().toJSON());
  const rights = await page.$$eval('.branches .action button', (all) =>
    all.map((button) => button.getBoundingClientRect().right),
  );
  expect(rights.length).toBeGreaterThanOrEqual(36);
  expect(rights.filter((edge) => edge > right)).toEqual([]);
});

test('a count is typed, saved as the focus leaves the counts, and put back by undo', async () => {
  const { server, cell, row, spoken } = await open({ prepare: ({ answer }) => answer(POST, stored(601), stored(602)) });
  await cell('offSick').fill('4');
  await row.getByText('Enter saves').waitFor();
  await cell('away').fill('1');
  expect(server.recorded).toEqual([]);
  await cell('access').focus();
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded).toMatchObject([
    { path: '/api/v1/branches/clayton/reports', body: { gps: { expected: 8, offSick: 4, away: 1, locums: 0 } } },
  ]);
  expect(await row.locator('.c-in').textContent()).toBe('3');
  await cell('undo').click();
  await row.getByText('Put back').waitFor();
  expect(server.recorded[1]).toMatchObject({
    headers: { 'if-match': '"601"' },
    body: { gps: { offSick: 0, away: 0 } },
  });
  expect(await cell('offSick').inputValue()).toBe('0');
  await until('both are said', async () => (await spoken()).length > 1);
  expect(await spoken()).toEqual(['Clayton Surgery: saved.', 'Clayton Surgery: put back.']);
});

test('counts that cannot be are not sent, stay as typed, and say why', async () => {
  const { server, cell, row } = await open();
  await cell('offSick').fill('9');
  await cell('offSick').press('Enter');
  await row.getByText('cannot have 9 off sick or away').waitFor();
  expect(await cell('offSick').getAttribute('aria-invalid')).toBe('true');
  await cell('offSick').press('Escape');
  expect(await cell('offSick').inputValue()).toBe('0');
  expect(server.recorded).toEqual([]);
});

test('a service is set from a menu, and going past it with the arrow keys changes nothing', async () => {
  const { page, server, cell, row } = await open({ prepare: ({ answer }) => answer(POST, stored(601)) });
  await cell('records').focus();
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(server.recorded).toEqual([]);
  expect(await cell('records').evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded).toMatchObject([{ body: { it: { records: 'down' } } }]);
  expect(await cell('records').getAttribute('aria-label')).toBe('Clayton Surgery: Records down');
});

test('a conflict is told in plain words in its place, and mine goes over theirs when I say so', async () => {
  const theirs = { expected: 8, offSick: 3, away: 0, locums: 0 };
  const { server, cell, row, note } = await open({
    prepare: ({ answer }) => answer(POST, changedBySam('gps', theirs), stored(701)),
  });
  await cell('offSick').fill('4');
  await cell('offSick').press('Enter');
  await note.getByText('Sam changed GPs to 5 two minutes ago. Keep 5, or use your 4?').waitFor();
  expect(await cell('offSick').inputValue()).toBe('0');
  await note.getByRole('button', { name: 'Use 4' }).click();
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded.map(({ headers }) => headers['if-match'])).toEqual([expect.any(String), '"700"']);
  const keys = server.recorded.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(2);
});

test('theirs is kept when I say so', async () => {
  const { server, cell, note } = await open({
    prepare: ({ answer }) => answer(POST, changedBySam('gps', { expected: 8, offSick: 3, away: 0, locums: 0 })),
  });
  await cell('offSick').fill('4');
  await cell('offSick').press('Enter');
  await note.getByRole('button', { name: 'Keep 5' }).click();
  await note.waitFor({ state: 'detached' });
  expect(server.recorded).toHaveLength(1);
});

test('a board that comes while a count is typed does not write over it, and asks before anything is sent', async () => {
  const { server, cell, row, note } = await open();
  await cell('offSick').fill('4');
  const gps = { expected: 8, offSick: 3, away: 0, locums: 0 };
  server.change(staffScene(say(allWell(), 'clayton', '10:42', { gps }), '10:43'), ['clayton']);
  await row.getByText('Changed by somebody else while you type').waitFor();
  expect(await cell('offSick').inputValue()).toBe('4');
  await cell('offSick').press('Enter');
  await note.getByText('A tester changed GPs to 5 a minute ago. Keep 5, or use your 4?').waitFor();
  expect(server.recorded).toEqual([]);
});

test('without a connection it says so, keeps what was said, and goes again under the same key', async () => {
  const { server, cell, row, note } = await open({ prepare: ({ answer }) => answer(POST, 'lost') });
  await cell('offSick').fill('4');
  await cell('offSick').press('Enter');
  await row.getByText('Saving…').waitFor();
  await note.getByText('Not saved: no connection.').waitFor();
  expect(await cell('offSick').inputValue()).toBe('4');
  server.answer(POST, stored(601));
  await note.getByRole('button', { name: 'Try again' }).click();
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded.length).toBeGreaterThan(1);
  expect(new Set(server.recorded.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('what the server refuses is told with its faults', async () => {
  const refused = problemAnswer('bad-request', 'Nothing was saved.');
  const faults = [{ path: '/gps/offSick', message: 'must be at most 99.' }];
  const { server, cell, note } = await open({
    prepare: ({ answer }) => answer(POST, { ...refused, body: { ...(refused.body as object), faults } }),
  });
  await cell('access').click();
  await cell('access').page().getByRole('menuitemradio', { name: 'Phone only' }).click();
  await note.getByText('GPs must be at most 99.').waitFor();
  await note.getByRole('button', { name: 'Do not save' }).click();
  await note.waitFor({ state: 'detached' });
  expect(server.recorded).toHaveLength(1);
});

test('rows stay where they are while somebody works in them, and go to their places when asked', async () => {
  const { page, server, cell } = await open();
  await page.getByRole('button', { name: 'State' }).click();
  expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  await page.locator('[data-row="yaxham"] [data-cell="select"]').focus();
  server.change(staffScene(say(allWell(), 'yaxham', '10:42', { it: { internet: 'down' } }), '10:43'), ['yaxham']);
  await page.getByRole('button', { name: 'Put rows in order again' }).waitFor();
  expect(await page.locator('[data-row]').first().getAttribute('data-row')).toBe('clayton');
  await page.getByRole('button', { name: 'Put rows in order again' }).click();
  expect(await page.locator('[data-row]').first().getAttribute('data-row')).toBe('yaxham');
  expect(await cell('select').count()).toBe(1);
});

test('sort and filter are kept on the device, what was searched for is not', async () => {
  const { page } = await open({ scene: STAFF_SCENES.many() });
  await page.getByRole('button', { name: 'GPs in' }).click();
  await page.getByRole('button', { name: 'Trouble' }).click();
  await page.getByLabel('Find a branch').fill('clay');
  await page.getByText('1 of 18 branches').waitFor();
  await page.reload();
  await page.getByText('11 of 18 branches').waitFor();
  expect(await page.locator('th[aria-sort]').textContent()).toContain('In');
});

test('a table that is not live says so and looks old, and can still be reported in', async () => {
  const { page, server, cell, row } = await open({
    ownClock: true,
    prepare: ({ answer }) => answer(POST, stored(601)),
  });
  server.cut();
  await page.clock.runFor(100_000);
  await page.getByText('This table is not live.').waitFor();
  expect(await page.locator('.branches').evaluate((table) => getComputedStyle(table).filter)).toBe('grayscale(1)');
  server.restore();
  await cell('offSick').fill('4');
  await cell('offSick').press('Enter');
  await row.getByText('Saved', { exact: true }).waitFor();
});

test('"still so" is one click where a claim is due to be confirmed', async () => {
  const { server, cell, row } = await open({
    scene: STAFF_SCENES.night(),
    prepare: ({ answer }) => answer(POST, stored(601)),
  });
  await cell('still-so').click();
  await row.getByText('Saved', { exact: true }).waitFor();
  expect(server.recorded).toMatchObject([{ body: { confirm: true } }]);
  expect(await cell('undo').count()).toBe(0);
});

test('what others change is said politely, and many changes at once are one text', async () => {
  const { server, spoken } = await open();
  server.change(staffScene(say(allWell(), 'yaxham', '10:42', { it: { internet: 'down' } }), '10:43'), ['yaxham']);
  await until('the change is said', async () => (await spoken()).length > 0);
  expect(await spoken()).toEqual(['Yaxham Surgery changed: has a problem, 4 of 4 GPs in.']);
  server.change({ ...STAFF_SCENES.many(), now: Date.parse('2019-12-31T10:44:00.000Z') });
  await until('the changes are said', async () => (await spoken()).length > 1);
  expect((await spoken())[1]).toMatch(/^\d+ branches changed\.$/);
});
