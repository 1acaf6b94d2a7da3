import { afterEach, beforeEach, expect, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { sampleBoardFrame, sampleChange } from '../support/live-sample.ts';
import { eleven, openSteppedPage, type SteppedPage, ten } from '../support/stepped-page.ts';

let page: SteppedPage;

beforeEach(() => {
  page = openSteppedPage();
});

afterEach(() => page.live.close());

test('changes that were missed prove nothing until a tick says how long ago they were made', () => {
  page.browser.socket.say(sampleChange(ten, eleven, page.serverNow() - 30 * SECOND));
  expect(page.live.view()).toMatchObject({ board: eleven, freshness: 'reconnecting' });
  page.tick(eleven);
  expect(page.live.view()).toMatchObject({ board: eleven, freshness: 'live' });
});

test('a server that knows fewer facts changes nothing, and another is looked for', async () => {
  page.tick();
  page.browser.socket.say(sampleChange(ten, eleven, page.serverNow()));
  page.browser.socket.end(1006);
  await page.browser.advance(2 * SECOND);
  page.browser.socket.say(sampleBoardFrame(ten, page.serverNow()));
  expect(page.live.view().board).toEqual(eleven);
  const tried = page.browser.sockets.length;
  await page.browser.advance(2 * SECOND);
  expect(page.browser.sockets.length).toBeGreaterThan(tried);
});
