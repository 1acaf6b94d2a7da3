import { afterAll, expect, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { startTestServer } from '../support/running-server.ts';
import { addAppOnPage } from '../support/second-factor.ts';
import { createStaffClient, PASSWORD } from '../support/staff-client.ts';
import { closeBrowser, visit } from '../support/visit.ts';

afterAll(closeBrowser);

const EMAIL = 'office@practice.example';

test('the first account comes in by the printed link, signs out, and comes back in by a password and an app', async () => {
  const server = await startTestServer();
  const link = new URL(server.setUpUrl ?? '');
  const on = await visit(link.origin, link.pathname + link.hash, { mayHaveCookies: true });
  const { page } = on;
  await page.getByLabel('Your name').fill('Office Mo');
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Choose a password').fill('Password2026!');
  await page.getByRole('button', { name: 'Set up account' }).click();
  await page.getByRole('link', { name: /easy to guess/ }).click();
  await page.keyboard.type('x');
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up account' }).click();
  await page.waitForURL('**/operations');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');

  // Who was on their way somewhere comes back there.
  await page.goto(`${link.origin}/lead`);
  await page.waitForURL('**/sign-in?then=%2Flead');
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByText('The email address or the password is not right.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  // A password alone is not enough to work with: what is asked for beside it is added first.
  const app = await addAppOnPage(page, server);
  await page.waitForURL('**/lead');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');

  await page.goto(`${link.origin}/lead`);
  await page.waitForURL('**/sign-in?then=%2Flead');
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  server.clock.advance(30 * SECOND);
  await page.getByLabel('Code').fill(app.codeAt(server.clock.now()));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lead');
  await page.waitForSelector('.badge--live');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'branchboard', httpOnly: true, sameSite: 'Lax', path: '/' });

  const jar = { cookie: `${cookie?.name}=${cookie?.value}` };
  const person = { name: 'Asha', email: 'asha@practice.example', role: 'lead', branches: ['clayton'] };
  const invited = await createStaffClient(server).send('POST', '/api/v1/people', person, { headers: jar });
  await page.goto(invited.json<Invitation>().setUp?.url ?? '');
  await page.getByText('You will be lead of Clayton').waitFor();
  await page.getByLabel('Choose a password').fill('seven quiet herons');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lead');
  await page.getByText('Asha', { exact: true }).waitFor();
  // What was refused is told by the browser itself.
  expect(on.faults.filter((fault) => !/status of 40[013]/.test(fault))).toEqual([]);
  await on.close();
});
