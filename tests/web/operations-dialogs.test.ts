import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { TimelineEntry } from '../../shared/wire/timeline.ts';
import { axeFaults } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { SCENES } from '../support/public-boards.ts';
import { problemAnswer, type Scripted } from '../support/staff-page-server.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const DESK = { viewport: { width: 1366, height: 768 } };
const AT = '2019-12-31T10:42:00.000Z';
const CLAYTON = 'POST /api/v1/branches/clayton/reports';
const BULK = 'POST /api/v1/reports';

async function open(options: OpenStaffOptions = {}) {
  const on = await openStaffPage('operations', { context: DESK, ...options });
  onTestFinished(on.close);
  return { ...on, dialog: on.page.getByRole('dialog'), row: (slug: string) => on.page.locator(`[data-row="${slug}"]`) };
}

function answerOf(branch: string, seq: number) {
  return { seq, branch, at: AT, recordedAt: AT, onBehalf: true, report: {}, notApplied: [], overrode: [] };
}

describe('a report on one branch', () => {
  test('says only what was chosen, and closes on a row that says "Saved"', async () => {
    const { page, server, dialog, row } = await open({
      prepare: ({ answer }) => answer(CLAYTON, { status: 201, body: answerOf('clayton', 601) }),
    });
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Report' }).click();
    await dialog.getByRole('button', { name: 'Internet down' }).click();
    await dialog.getByRole('button', { name: 'Give counts' }).click();
    await dialog.getByRole('button', { name: 'Off sick: more' }).click();
    await dialog.getByLabel('Message to patients').fill('Come in,\n reception is open.');
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await row('clayton').getByText('Saved', { exact: true }).waitFor();
    expect(server.recorded).toMatchObject([
      {
        body: {
          it: { internet: 'down' },
          gps: { expected: 8, offSick: 1, away: 0, locums: 0 },
          message: 'Come in, reception is open.',
        },
      },
    ]);
    expect(Object.keys(server.recorded[0]?.body)).toEqual(['it', 'gps', 'message']);
    expect(await dialog.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row'))).toBe(
      'clayton',
    );
  });

  test('that says nothing is not sent, and the summary of faults gets the focus', async () => {
    const { page, server, dialog, row } = await open();
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Report' }).click();
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await dialog.getByText('Say something first: IT, GPs, doors, a message or a note.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
    expect(server.recorded).toEqual([]);
  });

  test('that was begun is there again after Esc', async () => {
    const { page, dialog, row } = await open();
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Report' }).click();
    await dialog.getByLabel('Note for staff').fill('Engineer at eleven.');
    await page.keyboard.press('Escape');
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Report' }).click();
    expect(await dialog.getByLabel('Note for staff').inputValue()).toBe('Engineer at eleven.');
    await dialog.getByRole('button', { name: 'Save note for staff' }).waitFor();
  });

  test('shows what patients will see by the templates of their own page', async () => {
    const down = SCENES.trouble();
    const branch = down.board.branches.find(({ slug }) => slug === 'clayton');
    const { dialog, row, page } = await open({
      prepare({ answer }) {
        answer('GET /api/v1/board', { status: 200, body: SCENES.normal().board });
        answer('POST /api/v1/branches/clayton/preview', { status: 200, body: { branch, notice: down.board.notice } });
      },
    });
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Report' }).click();
    await dialog.getByRole('button', { name: 'Internet down' }).click();
    await dialog.getByRole('button', { name: 'Show what patients will see' }).click();
    await dialog.getByText('The NHS 111 notice will be up, for: Clayton Surgery.').waitFor();
    expect(await dialog.locator('.preview .card--degraded').textContent()).toContain('Medical records');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'All working' }).click();
    await dialog.getByText('You changed the report after this.').waitFor();
  });
});

describe('a report on several branches', () => {
  test('is one request for all of them, and one undo brings back what was so', async () => {
    const { page, server, dialog, row } = await open({
      prepare: ({ answer }) =>
        answer(
          BULK,
          { status: 201, body: { reports: [answerOf('clayton', 601), answerOf('yaxham', 602)] } },
          { status: 201, body: { reports: [answerOf('clayton', 603), answerOf('yaxham', 604)] } },
        ),
    });
    await row('clayton').getByRole('checkbox').check();
    await row('yaxham').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Report for 2 branches' }).click();
    await dialog.getByRole('group', { name: 'Records' }).getByLabel('Down').check();
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await row('yaxham').getByText('Saved', { exact: true }).waitFor();
    const seen = STAFF_SCENES.normal().board.branches;
    const seqOf = (slug: string) => seen.find((branch) => branch.slug === slug)?.seq;
    expect(server.recorded[0]?.body).toEqual({
      branches: ['clayton', 'yaxham'].map((slug) => ({ slug, seen: seqOf(slug) })),
      report: { it: { records: 'down' } },
    });
    await row('clayton').locator('[data-cell="undo"]').click();
    await row('yaxham').getByText('Put back').waitFor();
    expect(server.recorded[1]?.body).toEqual({
      branches: [
        { slug: 'clayton', seen: 601 },
        { slug: 'yaxham', seen: 602 },
      ],
      report: { it: { records: 'working' } },
    });
  });

  test('is stored for none when one changed meanwhile, says which, and can leave that one out', async () => {
    const changed = [{ field: 'it.records', by: 'Jo', at: '2019-12-31T10:40:00.000Z', was: 'degraded' }];
    const stopped: Scripted = problemAnswer('branch-changed', 'Nothing was saved.', {
      branches: [{ branch: 'clayton', seq: 700, changed }],
    });
    const { page, server, dialog, row } = await open({
      prepare: ({ answer }) => {
        answer(BULK, stopped);
        answer('POST /api/v1/branches/yaxham/reports', { status: 201, body: answerOf('yaxham', 701) });
      },
    });
    for (const slug of ['clayton', 'yaxham']) await row(slug).getByRole('checkbox').check();
    await page.keyboard.press('r');
    await dialog.getByRole('group', { name: 'Records' }).getByLabel('Down').check();
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await page.getByText('Not saved for any of the 2 branches: Clayton Surgery changed meanwhile.').waitFor();
    await page.getByText('Clayton Surgery: Jo changed Records to partly working two minutes ago.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave Clayton Surgery out, save the other 1' }).click();
    await row('yaxham').getByText('Saved', { exact: true }).waitFor();
    expect(server.recorded.map(({ path }) => path)).toEqual(['/api/v1/reports', '/api/v1/branches/yaxham/reports']);
  });
});

describe('the timeline of a branch', () => {
  const entry = (seq: number, at: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
    seq,
    kind: 'report',
    at,
    recordedAt: at,
    by: 'Jo Smith',
    onBehalf: false,
    sentence: 'Still so.',
    ...more,
  });
  const facts: TimelineEntry[] = [
    entry(42, '2019-12-31T09:05:00.000Z', {
      recordedAt: '2019-12-31T10:12:00.000Z',
      sentence: 'Internet down. GPs 4 of 8 in, 4 off sick.',
    }),
    entry(41, '2019-12-31T10:00:00.000Z', { by: 'Sam Jones', onBehalf: true, sentence: 'Doors open.' }),
    entry(40, '2019-12-30T08:10:00.000Z', { by: null, sentence: 'Note: Quiet day.' }),
  ];
  const GET = 'GET /api/v1/branches/clayton/timeline';

  test('is newest first by when it was true, says who, on behalf, and what arrived later', async () => {
    const { page, dialog, row } = await open({
      prepare: ({ answer }) => answer(GET, { status: 200, body: { branch: 'clayton', facts } }),
    });
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Timeline' }).click();
    await dialog.getByText('Internet down.').waitFor();
    expect(await dialog.locator('.log__item').allInnerTexts()).toEqual([
      expect.stringMatching(/10:00\s+Doors open\.\s+Sam Jones, on behalf of the branch/),
      expect.stringMatching(/09:05\s+Internet down\. GPs 4 of 8 in, 4 off sick\.\s+Jo Smith · arrived 10:12/),
      expect.stringMatching(/08:10\s+Note: Quiet day\.\s+Somebody \(name erased\)/),
    ]);
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Only this day').fill('2019-12-30');
    await dialog.getByText('Internet down.').waitFor({ state: 'detached' });
    expect(await dialog.locator('.log__day').allInnerTexts()).toEqual(['Monday 30 December 2019']);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('timeline');
  });

  test('is copied as text for the review, or shown to be copied', async () => {
    const { page, dialog, row } = await open({
      prepare: ({ answer }) => answer(GET, { status: 200, body: { branch: 'clayton', facts } }),
    });
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Timeline' }).click();
    await dialog.getByText('Internet down.').waitFor();
    await dialog.getByRole('button', { name: 'Copy as text' }).click();
    const text = await dialog.getByLabel('Your browser does not let this page copy.').inputValue();
    expect(text.split('\n')).toEqual([
      'Timeline of Clayton Surgery. Times in Europe/London.',
      'Tuesday 31 December 2019 10:00:00 | Sam Jones, on behalf of the branch | Doors open.',
      'Tuesday 31 December 2019 09:05:00 | Jo Smith (arrived 10:12) | Internet down. GPs 4 of 8 in, 4 off sick.',
      'Monday 30 December 2019 08:10:00 | Somebody (name erased) | Note: Quiet day.',
    ]);
  });

  test('loads more from behind what was loaded, and says so when it does not come', async () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      entry(200 - index, '2019-12-31T10:00:00.000Z', { sentence: 'All IT working.' }),
    );
    const { dialog, row } = await open({
      prepare: ({ answer }) =>
        answer(
          GET,
          { status: 200, body: { branch: 'clayton', facts: many } },
          problemAnswer('internal', 'Something went wrong.'),
          { status: 200, body: { branch: 'clayton', facts } },
        ),
    });
    await row('clayton').getByRole('button', { name: 'Clayton Surgery: Timeline' }).click();
    await dialog.getByRole('button', { name: 'Show earlier' }).click();
    await dialog.getByText('The timeline could not be fetched.').waitFor();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText('Internet down.').waitFor();
    expect(await dialog.locator('.log__item').count()).toBe(53);
    expect(await dialog.getByRole('button', { name: 'Show earlier' }).count()).toBe(0);
  });
});
