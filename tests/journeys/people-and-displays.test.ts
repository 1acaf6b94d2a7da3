import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { startTestServer } from '../support/running-server.ts';
import { addAppOnPage } from '../support/second-factor.ts';
import { PASSWORD } from '../support/staff-client.ts';
import { until } from '../support/until.ts';
import { closeBrowser, visit, type VisitOptions } from '../support/visit.ts';

afterAll(closeBrowser);

const DESK = { viewport: { width: 1366, height: 768 } };

async function open(origin: string, path: string, options: VisitOptions = {}) {
  const on = await visit(origin, path, { mayHaveCookies: true, ...options });
  onTestFinished(() => on.close());
  return on;
}

test('the office lets a lead and a wallboard in by its own screens, and takes the wallboard and the lead out again', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const { origin, pathname, hash } = new URL(server.setUpUrl ?? '');
  const { page: office, faults } = await open(origin, pathname + hash, { context: DESK });
  await office.getByLabel('Your name').fill('Office Mo');
  await office.getByLabel('Email address').fill('office@practice.example');
  await office.getByLabel('Choose a password').fill(PASSWORD);
  await office.getByRole('button', { name: 'Set up account' }).click();
  await office.waitForURL(`**${STAFF_PATHS.operations}`);
  await office.getByRole('link', { name: 'People' }).click();
  const me = office.getByRole('row', { name: 'Office Mo' });
  await me.getByText('You are the only admin who can sign in.').waitFor();

  await office.getByRole('button', { name: 'Add a person' }).click();
  await office.getByLabel('Name').fill('Asha Lead');
  await office.getByLabel('Email address').fill('Asha@Practice.example');
  await office.getByRole('checkbox', { name: 'Clayton' }).check();
  await office.getByRole('button', { name: 'Add and make link' }).click();
  const link = new URL(await office.getByLabel('Set-up link').inputValue());
  const asha = office.getByRole('row', { name: 'Asha Lead' });
  await asha.getByText('Waiting: account not set up yet').waitFor();

  const { page: lead } = await open(link.origin, link.pathname + link.hash);
  await lead.getByText('You will be lead of Clayton').waitFor();
  await lead.getByLabel('Choose a password').fill('seven quiet herons');
  await lead.keyboard.press('Enter');
  await lead.waitForURL(`**${STAFF_PATHS.lead}`);
  await lead.getByRole('button', { name: 'Sign out' }).click();
  await lead.waitForURL(`**${PATHS.signInPage}`);
  await lead.getByLabel('Email address').fill('asha@practice.example');
  await lead.getByLabel('Password', { exact: true }).fill('seven quiet herons');
  await lead.keyboard.press('Enter');
  await addAppOnPage(lead, server);
  await lead.waitForURL(`**${STAFF_PATHS.lead}`);
  await lead
    .getByRole('heading', { name: /Clayton/ })
    .first()
    .waitFor();

  const screen = { viewport: { width: 1_920, height: 1_080 } };
  const { page: wall } = await open(origin, STAFF_PATHS.wallboard, { context: screen });
  await wall.waitForSelector('.cover__code');
  const code = await wall.innerText('.cover__code [aria-hidden]');
  await office.getByRole('link', { name: 'Displays' }).click();
  await office.getByText('No screen is paired yet.').waitFor();
  await office.getByRole('button', { name: 'Pair a screen' }).click();
  await office.getByLabel('Code').fill(` ${code.toLowerCase().replace('-', ' ')}`);
  await office.getByLabel('Name').fill('Office wall');
  await office.getByLabel('What it shows').selectOption({ label: 'Wallboard, for staff' });
  await office.getByRole('button', { name: 'Pair it' }).click();
  await wall.waitForSelector('.wall--live');
  const row = office.getByRole('row', { name: 'Office wall' });
  await row.getByText('On', { exact: true }).waitFor();

  await row.getByRole('button', { name: 'Remove' }).click();
  await office.getByRole('button', { name: 'Remove Office wall' }).click();
  await office.getByText('No screen is paired yet.').waitFor();
  await until('the wallboard asks to be let in again', () => {
    server.clock.advance(2_000);
    return wall.$('.cover__code');
  });
  expect(await wall.$$('.tile')).toHaveLength(0);

  await office.getByRole('link', { name: 'People' }).click();
  await asha.getByRole('button', { name: 'Remove' }).click();
  await office.getByRole('button', { name: 'Remove Asha Lead' }).click();
  await office.getByText('1 person').waitFor();
  await until('the lead is told that the session is over', () => {
    server.clock.advance(2_000);
    return lead.getByText('Your session has ended.').first().isVisible();
  });
  expect(faults.filter((fault) => !/status of 40[013]/.test(fault))).toEqual([]);
});
