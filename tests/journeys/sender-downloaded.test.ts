import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { openOffice } from '../support/open-office.ts';
import { startTestServer } from '../support/running-server.ts';
import { startSenderFile } from '../support/sender-process.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-download-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the office downloads a sender for a branch, and it needs no setting more to be heard', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const { page, faults } = await openOffice(server, `${STAFF_PATHS.operations}/senders`);
  await page.getByRole('button', { name: 'Set up: Clayton' }).click();
  await page.getByRole('button', { name: 'Make a token' }).click();
  const card = page.locator('sender-card');
  const token = await card.getByLabel('Token', { exact: true }).inputValue();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await card.getByText('Let it check services too').click();
  await card.getByLabel('Records').fill(`tcp 127.0.0.1:${new URL(server.origin).port}, http ${server.origin}/healthz`);

  const coming = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Download the sender' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('branchboard-sender-clayton.mjs');
  const folder = ownFolder();
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(asked.filter((request) => request.includes(token))).toEqual([]);

  const once = startSenderFile(file, {}, '--once');
  expect(await once.ended).toBe(0);
  expect(once.said).toEqual({ output: expect.stringContaining('records working'), errors: '' });
  expect(once.said.output).toContain(`beats arrive at ${server.origin}`);
  expect(await server.lastHeard.read()).toMatchObject([{ branch: 'clayton' }]);
  // Beats are stored by the server's clock, which is the test's.
  server.clock.advance(2_000);
  await card.getByText('Clayton Surgery is heard. The sender works.').waitFor();

  // What the machine says goes before what the file says.
  const elsewhere = startSenderFile(file, { BRANCHBOARD_TOKEN: 'bbs_of-nobody' }, '--once');
  expect(await elsewhere.ended).toBe(1);
  expect(elsewhere.said.output).toContain('does not know this token');
  expect(faults).toEqual([]);
});

test.runIf(process.platform === 'linux')('its settings alone, and the lines for curl, work as they stand', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const { page } = await openOffice(server, `${STAFF_PATHS.operations}/senders`);
  await page.getByRole('button', { name: 'Set up: Canary' }).click();
  await page.getByRole('button', { name: 'Make a token' }).click();
  const card = page.locator('sender-card');
  const coming = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Settings alone (JSON)' }).click();
  const folder = ownFolder();
  const settings = join(folder, 'sender.json');
  await (await coming).saveAs(settings);
  const token = await card.getByLabel('Token', { exact: true }).inputValue();
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({ url: server.origin, token, checks: {} });

  await card.locator('summary', { hasText: 'Without Node, by curl' }).click();
  const lines = await card.getByLabel('Without Node, by curl', { exact: true }).inputValue();
  const shell = spawn('sh', ['-c', lines], { cwd: folder, stdio: 'ignore', detached: true });
  onTestFinished(() => void process.kill(-(shell.pid ?? 0), 'SIGKILL'));
  await until('the canary is heard', async () => (await server.lastHeard.read())[0]?.branch === null);
  server.clock.advance(2_000);
  await card.getByText('The canary is heard. It works.').waitFor();
});
