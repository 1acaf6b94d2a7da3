import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { MORNING, sampleBoardFrame, sampleChange, sampleTick } from '../support/live-sample.ts';
import {
  boardOf,
  eleven,
  resumeFrom,
  ten,
  twelve,
  openSteppedPage,
  type SteppedPage,
} from '../support/stepped-page.ts';

let page: SteppedPage;
beforeEach(() => {
  page = openSteppedPage();
});
afterEach(() => page.live.close());

describe('a page that the server rendered', () => {
  test('is not LIVE until its socket proved it', () => {
    expect(page.live.view()).toMatchObject({ board: ten, now: MORNING, checkedAt: MORNING, freshness: 'reconnecting' });
    page.tick();
    expect(page.live.view().freshness).toBe('live');
    expect(page.told()).toBe(1);
  });

  test.each([
    [2 * MINUTE, 'stale'],
    [11 * MINUTE, 'dead'],
  ])('is as old as its truth was when it was rendered: %i ms is %s', (age, freshness) => {
    page.live.close();
    page = openSteppedPage({ checkedAt: MORNING - age });
    expect(page.live.view().freshness).toBe(freshness);
  });

  test('is as old as the device says when it was kept for a day', async () => {
    page.live.close();
    page = openSteppedPage({ deviceClock: MORNING + DAY });
    expect(page.live.view()).toMatchObject({ freshness: 'dead', now: MORNING + DAY, checkedAt: MORNING });
    expect(page.told(), 'the socket may prove it before anybody sees').toBe(0);
    page.browser.socket.end(1006);
    expect(page.told(), 'no socket').toBe(1);
    await page.failOpens(1);
    page.tick();
    expect(page.live.view()).toMatchObject({ freshness: 'live', now: page.serverNow() });
  });

  test('that was kept for a day tells it within seconds when its socket says nothing', async () => {
    page.live.close();
    page = openSteppedPage({ deviceClock: MORNING + DAY });
    await page.browser.advance(6 * SECOND);
    expect(page.told()).toBe(1);
    expect(page.browser.polls).toEqual([]);
  });

  test.each([9 * MINUTE, -9 * MINUTE, -DAY])('is not older by a device whose clock is %i ms off', (off) => {
    page.live.close();
    page = openSteppedPage({ deviceClock: MORNING + off });
    expect(page.live.view()).toMatchObject({ freshness: 'reconnecting', now: MORNING });
  });

  test('asks only for what changed since', () => {
    expect(page.browser.socket.path).toBe(resumeFrom(ten));
  });

  test("carries the server's clock on, whatever the device's says", async () => {
    await page.browser.advance(12 * SECOND);
    expect(page.live.view().now).toBe(MORNING + 12 * SECOND);
  });
});

describe('while the socket lasts', () => {
  beforeEach(() => page.tick());

  test('a change is shown and told, and proves the page', () => {
    page.browser.socket.say(sampleChange(ten, eleven, page.serverNow()));
    expect(page.sentence()).toBe('seq 11');
    expect(page.told()).toBe(2);
    expect(page.live.view()).toMatchObject({ board: eleven, freshness: 'live' });
  });

  test('ticks keep it LIVE, and are not told one by one', async () => {
    for (let n = 0; n < 4; n += 1) {
      await page.browser.advance(12 * SECOND);
      page.tick();
      expect(page.live.view()).toMatchObject({ freshness: 'live', checkedAt: page.serverNow() });
    }
    expect(page.told()).toBe(1);
    await page.browser.advance(12 * SECOND);
    page.tick();
    expect(page.told(), 'a new minute is a new "Checked at"').toBe(2);
  });

  test('a server without its database does not make a page LIVE by its ticks', async () => {
    for (let n = 0; n < 9; n += 1) {
      await page.browser.advance(12 * SECOND);
      page.tick(ten, MORNING);
    }
    expect(page.live.view()).toMatchObject({ freshness: 'stale', checkedAt: MORNING });
    expect(page.browser.sockets).toHaveLength(1);
    expect(page.browser.polls, 'asking by HTTP would only load it more').toEqual([]);
  });

  test('silence ages it: reconnecting after 35 s, stale after 90 s, dead after ten minutes, each told', async () => {
    const seen: [number, string][] = [];
    page.live.subscribe(() => seen.push([Math.floor(page.browser.monotonic() / SECOND), page.live.view().freshness]));
    await page.browser.advance(11 * MINUTE);
    expect(seen).toEqual([
      [35, 'reconnecting'],
      [90, 'stale'],
      [600, 'dead'],
    ]);
  });

  test('a socket that is silent for 30 s is opened anew', async () => {
    const first = page.browser.socket;
    await page.browser.advance(37 * SECOND);
    expect(first.isClosed).toBe(true);
    expect(page.browser.sockets.length).toBeGreaterThan(1);
  });

  test('a missing change makes it ask for the whole board, and change nothing until it has it', async () => {
    page.browser.socket.say(sampleChange(eleven, twelve, page.serverNow()));
    expect(page.sentence()).toBe('seq 10');
    await page.browser.advance(2 * SECOND);
    expect(page.browser.socket.path).toBe('/live');
    page.browser.socket.say(sampleBoardFrame(twelve, page.serverNow()));
    expect(page.sentence()).toBe('seq 12');
    page.browser.socket.end(1006);
    await page.browser.advance(2 * SECOND);
    expect(page.browser.socket.path).toBe(resumeFrom(twelve));
  });

  test('a tick that is ahead for more than a second makes it ask for the whole board', async () => {
    page.tick(eleven);
    expect(page.browser.sockets).toHaveLength(1);
    await page.browser.advance(3 * SECOND);
    expect(page.browser.socket.path).toBe('/live');
  });

  test('a tick that tells of more proves nothing, nor does a change that leaves some of it out', () => {
    page.live.close();
    page = openSteppedPage();
    page.tick(twelve);
    expect(page.live.view().freshness).toBe('reconnecting');
    page.browser.socket.say(sampleChange(ten, eleven, page.serverNow()));
    expect(page.live.view()).toMatchObject({ board: eleven, freshness: 'reconnecting' });
    page.browser.socket.say(sampleChange(eleven, twelve, page.serverNow()));
    expect(page.live.view()).toMatchObject({ board: twelve, freshness: 'live' });
  });

  test('a frame that was held up for 29 s proves the page as it was when the frame was sent', async () => {
    const sent = sampleTick(ten, page.serverNow() + 12 * SECOND);
    await page.browser.advance(29 * SECOND);
    page.browser.socket.say(sent);
    expect(page.live.view()).toMatchObject({ freshness: 'live', now: page.serverNow() });
    await page.browser.advance(19 * SECOND);
    expect(page.live.view().freshness, '36 s after it was sent').toBe('reconnecting');
  });

  test.each([-1, 1])("an hour's step of the server's clock ends within seconds (%i)", async (direction) => {
    const step = direction * 60 * MINUTE;
    const tick = () => page.browser.socket.say(sampleTick(ten, page.serverNow() + step));
    await page.browser.advance(12 * SECOND);
    tick();
    await page.browser.advance(7 * SECOND);
    tick();
    expect(page.live.view()).toMatchObject({ freshness: 'live', now: page.serverNow() + step });
    await page.browser.advance(29 * SECOND);
    expect(page.live.view().freshness).toBe('live');
    await page.browser.advance(7 * SECOND);
    expect(page.live.view().freshness).toBe('reconnecting');
  });

  test('a tick that is overtaken by its change is nothing', async () => {
    page.tick(eleven);
    page.browser.socket.say(sampleChange(ten, eleven, page.serverNow()));
    await page.browser.advance(3 * SECOND);
    expect(page.browser.sockets).toHaveLength(1);
    expect(page.sentence()).toBe('seq 11');
  });

  test.each(['', '{', '[]', '{"t":"change"}', '{"t":"board","v":1}'])(
    'a frame like %o makes it ask again',
    async (frame) => {
      page.browser.socket.say(frame);
      await page.browser.advance(2 * SECOND);
      expect(page.browser.socket.path).toBe('/live');
      expect(page.live.view().board).toEqual(ten);
    },
  );

  test('a restored database is shown when its board comes, not before', async () => {
    const restored = boardOf(3, 'restored', '00000000-0000-4000-8000-000000000000');
    page.browser.socket.say(sampleTick(restored, page.serverNow()));
    expect(page.sentence()).toBe('seq 10');
    page.browser.socket.say(sampleBoardFrame(restored, page.serverNow()));
    expect(page.sentence()).toBe('restored');
  });
});

describe('when the socket ends', () => {
  test('the page comes back by itself, later each time, and stays LIVE for a short break', async () => {
    page.tick();
    const waits: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const endedAt = page.browser.monotonic();
      const tries = page.browser.sockets.length;
      page.browser.socket.end(1006);
      while (page.browser.sockets.length === tries) await page.browser.advance(100);
      waits.push(page.browser.monotonic() - endedAt);
    }
    expect(waits).toEqual([500, 700, 1_200, 2_200]);
    page.tick();
    expect(page.live.view().freshness).toBe('live');
    await page.browser.advance(12 * SECOND);
    expect(page.told()).toBe(1);
  });

  test('thirty stable seconds make the waits short again', async () => {
    await page.failOpens(4);
    page.tick();
    for (let n = 0; n < 3; n += 1) {
      await page.browser.advance(12 * SECOND);
      page.tick();
    }
    const tries = page.browser.sockets.length;
    page.browser.socket.end(1006);
    await page.browser.advance(500);
    expect(page.browser.sockets).toHaveLength(tries + 1);
  });

  test('a server that restarts says over how long to spread the return', async () => {
    page.tick();
    page.browser.socket.say({ t: 'bye', reason: 'restart', spreadMs: 20_000 });
    await page.browser.advance(10 * SECOND);
    expect(page.browser.sockets).toHaveLength(1);
    await page.browser.advance(500);
    expect(page.browser.socket.path).toBe(resumeFrom(ten));
    page.tick();
    expect(page.live.view().freshness).toBe('live');
    expect(page.told()).toBe(1);
  });

  test('a try that does not speak within 5 s is given up', async () => {
    const first = page.browser.socket;
    await page.browser.advance(4_500);
    expect(first.isClosed).toBe(false);
    await page.browser.advance(1_000);
    expect(first.isClosed).toBe(true);
    expect(page.browser.sockets).toHaveLength(2);
  });

  test.each([4001, 4003])('with %i, it is over: nothing is asked again', async (code) => {
    page.tick();
    page.browser.socket.end(code);
    await page.browser.advance(5 * MINUTE);
    expect(page.browser.sockets).toHaveLength(1);
    expect(page.browser.polls).toEqual([]);
    expect(page.refused()).toBe(1);
  });
});

test.each([4001, 4003])(
  'a page for everybody comes back after %i, which only a stranger can have said',
  async (code) => {
    page.live.close();
    page = openSteppedPage({ isPublic: true });
    page.tick();
    page.browser.socket.end(code);
    await page.browser.advance(SECOND);
    expect(page.browser.sockets).toHaveLength(2);
    page.tick();
    expect(page.live.view().freshness).toBe('live');
  },
);

test('a page that is closed asks for nothing more', async () => {
  page.tick();
  page.live.close();
  page.browser.wake();
  await page.browser.advance(5 * MINUTE);
  expect(page.browser.sockets).toHaveLength(1);
  expect(page.browser.socket.isClosed).toBe(true);
  expect(page.browser.polls).toEqual([]);
  expect(page.told()).toBe(1);
});
