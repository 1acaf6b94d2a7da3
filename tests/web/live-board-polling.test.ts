import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { MORNING, sampleChange } from '../support/live-sample.ts';
import { boardOf, eleven, resumeFrom, ten, openSteppedPage, type SteppedPage } from '../support/stepped-page.ts';

let page: SteppedPage;
beforeEach(() => {
  page = openSteppedPage();
});
afterEach(() => page.live.close());

describe('when no socket can be had', () => {
  const answered = (board: PublicBoard, checkedAt: number) => ({
    status: 200,
    headers: { ETag: `"${board.seq}"`, 'Checked-At': toIso(checkedAt) },
    body: board,
  });

  test('after three failed tries the board is polled, and never called LIVE', async () => {
    page.browser.answer = answered(eleven, MORNING + 2_000);
    await page.failOpens(2);
    await page.browser.advance(3 * SECOND);
    expect(page.browser.polls).toEqual([]);
    page.browser.socket.end(1006);
    await page.browser.advance(3 * SECOND);
    expect(page.browser.polls).toEqual([{ path: '/api/v1/board', headers: {} }]);
    expect(page.sentence()).toBe('seq 11');
    expect(page.live.view()).toMatchObject({ freshness: 'reconnecting', checkedAt: MORNING + 2_000 });
  });

  test('a socket that speaks but proves nothing is polled around after 90 s', async () => {
    page.tick();
    page.browser.answer = answered(eleven, MORNING + 60_000);
    while (page.browser.monotonic() < 90 * SECOND) {
      page.browser.socket.say('nonsense');
      await page.browser.advance(2 * SECOND);
      expect(page.browser.polls).toEqual([]);
    }
    await page.browser.advance(8 * SECOND);
    expect(page.sentence()).toBe('seq 11');
  });

  test('polls carry the ETag, and "nothing changed" is still a sign of life', async () => {
    page.browser.answer = answered(ten, MORNING);
    await page.failOpens(3);
    await page.browser.advance(3 * SECOND);
    page.browser.answer = { status: 304, headers: { 'Checked-At': toIso(MORNING + 40 * SECOND) } };
    await page.browser.advance(30 * SECOND);
    expect(page.browser.polls.at(-1)?.headers).toEqual({ 'If-None-Match': '"10"' });
    expect(page.live.view()).toMatchObject({ board: ten, freshness: 'reconnecting', checkedAt: MORNING + 40 * SECOND });
  });

  test('polling keeps the page from growing stale, while the truth behind it is new', async () => {
    await page.failOpens(3);
    for (let n = 0; n < 6; n += 1) {
      page.browser.answer = answered(ten, page.serverNow());
      page.browser.socket.end(1006);
      await page.browser.advance(30 * SECOND);
      expect(page.live.view().freshness).toBe('reconnecting');
    }
  });

  test("a proxy's old copy neither turns the page back nor makes it younger", async () => {
    page.tick();
    page.browser.socket.say(sampleChange(ten, eleven, page.serverNow()));
    page.browser.answer = answered(ten, MORNING - 5 * MINUTE);
    await page.failOpens(3);
    page.browser.socket.end(1006);
    await page.browser.advance(5 * SECOND);
    expect(page.browser.polls.length).toBeGreaterThan(0);
    expect(page.sentence()).toBe('seq 11');
    expect(page.live.view().checkedAt).toBe(MORNING);
  });

  test('a copy from before the database was restored does not turn the page back', async () => {
    page.tick();
    const before = boardOf(30, 'before', '00000000-0000-4000-8000-000000000000');
    page.browser.answer = answered(before, MORNING - 1);
    await page.failOpens(3);
    page.browser.socket.end(1006);
    await page.browser.advance(5 * SECOND);
    expect(page.browser.polls.length).toBeGreaterThan(0);
    expect(page.sentence()).toBe('seq 10');
    page.browser.answer = answered(before, MORNING + 40 * SECOND);
    await page.browser.advance(50 * SECOND);
    expect(page.sentence(), 'restored since').toBe('before');
  });

  test('a change that a poll brought is where the socket goes on from', async () => {
    page.browser.answer = answered(eleven, MORNING + 2_000);
    await page.failOpens(3);
    await page.browser.advance(3 * SECOND);
    page.browser.socket.end(1006);
    await page.browser.advance(10 * SECOND);
    expect(page.browser.socket.path).toBe(resumeFrom(eleven));
  });

  test('polling ends when the socket speaks again', async () => {
    page.browser.answer = answered(ten, MORNING);
    await page.failOpens(3);
    await page.browser.advance(3 * SECOND);
    page.tick();
    const polls = page.browser.polls.length;
    for (let n = 0; n < 10; n += 1) {
      await page.browser.advance(12 * SECOND);
      page.tick();
    }
    expect(page.browser.polls).toHaveLength(polls);
    expect(page.live.view().freshness).toBe('live');
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
    page.browser.answer = answer;
    await page.failOpens(3);
    await page.browser.advance(2 * MINUTE);
    expect(page.browser.polls.length).toBeGreaterThan(1);
    expect(page.live.view()).toMatchObject({ board: ten, freshness: 'stale', checkedAt: MORNING });
  });

  test.each([401, 403])('an answer of %i means that the session is over', async (status) => {
    page.browser.answer = { status, headers: {} };
    await page.failOpens(3);
    await page.browser.advance(3 * SECOND);
    expect(page.refused()).toBe(1);
    const tries = page.browser.sockets.length;
    await page.browser.advance(5 * MINUTE);
    expect(page.browser.sockets).toHaveLength(tries);
  });

  test.each([401, 403])("an answer of %i on a page for everybody is a stranger's: it asks again", async (status) => {
    page.live.close();
    page = openSteppedPage({ isPublic: true });
    page.browser.answer = { status, headers: {} };
    await page.failOpens(3);
    await page.browser.advance(3 * SECOND);
    expect(page.browser.polls).toHaveLength(1);
    page.browser.answer = answered(eleven, MORNING + 2_000);
    await page.browser.advance(40 * SECOND);
    expect(page.sentence()).toBe('seq 11');
    page.browser.wake();
    page.tick(eleven);
    expect(page.live.view().freshness).toBe('live');
  });
});
