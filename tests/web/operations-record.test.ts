import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { RecordLine, RecordPage } from '../../shared/wire/record.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const RECORD = '/api/v1/access-record';
const DESK = { viewport: { width: 1366, height: 768 } };

function line(says: Partial<RecordLine> & Pick<RecordLine, 'id' | 'who' | 'what'>): RecordLine {
  return {
    at: '2019-12-31T10:41:30.000Z',
    kind: 'sign-ins',
    refused: false,
    address: '192.0.2.17',
    device: 'Chrome on Windows',
    ...says,
  };
}

const LINES = [
  line({
    id: 'a',
    who: 'Somebody unknown',
    what: 'Tried to sign in.',
    refused: true,
    address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    device: null,
  }),
  line({
    id: 'b',
    who: 'Jo Smith',
    what: 'Reported for Clayton on behalf of the branch.',
    at: '2019-12-31T09:12:05.000Z',
  }),
  line({
    id: 'c',
    who: 'Sam Jones',
    what: 'Let Asha Patel in as lead of Yaxham and Stanway, with a printed sheet.',
    at: '2019-12-30T16:00:00.000Z',
  }),
];
const EARLIER = [line({ id: 'd', who: 'Sam Jones', what: 'Signed in by passkey.', at: '2019-12-29T08:00:00.000Z' })];

function pageOf(lines: readonly RecordLine[], next: string | null = null) {
  const people = [
    { id: 'jo', name: 'Jo Smith', left: true },
    { id: 'sam', name: 'Sam Jones', left: false },
  ];
  return {
    status: 200,
    body: { lines: [...lines], next, people, readAt: '2019-12-31T10:42:00.000Z' } satisfies RecordPage,
  };
}

async function open(prepare: (server: StaffPageServer) => void = () => {}, options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/record',
    context: DESK,
    prepare(server) {
      server.answer(`GET ${RECORD}`, pageOf(LINES, '1.d'), pageOf(EARLIER));
      prepare(server);
    },
    ...options,
  });
  onTestFinished(on.close);
  const asked: string[] = [];
  on.page.on('request', (request) => {
    if (request.url().includes(RECORD)) asked.push(new URL(request.url()).search);
  });
  return { ...on, asked, screen: on.page.locator('record-screen') };
}

test('each line says when, who, what and from where, below its day, and a refusal says that it is one', async () => {
  const { screen } = await open();
  await screen.getByText('Tuesday 31 December 2019').waitFor();
  expect(await screen.getByRole('row', { name: 'Somebody unknown' }).innerText()).toMatch(
    /10:41:30\s+Somebody unknown\s+Refused Tried to sign in\.\s+2001:db8/,
  );
  expect(await screen.getByRole('row', { name: 'Jo Smith' }).innerText()).toContain('192.0.2.17\nChrome on Windows');
  expect(await screen.locator('.record__day').allInnerTexts()).toEqual([
    'Tuesday 31 December 2019',
    'Monday 30 December 2019',
  ]);
});

test('earlier lines come below, by keyboard alone, and reading goes on at the first of them', async () => {
  const { page, screen, asked } = await open();
  const more = screen.getByRole('button', { name: 'Show earlier' });
  await more.focus();
  await page.keyboard.press('Enter');
  await screen.getByText('Signed in by passkey.').waitFor();
  expect(asked.at(-1)).toBe('?after=1.d');
  expect(await screen.locator('.people__row').count()).toBe(4);
  await until('the first of them has the focus', () =>
    page.evaluate(() => document.activeElement?.textContent?.includes('Signed in by passkey') ?? false),
  );
  await screen.getByText('That is the beginning of the record.').waitFor();
});

test('one person, one kind, one outcome and one day are chosen, and the file holds the same', async () => {
  const { screen, asked } = await open((server) => server.answer(`GET ${RECORD}`, pageOf(LINES)));
  await screen.getByLabel('Person').selectOption('Jo Smith');
  await screen.getByLabel('About').selectOption('Reports');
  await screen.getByLabel('Outcome').selectOption('Refused');
  await screen.getByLabel('Day').fill('2019-12-31');
  await until('it is asked for', async () => asked.at(-1) === '?person=jo&kind=reports&outcome=refused&day=2019-12-31');
  expect(await screen.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')).toBe(
    `${RECORD}/file.csv?person=jo&kind=reports&outcome=refused&day=2019-12-31`,
  );
  await screen.getByRole('button', { name: 'Show everything' }).click();
  await until('all of it is asked for', async () => asked.at(-1) === '?' || asked.at(-1) === '');
  expect(await screen.getByLabel('Person').inputValue()).toBe('');
});

test('a record without a line, and a choice that nothing is like, say so', async () => {
  const { screen } = await open((server) => server.answer(`GET ${RECORD}`, pageOf([])));
  await screen.getByText('Nothing is recorded yet.').waitFor();
  await screen.getByLabel('Outcome').selectOption('Refused');
  await screen.getByText('Nothing in the record is like that.').waitFor();
  expect(await screen.getByRole('table').count()).toBe(0);
});

test('when the database is away it is said from when the lines are, and they stay', async () => {
  const away = problemAnswer('database-away', 'The database is away.');
  const { screen, server } = await open();
  await screen.getByText('Tried to sign in.').waitFor();
  server.answer(`GET ${RECORD}`, away);
  await screen.getByRole('button', { name: 'Read again' }).click();
  await screen.getByText('We cannot read this list now. What you see is from 10:42am.').waitFor();
  expect(await screen.locator('.people__row').count()).toBe(3);
  server.answer(`GET ${RECORD}`, pageOf(EARLIER));
  await screen.getByRole('button', { name: 'Try again' }).click();
  await screen.getByText('Signed in by passkey.').waitFor();
});

test('people of operations have no link to the record, and its address tells them that it is not for them', async () => {
  const session = { ...SESSIONS.operations, role: 'operations' as const };
  const { page, screen } = await open(
    (server) => server.answer(`GET ${RECORD}`, problemAnswer('not-allowed', 'You may not do this. Nothing was saved.')),
    { session },
  );
  await screen.getByText('Only admins see this.').waitFor();
  expect(await page.getByRole('link', { name: 'Access record' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'People', exact: true }).count()).toBe(1);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1366, 1920]) {
    test(`the record has no fault for anybody, full, empty and out of reach, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: theme };
      const { page, screen, server } = await open(undefined, { context });
      const clean = async (name: string) => {
        expect(await axeFaults(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
        const folder = process.env.LOOK_AT;
        if (folder) await page.screenshot({ path: `${folder}/record-${name}-${theme}-${width}.png`, fullPage: true });
      };
      await screen.getByText('Tried to sign in.').waitFor();
      await clean('full');
      server.answer(`GET ${RECORD}`, problemAnswer('database-away', 'The database is away.'));
      await screen.getByRole('button', { name: 'Read again' }).click();
      await screen.getByRole('button', { name: 'Try again' }).waitFor();
      await clean('away');
      server.answer(`GET ${RECORD}`, pageOf([]));
      await screen.getByRole('button', { name: 'Try again' }).click();
      await screen.getByText('Nothing is recorded yet.').waitFor();
      await clean('empty');
    });
  }
}
