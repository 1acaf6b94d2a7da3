import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { SESSIONS } from '../support/staff-page-server.ts';
import type { Session } from '../../shared/wire/session.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const READER: Session = { ...SESSIONS.lead, name: 'Rea Der', role: 'read-only', branches: [] };

test.each([
  ['somebody who only looks', READER, 360, 'Look at the wallboard', '/wallboard'],
  ['somebody who only looks', READER, 1366, 'Look at the wallboard', '/wallboard'],
  ['a lead', SESSIONS.lead, 360, 'Report for my branches', '/lead'],
] as const)('%s finds no control of operations, and the way to their own page (%#, %s)', async (...args) => {
  const [, session, width, words, path] = args;
  const on = await openStaffPage('operations', { session, context: { viewport: { width, height: 740 } } });
  onTestFinished(on.close);
  const main = on.page.locator('main');
  const link = main.getByRole('button', { name: words });
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe(path);
  expect(await main.locator('button, input, select, textarea').count()).toBe(0);
  expect(await on.page.locator('operations-board').count()).toBe(0);
  expect(await axeFaults(on.page)).toEqual([]);
  expect(await sideways(on.page)).toBe(0);
});

test('who only looks is told on the lead page that it is for people who report', async () => {
  const on = await openStaffPage('lead', { session: READER });
  onTestFinished(on.close);
  await on.page.getByText('You can look at the wallboard.').waitFor();
  expect(await on.page.locator('main').innerText()).toContain('This page is for people who report.');
});
