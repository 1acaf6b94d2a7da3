import { expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { CLOSE } from '../../shared/wire/live-frames.ts';
import { reloadOnNewBuild } from '../../web/staff/reload-on-new-build.ts';
import { openStaffBoard } from '../../web/staff/staff-board.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { createSteppedStaffBrowser } from '../support/stepped-staff-browser.ts';

const { board, now } = STAFF_SCENES.trouble();
const BOARD = {
  status: 200,
  body: board,
  headers: { 'Checked-At': new Date(now - 2_000).toISOString(), Date: new Date(now).toUTCString() },
};
const TICK = JSON.stringify({
  t: 'tick',
  epoch: board.epoch,
  seq: board.seq,
  edge: board.edge,
  now: new Date(now).toISOString(),
  checkedAt: new Date(now).toISOString(),
});

test('asks for the board until it comes, and is live once the socket has spoken', async () => {
  const browser = createSteppedStaffBrowser();
  const feed = openStaffBoard(browser);
  expect(feed.state()).toEqual({ kind: 'loading' });
  await browser.stepped.advance(20_000);
  expect(feed.state()).toEqual({ kind: 'unreachable' });
  expect(browser.stepped.polls.length).toBeGreaterThan(2);
  expect(browser.stepped.sockets).toHaveLength(0);

  browser.stepped.answer = BOARD;
  await browser.stepped.advance(30_000);
  expect(feed.state()).toMatchObject({ kind: 'open', view: { board, checkedAt: now - 2_000 } });
  expect(feed.state()).not.toMatchObject({ view: { freshness: 'live' } });
  browser.stepped.socket.say(TICK);
  expect(feed.state()).toMatchObject({ kind: 'open', view: { freshness: 'live' } });
  feed.close();
});

test('a board that came while the phone slept is as old as that, though its clocks stood still', async () => {
  const browser = createSteppedStaffBrowser();
  const { get } = browser;
  browser.get = async (...asked) => {
    const answer = await get(...asked);
    browser.stepped.sleep(7 * MINUTE);
    browser.stepped.wake();
    return answer;
  };
  browser.stepped.answer = BOARD;
  const feed = openStaffBoard(browser);
  await browser.stepped.advance(1_000);
  const state = feed.state();
  if (state.kind !== 'open') throw new Error(`the board is ${state.kind}`);
  expect(state.view.now - state.view.checkedAt).toBeGreaterThanOrEqual(7 * MINUTE);
  expect(state.view.freshness).toBe('stale');
  feed.close();
});

test.each([401, 403])('a board that is refused with %i is not asked for again', async (status) => {
  const browser = createSteppedStaffBrowser();
  browser.stepped.answer = { status, headers: {} };
  const feed = openStaffBoard(browser);
  await browser.stepped.advance(MINUTE);
  expect(feed.state()).toEqual({ kind: 'ended', last: null });
  expect(browser.stepped.polls).toHaveLength(1);
});

test('a session that ends keeps what was shown last, which is not live and grows old', async () => {
  const browser = createSteppedStaffBrowser();
  browser.stepped.answer = BOARD;
  const feed = openStaffBoard(browser);
  await browser.stepped.advance(1_000);
  browser.stepped.socket.say(TICK);
  browser.stepped.socket.end(CLOSE.sessionEnded);
  expect(feed.state()).toMatchObject({ kind: 'ended', last: { board, freshness: 'stale' } });
  await browser.stepped.advance(11 * MINUTE);
  expect(feed.state()).toMatchObject({ kind: 'ended', last: { board, freshness: 'dead', now: now + 11 * MINUTE } });
  expect(browser.stepped.sockets).toHaveLength(1);
});

test('every new socket that speaks is told of once, however much it says', async () => {
  const browser = createSteppedStaffBrowser();
  browser.stepped.answer = BOARD;
  const feed = openStaffBoard(browser);
  let reconnects = 0;
  feed.onReconnect(() => {
    reconnects += 1;
  });
  await browser.stepped.advance(1_000);
  browser.stepped.socket.say(TICK);
  browser.stepped.socket.say(TICK);
  expect(reconnects).toBe(1);
  browser.stepped.socket.end(CLOSE.goingAway);
  await browser.stepped.advance(5_000);
  browser.stepped.socket.say(TICK);
  expect(reconnects).toBe(2);
  feed.close();
});

test.each([
  ['a page that may is loaded anew', true, 1, 0],
  ['a page that is being worked on waits for the person', false, 0, 1],
] as const)('when the build changes, %s', async (_, mayReload, reloads, waits) => {
  const browser = createSteppedStaffBrowser();
  let waiting = 0;
  let onReconnect = () => {};
  reloadOnNewBuild({
    environment: browser,
    feed: {
      onReconnect(listener) {
        onReconnect = listener;
        return () => {};
      },
    },
    build: 'one',
    mayReload: () => mayReload,
    onWaiting() {
      waiting += 1;
    },
  });
  browser.stepped.answer = { status: 200, headers: {}, body: { build: 'one' } };
  onReconnect();
  await browser.stepped.advance(6 * MINUTE);
  browser.stepped.answer = null;
  await browser.stepped.advance(6 * MINUTE);
  expect([browser.reloads(), waiting]).toEqual([0, 0]);

  browser.stepped.answer = { status: 200, headers: {}, body: { build: 'two' } };
  onReconnect();
  await browser.stepped.advance(1_000);
  expect([browser.reloads(), waiting]).toEqual([reloads, waits]);
});

test('a page that has just come is not loaded anew at once: servers of two builds would send it round', async () => {
  const browser = createSteppedStaffBrowser();
  let onReconnect = () => {};
  reloadOnNewBuild({
    environment: browser,
    feed: {
      onReconnect(listener) {
        onReconnect = listener;
        return () => {};
      },
    },
    build: 'one',
    mayReload: () => true,
    onWaiting() {},
  });
  browser.stepped.answer = { status: 200, headers: {}, body: { build: 'two' } };
  onReconnect();
  await browser.stepped.advance(MINUTE);
  expect(browser.reloads()).toBe(0);
  await browser.stepped.advance(5 * MINUTE);
  expect(browser.reloads()).toBe(1);
});
