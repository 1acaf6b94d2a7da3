import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser, visit } from '../support/visit.ts';

afterAll(closeBrowser);

const MESSAGE = {
  title: 'Clayton Surgery: problem',
  body: 'Phones are not working.',
  url: '/surgeries/clayton',
  tag: 'clayton',
  at: '2020-01-01T10:42:00.000Z',
};

interface Shown {
  shown: unknown[];
}

// A browser without a screen shows nobody anything: what it is asked to show is looked at instead.
function keepWhatIsShown(): void {
  const kept = globalThis as unknown as Shown;
  kept.shown = [];
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    kept.shown.push({ title, body: options?.body, tag: options?.tag, data: options?.data });
  };
}

test('a message that a push service hands to the browser is shown by the worker that we serve', async () => {
  const server = await startTestServer();
  const { origin } = server;
  const on = await visit(origin, '/healthz', { context: { serviceWorkers: 'allow' } });
  onTestFinished(on.close);
  const { page } = on;
  const browser = await page.context().newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await browser.send('ServiceWorker.enable');
  const coming = page.context().waitForEvent('serviceworker');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  const worker = await coming;
  await worker.evaluate(keepWhatIsShown);
  await browser.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registrationId,
    data: JSON.stringify(MESSAGE),
  });
  const { title, body, url, tag } = MESSAGE;
  const shown = () => worker.evaluate(() => (globalThis as unknown as Shown).shown);
  await expect.poll(shown, { timeout: 15_000 }).toEqual([{ title, body, tag, data: { url } }]);
});
