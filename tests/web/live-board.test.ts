import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { connectLiveBoard, type LiveBoard } from '../../web/live/live-board.ts';
import {
  EPOCH,
  MORNING,
  sampleBoard,
  sampleBoardFrame,
  sampleBranch,
  sampleChange,
  sampleTick,
} from '../support/live-sample.ts';
import { createSteppedBrowser, type SteppedBrowser } from '../support/stepped-browser.ts';

function boardOf(seq: number, sentence = `seq ${seq}`, epoch = EPOCH): PublicBoard {
  return sampleBoard({ seq, edge: MORNING }, [sampleBranch('clayton', sentence)], epoch);
}

const ten = boardOf(10);
const eleven = boardOf(11);
const twelve = boardOf(12);

let browser: SteppedBrowser;
let live: LiveBoard<PublicBoard>;
let told: number;
let refused: number;

function open(initial: { now: number; checkedAt: number } = { now: MORNING, checkedAt: MORNING }, random = 0.5): void {
  browser = createSteppedBrowser(random);
  told = 0;
  refused = 0;
  live = connectLiveBoard<PublicBoard>({
    path: '/live',
    boardPath: '/api/v1/board',
    initial: { board: ten, ...initial },
    environment: browser,
    onRefused: () => {
      refused += 1;
    },
  });
  live.subscribe(() => {
    told += 1;
  });
}

beforeEach(() => open());
afterEach(() => live.close());

const serverNow = () => MORNING + browser.monotonic();
const tick = (board = ten, checkedAt = serverNow()) => browser.socket.say(sampleTick(board, serverNow(), checkedAt));
const sentence = () => live.view().board.branches[0]?.sentence;
const resumeFrom = (board: PublicBoard) =>
  `/live?${new URLSearchParams({ epoch: board.epoch, seq: String(board.seq), edge: board.edge })}`;

/** Ends the newest socket before it spoke, and waits for the next try, `count` times. */
async function failOpens(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const tries = browser.sockets.length;
    browser.socket.end(1006);
    while (browser.sockets.length === tries) await browser.advance(500);
  }
}

describe('a page that the server rendered', () => {
  test('is not LIVE until its socket proved it', () => {
    expect(live.view()).toMatchObject({ board: ten, now: MORNING, checkedAt: MORNING, freshness: 'reconnecting' });
    tick();
    expect(live.view().freshness).toBe('live');
    expect(told).toBe(1);
  });

  test.each([
    [2 * MINUTE, 'stale'],
    [11 * MINUTE, 'dead'],
  ])('is as old as its truth was when it was rendered: %i ms is %s', (age, freshness) => {
    open({ now: MORNING, checkedAt: MORNING - age });
    expect(live.view().freshness).toBe(freshness);
  });

  test('asks only for what changed since', () => {
    expect(browser.socket.path).toBe(resumeFrom(ten));
  });

  test("carries the server's clock on, whatever the device's says", async () => {
    await browser.advance(12 * SECOND);
    expect(live.view().now).toBe(MORNING + 12 * SECOND);
  });
});

describe('while the socket lasts', () => {
  beforeEach(() => tick());

  test('a change is shown and told, and proves the page', () => {
    browser.socket.say(sampleChange(ten, eleven, serverNow()));
    expect(sentence()).toBe('seq 11');
    expect(told).toBe(2);
    expect(live.view()).toMatchObject({ board: eleven, freshness: 'live' });
  });

  test('ticks keep it LIVE, and are not told one by one', async () => {
    for (let n = 0; n < 4; n += 1) {
      await browser.advance(12 * SECOND);
      tick();
      expect(live.view()).toMatchObject({ freshness: 'live', checkedAt: serverNow() });
    }
    expect(told).toBe(1);
    await browser.advance(12 * SECOND);
    tick();
    expect(told, 'a new minute is a new "Checked at"').toBe(2);
  });

  test('a server without its database does not make a page LIVE by its ticks', async () => {
    for (let n = 0; n < 9; n += 1) {
      await browser.advance(12 * SECOND);
      tick(ten, MORNING);
    }
    expect(live.view()).toMatchObject({ freshness: 'stale', checkedAt: MORNING });
    expect(browser.sockets).toHaveLength(1);
    expect(browser.polls, 'asking by HTTP would only load it more').toEqual([]);
  });

  test('silence ages it: reconnecting after 35 s, stale after 90 s, dead after ten minutes, each told', async () => {
    const seen: [number, string][] = [];
    live.subscribe(() => seen.push([Math.floor(browser.monotonic() / SECOND), live.view().freshness]));
    await browser.advance(11 * MINUTE);
    expect(seen).toEqual([
      [35, 'reconnecting'],
      [90, 'stale'],
      [600, 'dead'],
    ]);
  });

  test('a socket that is silent for 30 s is opened anew', async () => {
    const first = browser.socket;
    await browser.advance(37 * SECOND);
    expect(first.isClosed).toBe(true);
    expect(browser.sockets.length).toBeGreaterThan(1);
  });

  test('a missing change makes it ask for the whole board, and change nothing until it has it', async () => {
    browser.socket.say(sampleChange(eleven, twelve, serverNow()));
    expect(sentence()).toBe('seq 10');
    await browser.advance(2 * SECOND);
    expect(browser.socket.path).toBe('/live');
    browser.socket.say(sampleBoardFrame(twelve, serverNow()));
    expect(sentence()).toBe('seq 12');
    browser.socket.end(1006);
    await browser.advance(2 * SECOND);
    expect(browser.socket.path).toBe(resumeFrom(twelve));
  });

  test('a tick that is ahead for more than a second makes it ask for the whole board', async () => {
    tick(eleven);
    expect(browser.sockets).toHaveLength(1);
    await browser.advance(3 * SECOND);
    expect(browser.socket.path).toBe('/live');
  });

  test('a tick that is overtaken by its change is nothing', async () => {
    tick(eleven);
    browser.socket.say(sampleChange(ten, eleven, serverNow()));
    await browser.advance(3 * SECOND);
    expect(browser.sockets).toHaveLength(1);
    expect(sentence()).toBe('seq 11');
  });

  test.each(['', '{', '[]', '{"t":"change"}', '{"t":"board","v":1}'])(
    'a frame like %o makes it ask again',
    async (frame) => {
      browser.socket.say(frame);
      await browser.advance(2 * SECOND);
      expect(browser.socket.path).toBe('/live');
      expect(live.view().board).toEqual(ten);
    },
  );

  test('a restored database is shown when its board comes, not before', async () => {
    const restored = boardOf(3, 'restored', '00000000-0000-4000-8000-000000000000');
    browser.socket.say(sampleTick(restored, serverNow()));
    expect(sentence()).toBe('seq 10');
    browser.socket.say(sampleBoardFrame(restored, serverNow()));
    expect(sentence()).toBe('restored');
  });
});

describe('when the socket ends', () => {
  test('the page comes back by itself, later each time, and stays LIVE for a short break', async () => {
    tick();
    const waits: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const endedAt = browser.monotonic();
      const tries = browser.sockets.length;
      browser.socket.end(1006);
      while (browser.sockets.length === tries) await browser.advance(100);
      waits.push(browser.monotonic() - endedAt);
    }
    expect(waits).toEqual([500, 700, 1_200, 2_200]);
    tick();
    expect(live.view().freshness).toBe('live');
    await browser.advance(12 * SECOND);
    expect(told).toBe(1);
  });

  test('thirty stable seconds make the waits short again', async () => {
    await failOpens(4);
    tick();
    for (let n = 0; n < 3; n += 1) {
      await browser.advance(12 * SECOND);
      tick();
    }
    const tries = browser.sockets.length;
    browser.socket.end(1006);
    await browser.advance(500);
    expect(browser.sockets).toHaveLength(tries + 1);
  });

  test('a server that restarts says over how long to spread the return', async () => {
    tick();
    browser.socket.say({ t: 'bye', reason: 'restart', spreadMs: 20_000 });
    await browser.advance(10 * SECOND);
    expect(browser.sockets).toHaveLength(1);
    await browser.advance(500);
    expect(browser.socket.path).toBe(resumeFrom(ten));
    tick();
    expect(live.view().freshness).toBe('live');
    expect(told).toBe(1);
  });

  test('a try that does not speak within 5 s is given up', async () => {
    const first = browser.socket;
    await browser.advance(4_500);
    expect(first.isClosed).toBe(false);
    await browser.advance(1_000);
    expect(first.isClosed).toBe(true);
    expect(browser.sockets).toHaveLength(2);
  });

  test.each([4001, 4003])('with %i, it is over: nothing is asked again', async (code) => {
    tick();
    browser.socket.end(code);
    await browser.advance(5 * MINUTE);
    expect(browser.sockets).toHaveLength(1);
    expect(browser.polls).toEqual([]);
    expect(refused).toBe(1);
  });
});

describe('when the page wakes up', () => {
  test('it opens a new socket at once, whatever the old one says of itself', () => {
    tick();
    const first = browser.socket;
    browser.wake();
    expect(first.isClosed).toBe(true);
    expect(browser.sockets).toHaveLength(2);
  });

  test('it does not wait for the next try', async () => {
    await failOpens(6);
    browser.socket.end(1006);
    const tries = browser.sockets.length;
    browser.wake();
    expect(browser.sockets).toHaveLength(tries + 1);
  });

  test('it lets a try that is under way go on', () => {
    browser.wake();
    browser.wake();
    expect(browser.sockets).toHaveLength(1);
  });

  test("a night of sleep is counted, even where the browser's clock stood still", () => {
    tick();
    browser.sleep(8 * 60 * MINUTE);
    expect(live.view().freshness).toBe('dead');
    browser.wake();
    expect(told).toBe(2);
    browser.socket.say(sampleTick(ten, MORNING + 8 * 60 * MINUTE));
    expect(live.view()).toMatchObject({ freshness: 'live', now: MORNING + 8 * 60 * MINUTE });
  });

  test('a timer that came much too late is a wake-up too', async () => {
    tick();
    browser.sleep(MINUTE);
    await browser.advance(5 * SECOND);
    expect(browser.sockets).toHaveLength(2);
  });

  test('a hidden page is not probed for its late timers', async () => {
    tick();
    browser.visible = false;
    browser.sleep(20 * SECOND);
    await browser.advance(5 * SECOND);
    expect(browser.sockets).toHaveLength(1);
  });
});

describe('when no socket can be had', () => {
  const answered = (board: PublicBoard, checkedAt: number) => ({
    status: 200,
    headers: { ETag: `"${board.seq}"`, 'Checked-At': toIso(checkedAt) },
    body: board,
  });

  test('after three failed tries the board is polled, and never called LIVE', async () => {
    browser.answer = answered(eleven, MORNING + 2_000);
    await failOpens(2);
    await browser.advance(3 * SECOND);
    expect(browser.polls).toEqual([]);
    browser.socket.end(1006);
    await browser.advance(3 * SECOND);
    expect(browser.polls).toEqual([{ path: '/api/v1/board', headers: {} }]);
    expect(sentence()).toBe('seq 11');
    expect(live.view()).toMatchObject({ freshness: 'reconnecting', checkedAt: MORNING + 2_000 });
  });

  test('a socket that speaks but proves nothing is polled around after 90 s', async () => {
    tick();
    browser.answer = answered(eleven, MORNING + 60_000);
    while (browser.monotonic() < 90 * SECOND) {
      browser.socket.say('nonsense');
      await browser.advance(2 * SECOND);
      expect(browser.polls).toEqual([]);
    }
    await browser.advance(8 * SECOND);
    expect(sentence()).toBe('seq 11');
  });

  test('polls carry the ETag, and "nothing changed" is still a sign of life', async () => {
    browser.answer = answered(ten, MORNING);
    await failOpens(3);
    await browser.advance(3 * SECOND);
    browser.answer = { status: 304, headers: { 'Checked-At': toIso(MORNING + 40 * SECOND) } };
    await browser.advance(30 * SECOND);
    expect(browser.polls.at(-1)?.headers).toEqual({ 'If-None-Match': '"10"' });
    expect(live.view()).toMatchObject({ board: ten, freshness: 'reconnecting', checkedAt: MORNING + 40 * SECOND });
  });

  test('polling keeps the page from growing stale, while the truth behind it is new', async () => {
    await failOpens(3);
    for (let n = 0; n < 6; n += 1) {
      browser.answer = answered(ten, serverNow());
      browser.socket.end(1006);
      await browser.advance(30 * SECOND);
      expect(live.view().freshness).toBe('reconnecting');
    }
  });

  test("a proxy's old copy neither turns the page back nor makes it younger", async () => {
    tick();
    browser.socket.say(sampleChange(ten, eleven, serverNow()));
    browser.answer = answered(ten, MORNING - 5 * MINUTE);
    await failOpens(3);
    browser.socket.end(1006);
    await browser.advance(5 * SECOND);
    expect(browser.polls.length).toBeGreaterThan(0);
    expect(sentence()).toBe('seq 11');
    expect(live.view().checkedAt).toBe(MORNING);
  });

  test('a change that a poll brought is where the socket goes on from', async () => {
    browser.answer = answered(eleven, MORNING + 2_000);
    await failOpens(3);
    await browser.advance(3 * SECOND);
    browser.socket.end(1006);
    await browser.advance(10 * SECOND);
    expect(browser.socket.path).toBe(resumeFrom(eleven));
  });

  test('polling ends when the socket speaks again', async () => {
    browser.answer = answered(ten, MORNING);
    await failOpens(3);
    await browser.advance(3 * SECOND);
    tick();
    const polls = browser.polls.length;
    for (let n = 0; n < 10; n += 1) {
      await browser.advance(12 * SECOND);
      tick();
    }
    expect(browser.polls).toHaveLength(polls);
    expect(live.view().freshness).toBe('live');
  });

  test.each([
    ['no network', null],
    ['an error', { status: 503, headers: {} }],
    [
      'a body that is no board',
      { status: 200, headers: { 'Checked-At': toIso(MORNING + 60_000) }, body: { hello: 1 } },
    ],
    ['a sign-in page', { status: 200, headers: {}, body: '<html>' }],
  ])('%s is no truth: the page just grows older', async (_, answer) => {
    browser.answer = answer;
    await failOpens(3);
    await browser.advance(2 * MINUTE);
    expect(browser.polls.length).toBeGreaterThan(1);
    expect(live.view()).toMatchObject({ board: ten, freshness: 'stale', checkedAt: MORNING });
  });

  test.each([401, 403])('an answer of %i means that the session is over', async (status) => {
    browser.answer = { status, headers: {} };
    await failOpens(3);
    await browser.advance(3 * SECOND);
    expect(refused).toBe(1);
    const tries = browser.sockets.length;
    await browser.advance(5 * MINUTE);
    expect(browser.sockets).toHaveLength(tries);
  });
});

test('a page that is closed asks for nothing more', async () => {
  tick();
  live.close();
  browser.wake();
  await browser.advance(5 * MINUTE);
  expect(browser.sockets).toHaveLength(1);
  expect(browser.socket.isClosed).toBe(true);
  expect(browser.polls).toEqual([]);
  expect(told).toBe(1);
});
