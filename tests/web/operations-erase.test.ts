import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Account } from '../../shared/wire/account.ts';
import type { RecordPage } from '../../shared/wire/record.ts';
import type { TimelineEntry } from '../../shared/wire/timeline.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, SESSIONS } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const DESK = { viewport: { width: 1366, height: 768 } };
const AT = '2019-12-31T10:00:00.000Z';
const TIMELINE = 'GET /api/v1/branches/clayton/timeline';
const ERASURES = '/api/v1/facts/41/erasures';
const PROVE_AGAIN = problemAnswer('prove-again', 'Nothing was saved. Prove who you are, then send it again.');
const STORED = { status: 201, body: { seq: 43, at: AT, incident: null } };
const ACCOUNT: Account = {
  name: 'Sam Jones',
  email: 'sam@practice.example',
  role: 'admin',
  branchNames: [],
  ways: { password: true, passkeys: 0, app: false, recoveryCodes: 0 },
  sessions: [],
  now: AT,
  timeZone: 'Europe/London',
};

const entry = (more: Partial<TimelineEntry>): TimelineEntry => ({
  seq: 41,
  kind: 'report',
  at: AT,
  recordedAt: AT,
  by: 'Jo Smith',
  onBehalf: false,
  sentence: 'Message to patients: Dr Ali is ill. Note: Dr Ali is ill.',
  texts: ['message', 'note'],
  ...more,
});
const timelineOf = (...facts: TimelineEntry[]) => ({ status: 200, body: { branch: 'clayton', facts } });
const GONE = entry({
  sentence: 'Message to patients: [text erased on 31 December 2019 by Sam Jones].',
  texts: ['note'],
});
const PLAIN = entry({ seq: 40, sentence: 'Doors open.', at: '2019-12-31T09:00:00.000Z' });
delete PLAIN.texts;

async function openTimeline(options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', {
    context: DESK,
    ...options,
    prepare(server) {
      server.answer(TIMELINE, timelineOf(entry({}), PLAIN), timelineOf(GONE, PLAIN));
      server.answer(`POST ${ERASURES}`, PROVE_AGAIN, STORED);
      server.answer('GET /api/v1/account', { status: 200, body: ACCOUNT });
      server.answer('POST /api/v1/account/proof', { status: 204 });
      options.prepare?.(server);
    },
  });
  onTestFinished(on.close);
  const { page } = on;
  await page.locator('[data-row="clayton"]').getByRole('button', { name: 'Clayton Surgery: Timeline' }).click();
  await page.locator('.log__item').first().waitFor();
  const timeline = page.locator('.dialog--timeline');
  return {
    ...on,
    timeline,
    form: page.locator('.dialog--form'),
    erase: timeline.getByRole('button', { name: 'Erase text: 10:00, Jo Smith' }),
  };
}

test('an admin erases one text of an entry, by keyboard, after they proved who they are; the words are gone then', async () => {
  const { page, server, form, erase, timeline, spoken } = await openTimeline();
  // What holds no text has nothing to erase.
  expect(await timeline.getByRole('button', { name: /^Erase text/ }).count()).toBe(1);
  await erase.focus();
  await page.keyboard.press('Enter');
  await form.waitFor();
  expect(await form.innerText()).toContain('Nobody can bring them back.');
  expect(await form.innerText()).toContain('Backups that were made before hold the words until they are replaced.');
  await form.getByRole('button', { name: 'Erase for good' }).click();
  expect(await form.locator('.error-summary li').allInnerTexts()).toEqual([
    'What to erase: Choose what to erase.',
    'Why: Fill this in.',
  ]);
  await form.getByLabel('Message to patients').check();
  await form.getByLabel('Why').fill('Somebody was named.');
  await form.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByLabel('Password').fill('lantern kettle orbit');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await timeline.getByText('[text erased on 31 December 2019 by Sam Jones]').waitFor();
  expect(await timeline.innerText()).not.toContain('Dr Ali');
  const asked = server.recorded.filter(({ path }) => path === ERASURES);
  expect(asked.map(({ body }) => body)).toEqual([
    { fields: ['message'], reason: 'Somebody was named.' },
    { fields: ['message'], reason: 'Somebody was named.' },
  ]);
  await until('it is said', async () => (await spoken()).includes('The text is erased.'));
});

test('people of operations erase nothing', async () => {
  const { timeline } = await openTimeline({ session: { ...SESSIONS.operations, role: 'operations' } });
  expect(await timeline.getByRole('button', { name: /^Erase text/ }).count()).toBe(0);
});

const JO = '00000000-0000-4000-8000-00000000000a';

test('the name of somebody who left is erased where the record is read', async () => {
  const people = [
    { id: JO, name: 'Jo Smith', left: true },
    { id: '00000000-0000-4000-8000-00000000000b', name: 'Sam Jones', left: false },
  ];
  const record = (list: RecordPage['people']) => ({
    status: 200,
    body: { lines: [], next: null, people: list, readAt: AT } satisfies RecordPage,
  });
  const { page, server, close } = await openStaffPage('operations', {
    path: '/operations/record',
    context: DESK,
    prepare({ answer }) {
      answer('GET /api/v1/access-record', record(people));
      answer(`POST /api/v1/names/${JO}/erasures`, STORED);
    },
  });
  onTestFinished(close);
  const screen = page.locator('record-screen');
  await screen.getByLabel('Person').selectOption('Sam Jones');
  expect(await screen.getByRole('button', { name: 'Erase this name' }).count()).toBe(0);
  await screen.getByLabel('Person').selectOption('Jo Smith');
  await screen.getByRole('button', { name: 'Erase this name' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('They asked for it.');
  expect(await axeFaults(page)).toEqual([]);
  server.answer('GET /api/v1/access-record', record(people.slice(1)));
  await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
  await until('the name is gone', async () => !(await screen.getByLabel('Person').innerText()).includes('Jo Smith'));
  expect(server.recorded).toMatchObject([
    { path: `/api/v1/names/${JO}/erasures`, body: { reason: 'They asked for it.' } },
  ]);
});

for (const width of [360, 1366, 1920]) {
  test(`erasing has no fault for anybody, ${width} px`, async () => {
    const { page, form, erase } = await openTimeline({ context: { viewport: { width, height: 800 } } });
    const look = async (name: string) => {
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      const folder = process.env.LOOK_AT;
      if (folder) await page.screenshot({ path: `${folder}/erase-${name}-${width}.png` });
    };
    await look('timeline');
    await erase.click();
    await form.waitFor();
    await look('form');
    await form.getByLabel('Note for staff').check();
    await form.getByLabel('Why').fill('Somebody was named.');
    await form.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByLabel('Password').waitFor();
    await look('prove');
  });
}
