import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openFollowPages } from '../support/follow-pages.ts';
import { codeIn } from '../support/texting.ts';
import { closeBrowser, visit } from '../support/visit.ts';

afterAll(closeBrowser);

type Pages = Awaited<ReturnType<typeof openFollowPages>>;

/** What the browser's console says of an answer that is right: that an address was none, that a link was too old. */
const ANSWERED = /status of 40[04]/;

async function open(pages: Pages, path: string, context: BrowserContextOptions = {}): Promise<Page> {
  const visited = await visit(pages.origin, path, { context });
  onTestFinished(async () => {
    await visited.close();
    expect(visited.faults.filter((fault) => !ANSWERED.test(fault))).toEqual([]);
  });
  return visited.page;
}

const shows = (page: Page, title: string) =>
  page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();

async function confirmed(pages: Pages, body: string): Promise<string> {
  const answer = await pages.post(await pages.linkFor(body), 'answer=yes');
  return /choices\?link=([\w-]+)/.exec(answer.body)?.[1] ?? 'none';
}

/** The address of the link in the newest mail. */
async function mailedPath({ server, mails }: Pages): Promise<string> {
  await server.mailing.look();
  return /(\/follow\/confirm\?link=[\w-]+)/.exec(mails.received.at(-1)?.raw ?? '')?.[1] ?? 'none';
}

describe('every page', () => {
  test.each([
    [320, 'light'],
    [360, 'dark'],
    [1366, 'light'],
  ] as const)(
    'fits and lets everybody in at %d px, in the %s',
    async (width, colorScheme) => {
      const pages = await openFollowPages({ offered: ['push', 'email', 'text'] });
      const link = await confirmed(pages, 'branch=clayton&branch=yaxham&by=email&to=ann%40example.org');
      const other = await pages.linkFor('all=1&by=email&to=bo%40example.org');
      const code = String((await pages.post('/follow', 'all=1&by=text&to=07700900123')).headers.location);
      const paths: readonly (readonly [string, string])[] = [
        ['which', '/follow'],
        ['which-missing', '/follow?asked=which'],
        ['what', '/follow?branch=clayton&step=what'],
        ['how', '/surgeries/clayton/follow'],
        ['how-missing', '/follow?branch=clayton&asked=how'],
        ['email', '/follow?branch=clayton&by=email'],
        ['text', '/follow?branch=clayton&by=text'],
        ['push', '/follow?branch=clayton&by=push'],
        ['code', code],
        ['following', `/follow/on?link=${link}`],
        ['sent', '/follow/sent'],
        ['confirm', other],
        ['change', `/follow/choices?link=${link}`],
        ['stop', `/unfollow?link=${link}`],
        ['stopped', '/unfollow?link=none'],
        ['gone', '/follow/confirm?link=none'],
      ];
      const page = await open(pages, '/follow', { viewport: { width, height: 740 }, colorScheme });
      for (const [name, path] of paths) {
        await page.goto(pages.origin + path);
        expect([name, await axeFaults(page)]).toEqual([name, []]);
        expect([name, await sideways(page)]).toEqual([name, 0]);
        const small = await page
          .locator('main a.link-line, main button, main .choice__label, main input:not([type=hidden])')
          .evaluateAll(
            (nodes) =>
              nodes.filter(
                (node) => node.getBoundingClientRect().height < 44 && !(node as HTMLInputElement).labels?.length,
              ).length,
          );
        expect([name, small]).toEqual([name, 0]);
      }
    },
    120_000,
  );
});

describe('somebody without a script', () => {
  test('follows a surgery by the keyboard alone, changes it and stops', async () => {
    const pages = await openFollowPages();
    const page = await open(pages, '/surgeries/clayton/follow', { javaScriptEnabled: false });
    await shows(page, 'What is your email address?');
    await page.locator('#to').focus();
    await page.keyboard.type('ann');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toMatch(/^Error: What is your email address\?/);
    expect(await page.locator('#to').inputValue()).toBe('ann');
    await page.getByRole('link', { name: 'Type in an email address' }).press('Enter');
    await page.locator('#to').fill('ann@example.org');
    await page.keyboard.press('Enter');
    await shows(page, 'Look in your email');
    await page.goto(pages.origin + (await mailedPath(pages)));
    await page.getByRole('button', { name: 'Yes, tell me' }).press('Enter');
    await shows(page, 'We will tell you of changes');
    await page.getByRole('link', { name: 'Change what we tell you' }).press('Enter');
    await page.getByLabel('Planned work').press('Space');
    await page.getByLabel('Yaxham').press('Space');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await shows(page, 'Your choices are saved');
    expect(await pages.followers()).toMatchObject([{ branches: ['clayton', 'yaxham'], kinds: ['trouble'] }]);
    await page.getByRole('button', { name: 'Stop telling me' }).press('Enter');
    await shows(page, 'We have stopped');
    expect(await pages.followers()).toEqual([]);
  });

  test('chooses surgeries first, when they come from the page of all', async () => {
    const pages = await openFollowPages();
    const page = await open(pages, '/follow', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Choose at least one surgery.');
    await page.getByLabel('All our surgeries').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await shows(page, 'What is your email address?');
    await page.getByRole('link', { name: 'Change What' }).click();
    await page.getByLabel('Problems').uncheck();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('What is your email address?').fill('ann@example.org');
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.goto(pages.origin + (await mailedPath(pages)));
    await page.getByRole('button', { name: 'Yes, tell me' }).click();
    expect(await pages.followers()).toMatchObject([{ branches: null, kinds: ['planned'] }]);
  });
});

/** In the place of a push service, which no test asks: what the browser would answer to its page. */
function answerForBrowser(permission: 'granted' | 'denied'): void {
  const endpoint = 'https://push.services.mozilla.com/wpush/v2/of-this-browser';
  const subscription = {
    endpoint,
    toJSON: () => ({ endpoint, keys: { p256dh: `B${'x'.repeat(86)}`, auth: 'y'.repeat(22) } }),
  };
  let made: object | null = null;
  const pushManager = {
    getSubscription: async () => made,
    subscribe: async () => {
      made = subscription;
      return subscription;
    },
  };
  const registration = { pushManager };
  const container = {
    register: async () => registration,
    getRegistration: async () => registration,
    ready: Promise.resolve(registration),
  };
  Object.defineProperty(navigator, 'serviceWorker', { value: container });
  Notification.requestPermission = async () => permission;
}

describe('somebody with a browser that shows messages', () => {
  async function openPush(permission: 'granted' | 'denied') {
    const pages = await openFollowPages({ offered: ['push', 'email'] });
    const page = await open(pages, '/surgeries/clayton/follow');
    await page.addInitScript(answerForBrowser, permission);
    await page.getByLabel('On this phone or computer').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await shows(page, 'Messages on this phone or computer');
    await page.getByRole('button', { name: 'Turn on messages' }).click();
    return { pages, page };
  }

  test('turns them on by two taps, changes them and stops', async () => {
    const { pages, page } = await openPush('granted');
    await shows(page, 'We will tell you of changes');
    expect(await pages.followers()).toMatchObject([{ channel: 'push', branches: ['clayton'] }]);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop telling me' }).click();
    await shows(page, 'We have stopped');
    expect(await pages.followers()).toEqual([]);
  });

  test('who does not allow them is told so, and can choose another way', async () => {
    const { pages, page } = await openPush('denied');
    await page.getByText('Your browser did not allow messages.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Choose another way' }).click();
    await shows(page, 'How should we tell you?');
    expect(await pages.followers()).toEqual([]);
  });

  test('without a script reads that it needs another way', async () => {
    const pages = await openFollowPages({ offered: ['push', 'email'] });
    const page = await open(pages, '/follow?all=1&by=push', { javaScriptEnabled: false });
    await page.getByText('Your browser cannot do this. Choose another way.').waitFor();
    expect(await page.getByRole('button', { name: 'Turn on messages' }).count()).toBe(0);
  });

  test('on an iPhone reads how to keep the page on the home screen first', async () => {
    const pages = await openFollowPages({ offered: ['push', 'email'] });
    const page = await open(pages, '/follow?all=1&by=push', {
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15',
    });
    await page.addInitScript(() => delete (window as { PushManager?: unknown }).PushManager);
    await page.reload();
    await page.getByText('Tap the Share button, then “Add to Home Screen”.').waitFor();
    const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
    const answer = await pages.get(manifest ?? '');
    expect(answer.json()).toMatchObject({ display: 'standalone', start_url: '/' });
  });
});

describe('somebody with a phone and no script', () => {
  test('follows by a code that is texted', async () => {
    const pages = await openFollowPages({ offered: ['text'] });
    const page = await open(pages, '/surgeries/clayton/follow', { javaScriptEnabled: false });
    await page.getByLabel('What is your mobile number?').fill('07700 900 123');
    await page.keyboard.press('Enter');
    await shows(page, 'Type in the code we sent you');
    await page.getByLabel('Type in the code we sent you').fill('1');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.locator('#code').fill(codeIn(pages.texts[0]?.body ?? ''));
    await page.keyboard.press('Enter');
    await shows(page, 'We will tell you of changes');
    expect(await pages.followers()).toMatchObject([{ channel: 'text' }]);
  });
});
