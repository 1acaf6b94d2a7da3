import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

async function withOutage(): Promise<TestServer> {
  const server = await startTestServer();
  await server.ordinaryMorning();
  await server.say('clayton', { it: { internet: 'down' }, note: 'zq7-note', message: 'Ring & wait <3' });
  return server;
}

const SVG = '/surgeries/clayton/badge.svg';
const FRAME = '/surgeries/clayton/badge';

test('the picture of a surgery says how it is and when that was checked, and is valid', async () => {
  const server = await withOutage();
  const answer = await server.fetch(SVG);
  const svg = await answer.text();
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(svg).toMatch(
    /<title>Clayton Surgery\. Clayton Surgery has a problem\..*NHS 111.*Checked at 9am on Tuesday 31 December 2019<\/title>/,
  );
  expect(svg).not.toMatch(/zq7|<script/);
  expect(await (await server.fetch('/surgeries/yaxham/badge.svg')).text()).toContain('is working normally.');
  expect((await server.fetch('/surgeries/nowhere/badge.svg')).status).toBe(404);
});

test('the page for a frame may be framed by every site, runs nothing, and lets in no style but its own', async () => {
  const server = await withOutage();
  const answer = await server.fetch(FRAME);
  const html = await answer.text();
  expect(answer.headers.get('x-frame-options')).toBeNull();
  const csp = answer.headers.get('content-security-policy') ?? '';
  expect(csp).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors \*$/,
  );
  expect(html).toContain('If it is urgent');
  expect(html).toContain('Ring &amp; wait &lt;3');
  expect(html).not.toMatch(/zq7|<script| style=| on\w+=/);
  expect(answer.headers.get('set-cookie')).toBeNull();
  // No other page of ours may be.
  for (const path of ['/', '/surgeries/clayton', '/operations']) {
    const other = await server.fetch(path);
    expect(other.headers.get('x-frame-options')).toBe('DENY');
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});

test('a green is on neither once nobody could look for 90 seconds', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const texts = () => Promise.all([SVG, FRAME].map(async (path) => (await server.fetch(path)).text()));
  await server.refresh();
  await server.database.close();
  server.clock.advance(server.board.checkedAt() + 90 * SECOND - server.clock.now());
  for (const text of await texts()) expect(text).toContain('working normally');
  server.clock.advance(SECOND);
  for (const text of await texts()) {
    expect(text).not.toMatch(/working normally|Open until/);
    expect(text).toContain('We could not check since 9am.');
  }
});

test('the script for other sites is theirs to load and to keep for a while', async () => {
  const server = await startTestServer();
  const answer = await server.fetch('/embed.js');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800',
  });
  expect(await answer.text()).toContain('surgery-status');
  const again = await server.fetch('/embed.js', { 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});
