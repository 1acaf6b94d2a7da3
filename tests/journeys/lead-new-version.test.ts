import { afterAll, expect, test } from 'vitest';
import { openOfflineLead } from '../support/lead-offline.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

type Lead = Awaited<ReturnType<typeof openOfflineLead>>;

const NEXT = 'b'.repeat(16);

function buildOf({ page }: Lead): Promise<string | null> {
  return page.locator('meta[name="branchboard-build"]').getAttribute('content');
}

/** The build whose page and files lie on the phone. */
function keptBuilds({ page }: Lead): Promise<readonly string[]> {
  return page.evaluate(async () => (await caches.keys()).map((name) => name.replace('branchboard-lead-', '')));
}

/** The browser looks for a newer worker; false when there is none that could be installed. */
function lookForWorker({ page }: Lead): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (!installing) return false;
    return new Promise<boolean>((resolve) => {
      installing.addEventListener('statechange', () => {
        if (installing.state === 'activated') resolve(true);
        if (installing.state === 'redundant') resolve(false);
      });
    });
  });
}

test('a new version takes the place of the last one, whole', async () => {
  const lead = await openOfflineLead();
  const build = (await buildOf(lead)) ?? '';
  expect(await keptBuilds(lead)).toEqual([build]);
  lead.line.rewrite((text) => text.replaceAll(build, NEXT));
  expect(await lookForWorker(lead)).toBe(true);
  await until('the last one is gone', async () => (await keptBuilds(lead)).join() === NEXT);
  lead.line.cut();
  await lead.page.reload();
  await lead.page.waitForSelector('.face__main--stale');
  expect(await buildOf(lead)).toBe(NEXT);
});

test('while two versions are served at once, what lies on the phone stays of one', async () => {
  const lead = await openOfflineLead();
  const build = (await buildOf(lead)) ?? '';
  lead.line.rewrite((text) => (text.includes('leadShell') ? text.replaceAll(build, NEXT) : text));
  expect(await lookForWorker(lead)).toBe(false);
  expect(await keptBuilds(lead)).toEqual([build]);
  lead.line.cut();
  await lead.page.reload();
  await lead.page.waitForSelector('.face__main--stale');
  expect(await buildOf(lead)).toBe(build);
});

test.each([
  ['an open page', async () => {}],
  [
    'a page that was opened without a network',
    async ({ page }: Lead) => {
      await page.reload();
      await page.waitForSelector('.face__main--stale');
    },
  ],
])(
  '%s loads a new version by itself, and what waits is sent',
  async (_, openHeld: (lead: Lead) => Promise<unknown>) => {
    const lead = await openOfflineLead();
    const build = (await buildOf(lead)) ?? '';
    lead.line.cut();
    await lead.sayInternetDown();
    await lead.sees('Not sent yet: no connection.');
    await lead.press('Leave it to wait');
    await openHeld(lead);
    lead.line.rewrite((text) => text.replaceAll(build, NEXT));
    await lead.reconnect();
    await until('the page is of the new version', async () => (await buildOf(lead).catch(() => null)) === NEXT);
    await lead.page.locator('.outbox__item--sent').waitFor();
    expect(await lead.said()).toHaveLength(1);
  },
);
