import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { MORNING, sampleTick } from '../support/live-sample.ts';
import { openSteppedPage, type SteppedPage, ten } from '../support/stepped-page.ts';

let page: SteppedPage;
beforeEach(() => {
  page = openSteppedPage();
});
afterEach(() => page.live.close());

describe('when the page wakes up', () => {
  test('it opens a new socket at once, whatever the old one says of itself', () => {
    page.tick();
    const first = page.browser.socket;
    page.browser.wake();
    expect(first.isClosed).toBe(true);
    expect(page.browser.sockets).toHaveLength(2);
  });

  test('it does not wait for the next try', async () => {
    await page.failOpens(6);
    page.browser.socket.end(1006);
    const tries = page.browser.sockets.length;
    page.browser.wake();
    expect(page.browser.sockets).toHaveLength(tries + 1);
  });

  test('it lets a try that is under way go on', () => {
    page.browser.wake();
    page.browser.wake();
    expect(page.browser.sockets).toHaveLength(1);
  });

  test("a night of sleep is counted, even where the browser's clock stood still", () => {
    page.tick();
    page.browser.sleep(8 * 60 * MINUTE);
    expect(page.live.view().freshness).toBe('dead');
    page.browser.wake();
    expect(page.told()).toBe(2);
    page.browser.socket.say(sampleTick(ten, MORNING + 8 * 60 * MINUTE));
    expect(page.live.view()).toMatchObject({ freshness: 'live', now: MORNING + 8 * 60 * MINUTE });
  });

  test.each([true, false])('a frame from before the sleep does not make it LIVE (visible: %o)', async (visible) => {
    page.tick();
    await page.browser.advance(10 * SECOND);
    const waiting = sampleTick(ten, page.serverNow());
    page.browser.visible = visible;
    page.browser.sleep(8 * 60 * MINUTE);
    page.browser.socket.say(waiting);
    expect(page.live.view()).toMatchObject({ freshness: 'dead', now: MORNING + 10 * SECOND + 8 * 60 * MINUTE });
    expect(page.told()).toBe(2);
    expect(page.browser.sockets, 'a hidden page is probed when it is shown').toHaveLength(visible ? 2 : 1);
  });

  test('the first frame of a socket may be from before the sleep too', () => {
    page.browser.sleep(8 * 60 * MINUTE);
    page.tick();
    expect(page.live.view().freshness).toBe('dead');
    expect(page.browser.sockets).toHaveLength(2);
    page.browser.socket.say(sampleTick(ten, MORNING + 8 * 60 * MINUTE));
    expect(page.live.view().freshness).toBe('live');
  });

  test('a timer that came much too late is a wake-up too', async () => {
    page.tick();
    page.browser.sleep(MINUTE);
    await page.browser.advance(5 * SECOND);
    expect(page.browser.sockets).toHaveLength(2);
  });

  test('a hidden page is not probed for its late timers', async () => {
    page.tick();
    page.browser.visible = false;
    page.browser.sleep(20 * SECOND);
    await page.browser.advance(5 * SECOND);
    expect(page.browser.sockets).toHaveLength(1);
  });
});
