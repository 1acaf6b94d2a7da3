import { afterAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { SYNC_TAG } from '../../shared/outbox/sync-tag.ts';
import { axeFaults } from '../support/axe.ts';
import { openOfflineLead } from '../support/lead-offline.ts';
import { NINE } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

type Lead = Awaited<ReturnType<typeof openOfflineLead>>;

/** The phone's clock goes on by itself while a test is at work. */
const ABOUT = 45 * SECOND;

/** How long after nine the newest word was true, in minutes; whole ones. */
async function lastSaidAt(lead: Lead): Promise<number> {
  const [said] = await lead.said();
  const after = Date.parse(said?.at ?? '') - NINE;
  const minutes = Math.round(after / MINUTE);
  expect(Math.abs(after - minutes * MINUTE)).toBeLessThan(ABOUT);
  return minutes;
}

/** Without a line, the lead says that the internet is down, and leaves it to wait. */
async function sayItOffline(lead: Lead): Promise<void> {
  lead.line.cut();
  await lead.sayInternetDown();
  await lead.sees('Not sent yet: no connection.');
  await lead.press('Leave it to wait');
}

test('a lead opens the page without any network, says that the line is down, and it is sent once, as of then', async () => {
  const lead = await openOfflineLead();
  lead.line.cut();
  await lead.passes(20 * MINUTE);
  await lead.page.reload();
  await lead.page.waitForSelector('.face__main--dead');
  expect(await lead.page.locator('.badge').textContent()).toMatch(/OLD – do not rely on this Last checked 9am/);
  await lead.sees('This may have changed since.');
  expect(await axeFaults(lead.page)).toEqual([]);

  await lead.sayInternetDown();
  await lead.sees('Not sent yet: no connection.');
  await lead.press('Leave it to wait');
  await lead.page.reload();
  await lead.page.locator('.outbox__item').getByText('Not sent yet').waitFor();
  expect(await lead.kept()).toBe(1);
  expect(await lead.said()).toEqual([]);

  await lead.passes(40 * MINUTE);
  await lead.reconnect();
  await lead.page.locator('.outbox__item--sent').waitFor();
  expect((await lead.said()).map(({ by }) => by)).toEqual(['Asha Lead']);
  expect(await lastSaidAt(lead)).toBe(20);
});

test('the lead page can be installed as an app', async () => {
  const lead = await openOfflineLead();
  const browser = await lead.context.newCDPSession(lead.page);
  const { errors, url } = await browser.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${lead.line.origin}/lead.webmanifest`, []]);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A test's browser keeps nothing of its profile.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test.each([
  ['right', 0],
  ['set back by hours', -3 * HOUR],
  ['set ahead by hours', 3 * HOUR],
])('what lies on a phone looks old, its clock %s, and tells of no other branch', async (_, step) => {
  const lead = await openOfflineLead();
  await until('the board lies on the phone', async () => (await lead.keptSight()).includes('Clayton Surgery'));
  const kept = await lead.keptSight();
  for (const { name } of lead.server.board.staffStream.published().view.branches)
    if (name !== 'Clayton Surgery') expect(kept).not.toContain(name);
  lead.line.cut();
  await lead.setClock(step);
  await lead.page.reload();
  await lead.page.waitForSelector('.badge--stale, .badge--dead');
  await lead.sees('This may have changed since.');
  expect(await lead.page.title()).toMatch(/^\? (NOT LIVE|OLD)/);
  lead.line.restore();
  await lead.page.waitForSelector('.badge--live');
  expect(await lead.page.title()).not.toMatch(/NOT LIVE|OLD/);
});

describe('a second lead who writes in between', () => {
  test('later, is believed, and the first one is asked what now', async () => {
    const lead = await openOfflineLead();
    lead.line.cut();
    await lead.passes(5 * MINUTE);
    await sayItOffline(lead);
    await lead.passes(10 * MINUTE);
    await lead.samSays({ it: { internet: 'working', phones: 'working' } });
    await lead.passes(20 * MINUTE);
    await lead.reconnect();
    await lead.page.locator('.outbox__item--changed').waitFor();
    expect(await lead.page.locator('.outbox__item').textContent()).toMatch(
      /Someone changed this meanwhile: what now\?.*Sam Lead changed Internet to working/s,
    );
    expect(lead.server.board.board().branches.clayton?.it.internet[0]?.value).toBe('working');
    const said = (await lead.said()).toSorted((a, b) => a.at.localeCompare(b.at));
    expect(said.map(({ by }) => by)).toEqual(['Asha Lead', 'Sam Lead']);

    await lead.press(/^Decide/);
    await lead.press('Use down');
    await lead.sees(/Everyone sees this now|Saved/);
    expect(await lastSaidAt(lead)).toBe(35);
    expect(lead.server.board.board().branches.clayton?.it.internet[0]?.value).toBe('down');
    await lead.press('Done');
    expect(await lead.kept()).toBe(0);
  });

  test('earlier, gives way, and the first one is told', async () => {
    const lead = await openOfflineLead();
    lead.line.cut();
    await lead.passes(5 * MINUTE);
    await lead.samSays({ it: { internet: 'degraded' } });
    await lead.passes(5 * MINUTE);
    await sayItOffline(lead);
    await lead.passes(20 * MINUTE);
    await lead.reconnect();
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(await lead.page.locator('.outbox__item').textContent()).toContain(
      'Sam Lead changed Internet to partly working',
    );
    expect(await lastSaidAt(lead)).toBe(10);
    expect(lead.server.board.board().branches.clayton?.it.internet[0]?.value).toBe('down');
  });
});

describe('meanwhile', () => {
  test('the session ended: it is kept, and sent once the same person signs in', async () => {
    const lead = await openOfflineLead();
    await sayItOffline(lead);
    await lead.endSession();
    await lead.passes(10 * MINUTE);
    await lead.reconnect();
    await lead.page.locator('.outbox__item').getByText('sign in again, then it is sent').waitFor();
    expect(await lead.said()).toEqual([]);
    await lead.sees('Your session has ended.');

    await lead.page.reload();
    await lead.page.waitForURL('**/sign-in?then=%2Flead');
    expect(await lead.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([
      'branchboard-outbox',
    ]);
    await lead.signIn();
    await lead.page.goto(`${lead.line.origin}/lead`);
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(await lastSaidAt(lead)).toBe(0);
    expect(await lead.said()).toHaveLength(1);
  });

  test('the right was taken away: nothing is stored, and it can be thrown away', async () => {
    const lead = await openOfflineLead();
    await sayItOffline(lead);
    const moved = await lead.office.send('PUT', `/api/v1/people/${lead.person.id}`, {
      role: 'lead',
      branches: ['yaxham'],
      leaving: null,
    });
    expect(moved.statusCode).toBe(200);
    await lead.passes(10 * MINUTE);
    await lead.reconnect();
    await lead.page.locator('.outbox__item').getByText('sign in again, then it is sent').waitFor();
    await lead.signIn();
    await lead.page.goto(`${lead.line.origin}/lead`);
    await lead.page.locator('.outbox__item--refused').waitFor();
    expect(await lead.page.locator('.outbox__item').textContent()).toContain(
      'You may no longer report for this branch.',
    );
    expect(await lead.said()).toEqual([]);
    await lead.press(/^Throw away/);
    await lead.page.locator('.outbox').waitFor({ state: 'detached' });
    await until('it is gone from the phone', async () => (await lead.kept()) === 0);
  });
});

describe('a phone whose clock is wrong', () => {
  test.each([
    ['set ahead in between', -5 * HOUR, 3 * HOUR],
    ['set back in between', 9 * HOUR, -3 * HOUR],
  ])('by hours, and %s, tells the time at which it was true', async (_, wrongBy, step) => {
    const lead = await openOfflineLead();
    await lead.setClock(wrongBy);
    await lead.openLead(lead.page);
    lead.line.cut();
    await lead.passes(10 * MINUTE);
    await sayItOffline(lead);
    await lead.passes(30 * MINUTE);
    await lead.setClock(step);
    await lead.page.reload();
    await lead.page.locator('.outbox__item').waitFor();
    await lead.reconnect();
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(await lastSaidAt(lead)).toBe(10);
  });
});

test('two tabs send it once', async () => {
  const lead = await openOfflineLead();
  const second = await lead.context.newPage();
  await lead.openLead(second);
  let posts = 0;
  for (const page of [lead.page, second])
    page.on('response', (response) => (posts += response.request().method() === 'POST' ? 1 : 0));
  await sayItOffline(lead);
  await second.locator('.outbox__item').waitFor();
  await lead.passes(MINUTE);
  lead.line.restore();
  const online = () => void dispatchEvent(new Event('online'));
  await Promise.all([lead.page.evaluate(online), second.evaluate(online)]);
  for (const page of [lead.page, second]) await page.locator('.outbox__item--sent').waitFor();
  expect(await lead.said()).toHaveLength(1);
  expect(posts).toBeLessThanOrEqual(1);
});

describe('a page that was closed', () => {
  test('sends what waits when it is opened again', async () => {
    const lead = await openOfflineLead();
    await sayItOffline(lead);
    await lead.page.close();
    lead.server.clock.advance(10 * MINUTE);
    lead.line.restore();
    const again = await lead.context.newPage();
    await lead.openLead(again);
    await again.locator('.outbox__item--sent').waitFor();
    expect(await lead.said()).toHaveLength(1);
  });

  test('is sent for by the browser itself, where it can', async () => {
    const lead = await openOfflineLead();
    await sayItOffline(lead);
    const elsewhere = await lead.context.newPage();
    await lead.page.close();
    lead.server.clock.advance(10 * MINUTE);
    lead.line.restore();
    const browser = await lead.context.newCDPSession(elsewhere);
    const registered = new Promise<string>((resolve) => {
      browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL === `${lead.line.origin}/lead`);
        if (own) resolve(own.registrationId);
      });
    });
    await browser.send('ServiceWorker.enable');
    const registrationId = await registered;
    const wake = { origin: lead.line.origin, registrationId, tag: SYNC_TAG, lastChance: false };
    await until('the worker has sent it', async () => {
      await browser.send('ServiceWorker.dispatchSyncEvent', wake);
      return (await lead.said()).length > 0;
    });
    expect((await lead.said()).map(({ by }) => by)).toEqual(['Asha Lead']);
  });
});
