import { afterAll, describe, expect, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { SESSIONS } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const FACES = ['wallboard', 'lead', 'operations'] as const;

describe.each(FACES)('%s', (face) => {
  test('opens on the board, is accessible, and has the state of the practice in its tab', async () => {
    const on = await openStaffPage(face, { scene: STAFF_SCENES.trouble() });
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await on.page.title()).toMatch(/^■ 1 problem – .+ – Example Fen Medical Practice$/);
    expect(on.faults).toEqual([]);
    await on.close();
  });

  test('says in words that the server cannot be reached, and opens once it can', async () => {
    const on = await openStaffPage(face, { prepare: (server) => server.cut(), live: false });
    await on.page.getByText('We cannot reach Branchboard.').waitFor();
    expect(await axeFaults(on.page)).toEqual([]);
    on.server.restore();
    await on.page.waitForSelector('.badge--live');
    await on.close();
  });

  test('says what it needs where no script runs', async () => {
    const on = await openStaffPage(face, { live: false, context: { javaScriptEnabled: false } });
    expect(await on.page.textContent('body')).toContain('This page needs JavaScript.');
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  });
});

test.each(['lead', 'operations'] as const)('%s goes to sign in, and says where to come back to', async (face) => {
  const on = await openStaffPage(face, { session: null, live: false, path: `/${face}?branch=clayton` });
  await on.page.waitForURL('**/sign-in**');
  expect(new URL(on.page.url()).searchParams.get('then')).toBe(`/${face}?branch=clayton`);
  await on.close();
});

test('a session that ends leaves what was known on the page, and asks to sign in again', async () => {
  const on = await openStaffPage('operations');
  on.server.endSession();
  await on.page.getByText('Your session has ended.').waitFor();
  expect(await on.page.textContent('.badge')).toContain('NOT LIVE');
  expect(await on.page.title()).toMatch(/^\? NOT LIVE – Operations – /);
  expect(await on.page.textContent('main')).toContain('Clayton Surgery');
  expect(await on.page.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe(
    '/sign-in?then=%2Foperations',
  );
  expect(await axeFaults(on.page)).toEqual([]);
  await on.close();
});

test('a page of an older build loads itself anew once it is connected again', async () => {
  const on = await openStaffPage('wallboard');
  await on.page.evaluate(() => Object.assign(window, { mark: 'before' }));
  expect(await on.page.evaluate(() => 'mark' in window)).toBe(true);
  on.server.serveBuild('another');
  on.server.cut();
  on.server.restore();
  await until('the page is loaded anew', () => on.page.evaluate(() => !('mark' in window)).catch(() => false));
  await on.close();
});

test('signing out ends the session and goes to sign in', async () => {
  const on = await openStaffPage('operations', {
    prepare: (server) => server.answer('DELETE /api/v1/session', { status: 204 }),
  });
  await on.page.getByRole('button', { name: 'Sign out' }).click();
  await on.page.waitForURL('**/sign-in');
  expect(on.server.recorded.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /api/v1/session']);
  await on.close();
});

test('signing in is accessible, with its own shell', async () => {
  const on = await openStaffPage('sign-in');
  await on.page.waitForSelector('h1');
  expect(await axeFaults(on.page)).toEqual([]);
  expect(on.faults).toEqual([]);
  await on.close();
});

test.each([320, 768, 1366])('no page is wider than its window, at %i px', async (width) => {
  for (const face of FACES) {
    const session = SESSIONS.operations;
    const on = await openStaffPage(face, { session, context: { viewport: { width, height: 800 } } });
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  }
});
