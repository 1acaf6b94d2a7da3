import type { Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { allWell, at, say, silence } from '../support/public-boards.ts';
import { STAFF_SCENES, staffScene } from '../support/staff-boards.ts';
import { problemAnswer, SESSIONS, type StaffPageServer } from '../support/staff-page-server.ts';
import { BLIND, EMIS, troubledWatch, watched } from '../support/staff-watches.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';
import { wallFaults } from '../support/wall-faults.ts';

afterAll(closeBrowser);

const NOW = at('10:42');
const SCREENS = {
  operations: { width: 1_366, height: 768 },
  lead: { width: 360, height: 740 },
  wallboard: { width: 1_920, height: 1_080 },
} as const;
const REPORT = '/api/v1/branches/clayton/reports';
const STORED = { status: 201, body: { seq: 900, at: '2019-12-31T10:42:05.000Z', notApplied: [], overrode: [] } };
const ACCEPT = '/api/v1/causes/records%3Aemis/accept';
type Face = keyof typeof SCREENS;

async function open(face: Face, watch: Partial<StaffWatch> | null, options: OpenStaffOptions = {}) {
  const on = await openStaffPage(face, { context: { viewport: SCREENS[face] }, ...options });
  onTestFinished(on.close);
  if (watch) on.server.watch(watch);
  return on;
}

const asked = (face: Face, prepare: (server: StaffPageServer) => void = () => {}) =>
  open(face, null, { scene: STAFF_SCENES.asked(), prepare });

describe('the automatic checks', () => {
  test.each(['operations', 'lead'] as const)('tell on %s when they last ran', async (face) => {
    const { page } = await open(face, {});
    await page.getByText('Automatic checks: last pass 10:41:59').waitFor();
    expect(await page.getByText('No canary is set up.').count()).toBe(0);
  });

  test.each(['operations', 'lead', 'wallboard'] as const)('that see nothing say so on %s', async (face) => {
    const { page, server } = await open(face, {});
    server.watch({ blind: BLIND, canary: 'missing' });
    await page.getByText('Automatic checks unavailable since 10:40: the canary is not heard either').waitFor();
    server.watch({});
    await until('they run again', async () => (await page.getByText('Automatic checks unavailable').count()) === 0);
    expect(await page.getByText('Automatic checks: last pass').count()).toBe(face === 'wallboard' ? 0 : 1);
  });

  test('without a canary say so to the office, and without a sender they do not', async () => {
    const { page, server } = await open('operations', { canary: 'none' });
    await page.getByText('No canary is set up.').waitFor();
    expect(await page.locator('.watch-line').innerText()).toContain('whether it is cut off itself');
    server.watch({ canary: 'none', branches: {} });
    await until('nothing is watched', async () => (await page.getByText('No canary is set up.').count()) === 0);
  });

  test('are asked after when the socket tells nothing of them', async () => {
    const { page } = await openStaffPage('operations', {
      context: { viewport: SCREENS.operations },
      ownClock: true,
      live: false,
      prepare: (server) => server.answer('GET /api/v1/staff/watch', { status: 200, body: calm() }),
    });
    await until('they are told', async () => {
      await page.clock.fastForward(1_000);
      return page.getByText('Automatic checks: last pass 10:41:59').isVisible();
    });
    expect(await page.locator('.watch-line--bad').count()).toBe(0);
  });

  test.each(['operations', 'lead', 'wallboard'] as const)(
    'of a server that has none leave %s as it is',
    async (face) => {
      const { page, faults } = await open(face, null);
      expect(await page.getByText('Automatic checks').count()).toBe(0);
      expect(faults).toEqual([]);
    },
  );
});

function calm(): object {
  return {
    now: '2019-12-31T10:42:00.000Z',
    lastPassAt: '2019-12-31T10:41:59.000Z',
    overdue: false,
    blind: null,
    canary: 'heard',
    failed: [],
    branches: {},
    offers: [],
  };
}

describe('when a branch was heard', () => {
  test('the ages go on by themselves, and the wallboard makes nothing anew for it', async () => {
    const { page } = await open('wallboard', {}, { scene: staffScene(heardAt8(), '10:42') });
    const tile = page.locator('.tile', { hasText: 'Clayton' });
    await tile.getByText(/heard 1\d s/).waitFor();
    const count = () => page.evaluate(() => document.querySelectorAll('*').length);
    const before = await count();
    const box = await tile.boundingBox();
    await tile.getByText(/heard 1[5-9] s/).waitFor();
    expect(await count()).toBe(before);
    expect(await tile.boundingBox()).toEqual(box);
  });

  test('the office and the lead read it too, and that it comes and goes or is disputed', async () => {
    const { page } = await open('operations', troubledWatch(NOW), {
      scene: staffScene(silence(heardAt8(), 'stanway', '10:38', '10:35'), '10:42'),
    });
    const cell = (slug: string) => page.locator(`[data-row="${slug}"] .c-contact`);
    await cell('yaxham').getByText('on and off').waitFor();
    expect(await cell('stanway').innerText()).toMatch(/LOST\s*disputed/);
    expect(await cell('yaxham').getAttribute('class')).toContain('c--late');
    const lead = await open('lead', { branches: { clayton: watched(NOW, 400, { disputedSince: EMIS.since }) } });
    await lead.page.getByText('A person says that it works. Its sender is silent.').waitFor();
    expect(await lead.page.locator('lead-contact').innerText()).toContain('Heard 6 min ago.');
  });
});

function heardAt8() {
  const story = allWell();
  return story.slugs.reduce((so, slug) => silence(so, slug, '08:00', '08:00', 'heard'), story);
}

/** What comes under a thumb that is on its way is not answered by it: presses until the answer is taken. */
async function answerWith(page: Page, press: () => Promise<void>): Promise<void> {
  const questions = page.locator('.waits--ask');
  await until('the answer is taken', async () => {
    if ((await questions.count()) > 0) await press();
    return (await questions.count()) === 0;
  });
}

describe('a silent branch', () => {
  test('is asked about on the lead’s phone, and one tap answers', async () => {
    const { page, server, spoken } = await asked('lead', (before) => before.answer(`POST ${REPORT}`, STORED));
    const question = page.getByRole('region', { name: 'Waits for your answer' });
    await question.getByText('Is the internet down at Clayton Surgery?').waitFor();
    expect(await spoken()).toContain('Is the internet down at Clayton Surgery?');
    const yes = question.getByRole('button', { name: 'Yes, it is down' });
    expect((await yes.boundingBox())?.height).toBeGreaterThanOrEqual(64);
    await yes.focus();
    await answerWith(page, () => page.keyboard.press('Enter'));
    const thanks = 'Thank you. Everyone sees now that it is down.';
    await until('it is said', async () => (await spoken()).includes(thanks));
    expect(server.recorded).toMatchObject([
      {
        path: REPORT,
        body: { it: { internet: 'down' } },
        headers: { 'idempotency-key': expect.stringMatching(/^\w{32}$/), 'if-match': expect.stringMatching(/^"\d+"$/) },
      },
    ]);
    await until('the keys are on the page', () => page.evaluate(() => document.activeElement?.id === 'main'));
  });

  test('is not asked about while the answer waits on the phone, which sends it by itself and once', async () => {
    const { page, server } = await asked('lead', (before) =>
      before.answer(`POST ${REPORT}`, problemAnswer('database-away', 'The database is away.')),
    );
    const no = page.getByRole('button', { name: 'No, it works' });
    await answerWith(page, () => no.click());
    await page.locator('.toast--fault', { hasText: 'It goes by itself' }).waitFor();
    server.answer(`POST ${REPORT}`, STORED);
    const tries = server.recorded.length;
    await until('it is sent', () => server.recorded.length > tries);
    expect(new Set(server.recorded.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  test('is not asked about any more once it is heard, or somebody else answered', async () => {
    const { page, server } = await asked('lead');
    const question = page.locator('.waits').getByText('Is the internet down at Clayton Surgery?');
    await question.waitFor();
    const quiet = silence(allWell(), 'clayton', '10:41', '10:39', 'suspect');
    server.change(staffScene(say(quiet, 'clayton', '10:41', { it: { internet: 'working' } }), '10:42'), ['clayton']);
    await question.waitFor({ state: 'detached' });
    server.change(staffScene(quiet, '10:42'), ['clayton']);
    await question.waitFor();
    server.change(staffScene(silence(quiet, 'clayton', '10:42', '10:42', 'heard'), '10:42'), ['clayton']);
    await question.waitFor({ state: 'detached' });
    expect(server.recorded).toEqual([]);
  });

  test('is asked about wherever its lead looks, one after the other, and two taps answer one question', async () => {
    const session = { ...SESSIONS.lead, branches: ['clayton', 'yaxham'] };
    const { page, server, spoken } = await open('lead', null, {
      scene: STAFF_SCENES.asked(),
      session,
      prepare: (before) => before.answer(`POST ${REPORT}`, STORED),
    });
    const question = page.locator('.waits--ask');
    await question.getByText('Is the internet down at Clayton Surgery?').waitFor();
    const no = question.getByRole('button', { name: 'No, it works' });
    await until('the first is answered', async () => {
      if (await question.getByText('Clayton').isVisible()) await no.dblclick();
      return question.getByText('Is the internet down at Yaxham Surgery?').isVisible();
    });
    const thanks = 'Thank you. Everyone sees now that it works.';
    await until('it is said', async () => (await spoken()).includes(thanks));
    expect(server.recorded.map(({ path }) => path)).toEqual([REPORT]);
    expect(await question.getByText('Yaxham').isVisible()).toBe(true);
  });

  test('is asked about in the office beside all others, by keyboard alone', async () => {
    const { page, server, spoken } = await asked('operations', (before) => before.answer(`POST ${REPORT}`, STORED));
    const asks = page.getByRole('region', { name: 'Waits for your answer' });
    await asks.getByText('Is the internet down here?').waitFor();
    expect(await spoken()).toContain('Is the internet down at Clayton Surgery or Yaxham Surgery?');
    await asks.getByRole('button', { name: 'Clayton Surgery: No, it works' }).focus();
    await page.keyboard.press('Enter');
    await asks.getByText('Is the internet down at Yaxham Surgery?').waitFor();
    await until('it is sent', () => server.recorded.length === 1);
    expect(server.recorded).toMatchObject([{ path: REPORT, body: { it: { internet: 'working' } } }]);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await focused()).toBe('Yaxham Surgery: Yes, it is down');
  });

  test('has a mark on the wallboard', async () => {
    const { page } = await asked('wallboard');
    expect(await page.locator('.tile', { hasText: 'Clayton' }).innerText()).toMatch(/net down\?[^]*quiet 3 min/);
    expect(await page.getByText('net down?').count()).toBe(2);
    expect(await wallFaults(page)).toEqual([]);
  });
});

describe('failures that have something in common', () => {
  const offered = (prepare: (server: StaffPageServer) => void = () => {}) =>
    open('operations', { offers: [EMIS] }, { prepare });

  test('become one incident with one press', async () => {
    const { page, server } = await offered((before) =>
      before.answer(`POST ${ACCEPT}`, { status: 201, body: { incident: 900 } }),
    );
    const offer = page.getByText('Records fail at 2 branches that use the same system (EMIS). Make one incident?');
    await offer.waitFor();
    expect(await page.locator('.asks').innerText()).toContain('Clayton Surgery and Yaxham Surgery, since 10:40am.');
    await page.getByRole('button', { name: 'Make one incident' }).click();
    await offer.waitFor({ state: 'detached' });
    expect(server.recorded).toMatchObject([{ method: 'POST', path: ACCEPT }]);
  });

  test('stay offered when that was refused, and can be put off', async () => {
    const { page, server } = await offered((before) =>
      before.answer(`POST ${ACCEPT}`, problemAnswer('not-found', 'It is over already.')),
    );
    await page.getByRole('button', { name: 'Make one incident' }).click();
    await page.locator('.toast--fault', { hasText: 'It is over already.' }).waitFor();
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.locator('.asks').waitFor({ state: 'detached' });
    expect(await page.locator('operations-asks').isHidden()).toBe(true);
    // What was put off is another question once it fails anew.
    server.watch({ offers: [{ ...EMIS, since: '2019-12-31T10:41:30.000Z' }] });
    await page.getByRole('button', { name: 'Not now' }).waitFor();
  });
});
