import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import type { Instant } from '../../shared/practice/instant.ts';
import type { AppAdded, AppOffer, NextStep } from '../../shared/wire/codes.ts';
import { waitingMails } from './mailing.ts';
import type { TestServer } from './running-server.ts';
import { PASSWORD, type StaffClient } from './staff-client.ts';

/** An authenticator app on somebody's phone. */
export interface App {
  readonly codeAt: (at: Instant) => string;
}

/** The app that somebody has who typed this secret into it. */
export function appOf(secret: string): App {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return { codeAt: (timestamp) => totp.generate({ timestamp }) };
}

/** Adds an app to the account of whoever is signed in here. */
export async function addApp(client: StaffClient, { clock }: Pick<TestServer, 'clock'>) {
  const offered = await client.send('POST', '/api/v1/account/app', {});
  if (offered.statusCode !== 200) throw new Error(`no app was offered: ${offered.body}`);
  const app = appOf(offered.json<AppOffer>().secret);
  const added = await client.send('PUT', '/api/v1/account/app', { code: app.codeAt(clock.now()) });
  if (added.statusCode !== 200) throw new Error(`the app was not added: ${added.body}`);
  return { app, recoveryCodes: added.json<AppAdded>().recoveryCodes ?? [] };
}

/** Types a password where a code is asked for beside it; gives the step that takes the code. */
export async function passwordStep(client: StaffClient, email: string): Promise<NextStep> {
  const answer = await client.send('POST', '/api/v1/session', { email, password: PASSWORD });
  const next = answer.json<NextStep>();
  if (next.next !== 'code') throw new Error(`no code was asked for: ${answer.body}`);
  return next;
}

/** Signs in by the usual password and a code of this way; the answer is the server's. */
export async function signInByCode(client: StaffClient, email: string, way: 'app' | 'mail' | 'recovery', code: string) {
  const { step } = await passwordStep(client, email);
  return client.send('POST', '/api/v1/session/code', { step, way, code });
}

/** The code of the mail that was queued last for somebody; null: there is none. */
export async function mailedCode(server: Pick<TestServer, 'database'>, to: string): Promise<string | null> {
  const mails = await waitingMails(server, to);
  return mails.flatMap(({ mail }) => (mail.kind === 'code' ? [mail.code] : []))[0] ?? null;
}

/** Adds an app on the account page, where somebody was sent who signed in by a password alone, and goes on from there. */
export async function addAppOnPage(page: Page, { clock }: Pick<TestServer, 'clock'>): Promise<App> {
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  const secret = await page.locator('.app__secret').innerText();
  const app = appOf(secret.replace(/\s/g, ''));
  await page.getByLabel('The code that it shows now').fill(app.codeAt(clock.now()));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have them' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  return app;
}
