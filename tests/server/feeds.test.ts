import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { DAY, HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { type AtomFeed, readAtom } from '../support/read-atom.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

async function feedAt(server: TestServer, path: string): Promise<AtomFeed> {
  const answer = await server.fetch(path);
  expect(answer.status).toBe(200);
  return readAtom(await answer.text());
}

const titles = ({ entry }: AtomFeed) => entry.map(({ title }) => title);

test('an ordinary morning is a valid feed without entries: nobody is told that all is as always', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const feed = await feedAt(server, '/feed.atom');
  expect(feed.entry).toEqual([]);
  expect(feed.title).toBe('Example Fen Medical Practice: how our surgeries are working');
  const origin = `http://localhost:${new URL(server.origin).port}`;
  expect(feed.link.map(({ rel, href }) => `${rel} ${href}`)).toEqual([
    `self ${origin}/feed.atom`,
    `alternate ${origin}/`,
  ]);
});

test('a surgery that comes into trouble is told, and that it works again, each under an id that stays', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  server.clock.advance(5 * MINUTE);
  await server.say('clayton', { it: { internet: 'down' } });
  const before = await feedAt(server, '/feed.atom');
  expect(titles(before)).toEqual(['Clayton Surgery has a problem']);
  const [trouble] = before.entry;
  expect(trouble?.link[0]?.href).toMatch(/\/surgeries\/clayton$/);
  expect(trouble?.content).toEqual({
    type: 'html',
    text: '<p>Clayton Surgery has a problem, 9:05am on Tuesday 31 December 2019.</p>',
  });

  server.clock.advance(HOUR);
  await server.say('clayton', {
    it: { internet: 'working', records: 'working', online: 'working', prescriptions: 'working' },
  });
  const after = await feedAt(server, '/feed.atom');
  expect(titles(after)).toEqual(['Clayton Surgery is working normally', 'Clayton Surgery has a problem']);
  expect(after.entry[1]).toEqual(trouble);

  // Whoever looks once a day reads of it the next morning; the day after it is gone.
  server.clock.advance(DAY);
  await server.refresh();
  const nextDay = await feedAt(server, '/feed.atom');
  expect(nextDay.entry.find(({ id }) => id === trouble?.id)).toEqual(trouble);
  server.clock.advance(DAY);
  await server.refresh();
  expect((await feedAt(server, '/feed.atom')).entry.map(({ id }) => id)).not.toContain(trouble?.id);
});

test('a surgery has a feed of its own, with all that was said of it today', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  server.clock.advance(5 * MINUTE);
  await server.say('clayton', { it: { internet: 'down' }, note: 'zq7-note' });
  await server.say('yaxham', { it: { records: 'down' } });
  const feed = await feedAt(server, '/surgeries/clayton/feed.atom');
  expect(titles(feed).toSorted()).toEqual([
    'Clayton Surgery has a problem',
    'Clayton Surgery: All services are working.',
    'Clayton Surgery: The internet is not working.',
  ]);
  expect(JSON.stringify(feed)).not.toMatch(/Yaxham|zq7/);
  const refused = await server.fetch('/surgeries/nowhere/feed.atom');
  expect([refused.status, (await refused.json()).code]).toEqual([404, 'not-found']);
});

test('an incident is one entry that grows, and says when it is over; what is typed cannot break the feed', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const id = server.board.board().seq + 1;
  const say = (says: object) =>
    server.append({ kind: 'incident', incident: id, at: server.clock.now(), actor: SYSTEM_ACTOR, ...says });
  await say({
    title: 'Records <away> & "gone"',
    severity: 'minor',
    branches: ['clayton', 'yaxham'],
    services: ['records'],
    shown: true,
    public: 'Wait for ]]> us.\u0007 <script>alert(1)</script>',
    staff: 'zq7-staff',
  });
  const [opened] = (await feedAt(server, '/feed.atom')).entry;
  expect(opened?.title).toBe('Records <away> & "gone"');
  expect(opened?.content.text).toContain('<p>At Clayton Surgery and Yaxham Surgery: medical records.</p>');
  expect(opened?.content.text).toContain('Wait for ]]&gt; us.\uFFFD &lt;script&gt;');

  server.clock.advance(10 * MINUTE);
  await say({ resolved: true, public: 'They answer again.' });
  const [over, ...others] = (await feedAt(server, '/feed.atom')).entry;
  expect(others).toEqual([]);
  expect(over).toMatchObject({
    id: opened?.id,
    title: 'Solved: Records <away> & "gone"',
    published: opened?.published,
  });
  expect(Date.parse(over?.updated ?? '')).toBeGreaterThanOrEqual(NINE + 10 * MINUTE);
  for (const slug of ['clayton', 'yaxham']) {
    expect((await feedAt(server, `/surgeries/${slug}/feed.atom`)).entry.map((entry) => entry.id)).toContain(over?.id);
  }
  expect(JSON.stringify(await feedAt(server, '/surgeries/stanway/feed.atom'))).not.toContain('Records');
});

test('feeds are kept, named by their bytes, open to every site and without a cookie', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  for (const path of ['/feed.atom', '/surgeries/clayton/feed.atom']) {
    const answer = await server.fetch(path);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'checked-at': expect.stringMatching(/^2019-12-31T09:0/),
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const again = await server.fetch(path, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  }
});
