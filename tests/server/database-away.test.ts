import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ageOfProof, type Freshness, freshnessOf } from '../../shared/live/freshness.ts';
import { HOUR, type Instant, MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { london } from '../support/facts.ts';
import { type FollowingPage, openFollowingPage } from '../support/following-page.ts';
import { append, openDatabase } from '../support/journal.ts';
import { postReport } from '../support/post-report.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ask } from '../support/postgres-processes.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';
import { aReport } from '../support/sample-facts.ts';
import { readBoard, untilShown } from '../support/shown-board.ts';
import { until } from '../support/until.ts';

const TICK = 12 * SECOND;

async function openLink() {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  return { link, connectionString };
}

/** A server with an ordinary morning behind it, a page open on it, and a line to its database that can be cut. */
async function morning(at: Instant = NINE) {
  const { link, connectionString } = await openLink();
  const server = await startTestServer({ connectionString: link.connectionString, at });
  await server.ordinaryMorning();
  const token = await server.token();
  const page = await openFollowingPage<PublicBoard>(`${server.origin}/live`);
  onTestFinished(page.close);
  await page.came();
  await server.refresh();
  const checkedAt = server.clock.now();
  const stored = async () => (await ask(connectionString, 'select seq from fact')).length;
  return { server, link, connectionString, token, page, stored, checkedAt };
}

/** Lets time go by in which everything happens that has its time, and the reads of the journal come to an end. */
async function passes(server: TestServer, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= TICK) {
    server.clock.advance(Math.min(left, TICK));
    await server.refresh();
  }
}

function branchOf(board: PublicBoard | null, slug: string): PublicBranch {
  const branch = board?.branches.find((other) => other.slug === slug);
  if (!branch) throw new Error(`no branch ${slug}`);
  return branch;
}

/** By the rule of the pages: how far a page may be trusted that has received what came so far. */
async function freshnessOn(page: FollowingPage<PublicBoard>, now: Instant): Promise<Freshness> {
  const tick = (await page.came()).findLast(({ json }) => json.t === 'tick')?.json;
  const sentAt = Date.parse(tick.now);
  const age = ageOfProof({ now: sentAt, checkedAt: Date.parse(tick.checkedAt), receivedAt: sentAt }, now);
  return freshnessOf(age, age);
}

async function htmlOf(server: TestServer, path: string): Promise<string> {
  const response = await server.fetch(path);
  expect(response.status).toBe(200);
  const text = await response.text();
  return text.replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->/g, '');
}

describe('while the database is away', () => {
  test('a report is refused and not stored, and is stored when it is sent again later', async () => {
    const { server, link, token, stored } = await morning();
    const before = await stored();
    const report = { token, key: randomUUID(), body: { it: { internet: 'down' } } } as const;
    link.cut();
    const refused = await postReport(server.origin, report);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({
      code: 'database-away',
      detail: expect.stringMatching(/^Nothing was saved/),
    });
    expect(await stored()).toBe(before);
    expect(branchOf((await readBoard(server.origin)).board, 'clayton').it).toBe('up');

    link.restore();
    expect((await postReport(server.origin, report)).status).toBe(201);
    expect(await stored()).toBe(before + 1);
  });

  test('board, pages and a new socket come from memory, with the time they were last checked', async () => {
    const { server, link, checkedAt } = await morning();
    const before = await readBoard(server.origin);
    expect(before.checkedAt).toBe(toIso(checkedAt));
    link.cut();
    await passes(server, 5 * MINUTE);

    expect(await readBoard(server.origin)).toEqual(before);
    const unchanged = await server.fetch('/api/v1/board', { 'if-none-match': before.etag ?? '' });
    expect([unchanged.status, unchanged.headers.get('checked-at')]).toEqual([304, toIso(checkedAt)]);
    const page = await openFollowingPage<PublicBoard>(`${server.origin}/live`);
    onTestFinished(page.close);
    const [first] = await page.came();
    expect(first?.json).toMatchObject({ t: 'board', checkedAt: toIso(checkedAt), now: toIso(checkedAt + 5 * MINUTE) });
    expect(first?.json.board).toEqual(before.board);
    const ready = await server.fetch('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, database: 'away', checkedAt: toIso(checkedAt) });
  });

  test('the truth grows old also when somebody sets the clock back', async () => {
    const { server, link } = await morning();
    link.cut();
    await passes(server, 5 * MINUTE);
    server.clock.leapTo(server.clock.now() - HOUR);
    const { checkedAt } = await readBoard(server.origin);
    expect(checkedAt).toBe(toIso(server.clock.now() - 5 * MINUTE));
    expect(await (await server.fetch('/readyz')).json()).toMatchObject({ checkedAt });
    expect(await htmlOf(server, '/')).toContain('Not live. Last checked 8am');
  });

  test('open pages hear that the server lives and that its truth grows old', async () => {
    const { server, link, page } = await morning();
    const seen: Freshness[] = [];
    link.cut();
    for (const ms of [24 * SECOND, 12 * SECOND, 48 * SECOND, 12 * SECOND, 8 * MINUTE, 24 * SECOND, TICK]) {
      await passes(server, ms);
      seen.push(await freshnessOn(page, server.clock.now()));
    }
    expect(seen).toEqual(['live', 'reconnecting', 'reconnecting', 'stale', 'stale', 'stale', 'dead']);
    expect(page.faults).toEqual([]);
  });

  test.each(['/', '/surgeries/clayton'])(
    '%s says when it was checked, and after a while that it is old',
    async (path) => {
      const { server, link } = await morning();
      link.cut();
      await passes(server, MINUTE);
      expect(await htmlOf(server, path)).toContain('Checked at 9am');
      await passes(server, 4 * MINUTE);
      const stale = await htmlOf(server, path);
      expect(stale).toContain('Not live. Last checked 9am');
      expect(stale).toContain('What we knew at 9am');
      await passes(server, 6 * MINUTE);
      expect(await htmlOf(server, path)).toContain('This page is old. It was last checked at 9am.');
    },
  );

  test('a true NHS 111 notice stays for as long as it takes', async () => {
    const { server, link, page } = await morning();
    await server.say('clayton', { it: { internet: 'down' } });
    const { notice } = (await readBoard(server.origin)).board;
    expect(notice).toMatchObject({ kind: 'nhs111', branches: ['clayton'] });
    link.cut();
    await passes(server, 10 * MINUTE);
    server.clock.advance(12 * HOUR);
    await server.refresh();
    expect((await readBoard(server.origin)).board.notice).toMatchObject({
      branches: ['clayton'],
      since: notice?.since,
    });
    expect(await htmlOf(server, '/')).toContain('111.nhs.uk');
    await page.came();
    expect(page.board()?.notice).toMatchObject({ branches: ['clayton'] });
  });

  test('surgeries open and close by the clock, on open pages too', async () => {
    const { server, link, page, checkedAt } = await morning(london('2019-12-31 18:00'));
    link.cut();
    expect(branchOf(page.board(), 'clayton').open.now).toBe(true);
    server.clock.advance(30 * MINUTE);
    await server.refresh();
    const closed = await readBoard(server.origin);
    expect(branchOf(closed.board, 'clayton')).toMatchObject({ state: 'closed', open: { now: false } });
    expect(closed.board.edge).toBe(toIso(london('2019-12-31 18:30')));
    expect(closed.checkedAt).toBe(toIso(checkedAt));
    await page.came();
    expect(page.board()).toEqual(closed.board);
    expect(page.faults).toEqual([]);
  });
});

describe('when the database is back', () => {
  test('everything goes on by itself where it stood, with what others wrote meanwhile', async () => {
    const { server, link, connectionString, token, page, checkedAt } = await morning();
    const before = await readBoard(server.origin);
    link.cut();
    await passes(server, 5 * MINUTE);
    // By another instance that still has its database.
    const elsewhere = openDatabase(connectionString, 1);
    await append(elsewhere, aReport({ branch: 'orton-mere', at: server.clock.now(), message: 'We are open.' }));

    link.restore();
    server.clock.advance(2 * SECOND);
    const after = await untilShown(server.origin, 'We are open.');
    expect(after.board).toMatchObject({ epoch: before.board.epoch, seq: before.board.seq + 1 });
    expect(Date.parse(after.checkedAt ?? '')).toBeGreaterThan(checkedAt + 5 * MINUTE);
    expect(await (await server.fetch('/readyz')).json()).toMatchObject({ database: 'up' });

    expect((await postReport(server.origin, { token, body: { message: 'So are we.' } })).status).toBe(201);
    await server.settle();
    await passes(server, TICK);
    const frames = (await page.came()).map(({ json }) => json.t);
    expect(new Set(frames)).toEqual(new Set(['tick', 'change']));
    expect(frames.filter((t) => t === 'change')).toHaveLength(2);
    expect(page.board()).toEqual((await readBoard(server.origin)).board);
    expect(page.board()?.seq).toBe(before.board.seq + 2);
    expect(page.faults).toEqual([]);
  });

  test('facts are heard of at once again, without waiting for the next poll', async () => {
    const { server, link, connectionString } = await morning();
    link.cut();
    await passes(server, MINUTE);
    link.restore();
    await until('it listens again', async () => {
      server.clock.advance(SECOND);
      const listeners = `select pid from pg_stat_activity
        where application_name = 'branchboard listen' and datname = current_database()`;
      return (await ask(connectionString, listeners)).length === 1;
    });
    await server.refresh();
    server.clock.advance(100);
    const { board } = await readBoard(server.origin);
    await append(openDatabase(connectionString, 1), aReport({ at: server.clock.now(), message: 'We are open.' }));
    expect((await untilShown(server.origin, 'We are open.')).board.seq).toBe(board.seq + 1);
  });
});

test('a database that falls silent is away as well: pages go on, a report is refused in time', async () => {
  const { server, link, token, stored, checkedAt } = await morning();
  const before = await stored();
  link.stall();
  const answer = postReport(server.origin, { token, body: { confirm: true } });
  server.clock.advance(2 * SECOND);
  expect((await readBoard(server.origin)).checkedAt).toBe(toIso(checkedAt));
  const refused = await answer;
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'database-away' });
  await server.refresh();
  expect(await (await server.fetch('/readyz')).json()).toMatchObject({ database: 'away' });
  link.restore();
  server.clock.advance(2 * SECOND);
  await until('it is read again', async () => (await readBoard(server.origin)).checkedAt !== toIso(checkedAt));
  expect(await stored()).toBe(before);
});

test('a server whose database comes later waits for it and starts', async () => {
  const { link } = await openLink();
  link.cut();
  const starting = startTestServer({ connectionString: link.connectionString });
  await until('it has tried three times', () => link.refusals >= 3);
  link.restore();
  const server = await starting;
  expect((await readBoard(server.origin)).board.branches).toHaveLength(18);
});
