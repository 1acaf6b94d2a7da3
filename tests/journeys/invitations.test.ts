import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { toMailsUrl } from '../../server/mail/mails-page.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { openOffice } from '../support/open-office.ts';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser, visit } from '../support/visit.ts';

afterAll(closeBrowser);

const PEOPLE = '/operations/people';

async function openPractice() {
  const folder = join(await createDataFolder(), 'mails');
  return startTestServer({ config: { mail: { kind: 'folder', folder } } });
}

test('somebody is invited by mail, opens the link in it, and is in', async () => {
  const server = await openPractice();
  const { page: office } = await openOffice(server, PEOPLE);
  await office.getByRole('button', { name: 'Add a person' }).click();
  await office.getByLabel('Name', { exact: true }).fill('Asha Lead');
  await office.getByLabel('Email address').fill('asha@practice.example');
  await office.getByRole('checkbox', { name: 'Clayton' }).check();
  await office.getByRole('button', { name: 'Add and make link' }).click();
  await office.getByRole('heading', { name: 'Sent to Asha Lead' }).waitFor();
  expect(await office.content()).not.toContain('bb_');
  await server.mailing.look();

  if (!server.mailing.page) throw new Error('there is no page of mails');
  const { pathname, hash } = new URL(toMailsUrl(server.origin, server.mailing.page));
  const on = await visit(server.origin, pathname + hash, { mayHaveCookies: true });
  onTestFinished(on.close);
  await on.page.getByRole('heading', { name: /: Set up your account$/ }).waitFor();
  const link = (await on.page.getByRole('link', { name: '/set-up#' }).getAttribute('href')) ?? '';
  await on.page.goto(link.replace(server.publicOrigin, server.origin));
  await on.page.getByText('You will be lead of Clayton').waitFor();
});

test('somebody types the code of their sheet, and is asked how they will sign in', async () => {
  const server = await openPractice();
  const { page: office } = await openOffice(server, PEOPLE);
  await office.getByRole('button', { name: 'Add a person' }).click();
  await office.getByLabel('Name', { exact: true }).fill('Rae Reads');
  await office.getByLabel('Email address').fill('rae@practice.example');
  await office.getByRole('radio', { name: 'Read-only' }).check();
  await office.getByRole('radio', { name: 'On paper' }).check();
  await office.getByRole('button', { name: 'Add and make link' }).click();
  await office.getByRole('heading', { name: 'Sheet for Rae Reads' }).waitFor();
  await office.emulateMedia({ media: 'print' });
  const code = await office.locator('.sheet__code').innerText();

  const on = await visit(server.origin, '/set-up', { mayHaveCookies: true });
  onTestFinished(on.close);
  await on.page.getByLabel('Code', { exact: true }).fill(code.toLowerCase().replaceAll('-', ' '));
  await on.page.keyboard.press('Enter');
  await on.page.getByText('You will see what staff see.').waitFor();
  await on.page.getByText('Rae Reads').waitFor();
  expect(new URL(on.page.url()).hash).toMatch(/^#bb_/);
});
