import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import type { TextClaim } from '../../shared/wire/texts.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { problemAnswer, type Scripted } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const UP: TextClaim = {
  id: 'claim-1',
  branch: 'clayton',
  by: 'Asha Lead',
  says: 'internet working',
  saidAt: '2019-12-31T10:38:00.000Z',
  expiresAt: '2019-12-31T12:38:00.000Z',
};
const GPS: TextClaim = { ...UP, id: 'claim-2', branch: 'yaxham', by: 'Bo Lead', says: '4 of 4 GPs in' };
const waiting = (...claims: readonly TextClaim[]): Scripted => ({ status: 200, body: { claims } });
const LIST = `GET ${PATHS.textClaims}`;
const pathOf = ({ id }: TextClaim, how: string) => `${PATHS.textClaims}/${id}/${how}`;

async function open(...claims: readonly TextClaim[]) {
  const on = await openStaffPage('operations', {
    context: { viewport: { width: 1366, height: 768 } },
    scene: STAFF_SCENES.trouble(),
    prepare: ({ answer }) => answer(LIST, waiting(...claims)),
  });
  onTestFinished(on.close);
  return { ...on, texts: on.page.locator('text-claims') };
}

test('texts that wait are shown with who sent them, and spoken; without any there is nothing', async () => {
  const { page, texts, spoken } = await open(UP, GPS);
  await texts.getByRole('heading', { name: 'Texts to confirm (2)' }).waitFor();
  expect(await texts.innerText()).toMatch(
    /Phone the person before you confirm\.[^]*Clayton: internet working[^]*Asha Lead at 10:38am\. Ends at 12:38pm\.[^]*Yaxham: 4 of 4 GPs in/,
  );
  expect(await spoken()).toContain('Texts to confirm: Clayton: internet working. Yaxham: 4 of 4 GPs in');
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  const calm = await open();
  await calm.page.locator('#panel-notice').waitFor();
  expect(await calm.texts.innerText()).toBe('');
});

test('one is confirmed by keyboard alone, and the focus stays with the list', async () => {
  const { page, texts, server, spoken } = await open(UP, GPS);
  server.answer(`POST ${pathOf(UP, 'confirm')}`, { status: 200, body: { outcome: 'on-board' } });
  await texts.getByRole('button', { name: 'Confirm: Clayton: internet working' }).focus();
  server.answer(LIST, waiting(GPS));
  await page.keyboard.press('Enter');
  await texts.getByRole('heading', { name: 'Texts to confirm (1)' }).waitFor();
  expect(server.recorded).toMatchObject([{ method: 'POST', path: pathOf(UP, 'confirm'), body: {} }]);
  expect(await spoken()).toContain('Confirmed. It is on the board, in your name.');
  await until('the focus is on the list', () => page.evaluate(() => document.activeElement?.id === 'panel-texts'));
});

test('one is refused, and what a colleague settled before is said', async () => {
  const { page, texts, server, spoken } = await open(UP, GPS);
  server.answer(`POST ${pathOf(UP, 'refuse')}`, { status: 200, body: { outcome: 'refused' } });
  server.answer(`POST ${pathOf(GPS, 'confirm')}`, problemAnswer('already-done', 'Somebody has settled this already.'));
  await texts.getByRole('button', { name: 'Refuse: Clayton: internet working' }).click();
  await until('it is said', async () => (await spoken()).includes('Refused. The board has not changed.'));
  server.answer(LIST, waiting());
  await texts.getByRole('button', { name: 'Confirm: Yaxham: 4 of 4 GPs in' }).click();
  await until('it is said', async () => (await spoken()).includes('Somebody has settled this already.'));
  await until('nothing waits', async () => (await texts.innerText()) === '');
  await until('the focus has a place', () => page.evaluate(() => document.activeElement !== document.body));
  expect(server.recorded.map(({ path }) => path)).toEqual([pathOf(UP, 'refuse'), pathOf(GPS, 'confirm')]);
});
