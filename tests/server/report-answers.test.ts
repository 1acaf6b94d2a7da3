import { sql } from 'kysely';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { recordReport } from '../../server/report/record-report.ts';
import { Timeline } from '../../shared/wire/timeline.ts';
import { writerAt } from '../support/journal.ts';
import { createReportApp, NOTHING_KNOWN, tokenOf } from '../support/report-app.ts';

const DOWN = { it: { internet: 'down' } } as const;

describe('a report by the lead of the branch', () => {
  test('is stored with everything that was said, and answered with its place in the journal', async () => {
    const { report, stored, timeline, lead } = await createReportApp();
    const body = {
      it: { internet: 'down', phones: 'working' },
      gps: { expected: 8, offSick: 4, away: 0, locums: 0 },
      access: 'open',
      message: '  We are open. Please come in if it is urgent. ',
      note: 'Engineer called.',
    } as const;
    const answer = await report(body);
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ etag: '"3"', 'cache-control': 'no-store' });
    const content = { ...body, message: 'We are open. Please come in if it is urgent.' };
    expect(answer.json()).toEqual({
      seq: 3,
      branch: 'clayton',
      at: '2019-12-31T09:00:00.000Z',
      recordedAt: '2019-12-31T09:00:00.000Z',
      onBehalf: false,
      report: content,
      notApplied: [],
      overrode: [],
    });
    expect(await stored()).toBe(1);
    const { facts } = (await timeline(lead, '?limit=1')).json();
    expect(facts).toMatchObject([{ seq: 3, kind: 'report', by: 'Asha Lead', onBehalf: false, report: content }]);
  });

  test('that nothing changed is stored too', async () => {
    const { report, stored } = await createReportApp();
    expect((await report({ confirm: true })).statusCode).toBe(201);
    expect(await stored()).toBe(1);
  });

  test('is one on behalf of the branch when the office makes it', async () => {
    const { report, operations } = await createReportApp();
    const answer = await report(DOWN, { authorization: `Bearer ${operations}` });
    expect(answer.json()).toMatchObject({ onBehalf: true });
  });
});

describe('a key that comes again', () => {
  test('gets the same body with 200 when the report is the same, however much later, and stores nothing', async () => {
    const { report, stored, clock } = await createReportApp();
    const first = await report({ ...DOWN, note: 'line dead', madeSecondsAgo: 1 }, { 'idempotency-key': 'one' });
    clock.advance(60_000);
    const retry = { note: 'line dead', ...DOWN, madeSecondsAgo: 61, lastSeenAt: '2019-12-31T08:00:00Z' };
    const again = await report(retry, { 'idempotency-key': 'one', 'if-match': '"77"' });
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual(first.json());
    expect(again.headers.etag).toBe(first.headers.etag);
    expect(await stored()).toBe(1);
  });

  test.each<[string, object, string]>([
    ['another body', { it: { internet: 'working' } }, 'clayton'],
    ['another branch', DOWN, 'dunmere'],
  ])('is refused with %s', async (_case, body, branch) => {
    const { report, stored, operations } = await createReportApp();
    const headers = { 'idempotency-key': 'one', authorization: `Bearer ${operations}` };
    await report(DOWN, headers);
    const answer = await report(body, headers, branch);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'key-reused', status: 422 });
    expect(await stored()).toBe(1);
  });

  test('is free again after an answer that stored nothing', async () => {
    const { report, stored } = await createReportApp();
    const refused = await report(DOWN, { 'idempotency-key': 'one', 'if-match': '"9"' });
    const sent = await report(DOWN, { 'idempotency-key': 'one', 'if-match': '"0"' });
    expect([refused.statusCode, sent.statusCode]).toEqual([412, 201]);
    expect(await stored()).toBe(1);
  });

  test('belongs to its actor: another may use the same', async () => {
    const { report, stored, operations } = await createReportApp();
    await report(DOWN, { 'idempotency-key': 'one' });
    const headers = { 'idempotency-key': 'one', 'if-match': '"3"', authorization: `Bearer ${operations}` };
    expect((await report(DOWN, headers)).statusCode).toBe(201);
    expect(await stored()).toBe(2);
  });

  test('stores one fact when its tries come at the same time', async () => {
    const { report, stored } = await createReportApp();
    const tries = await Promise.all(Array.from({ length: 8 }, () => report(DOWN, { 'idempotency-key': 'one' })));
    expect(tries.map((answer) => answer.statusCode).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(tries.map((answer) => answer.json().seq))).toEqual(new Set([3]));
    expect(await stored()).toBe(1);
  });
});

describe('what somebody else reported since', () => {
  test('is told with 412, with who said it and the seq to send next', async () => {
    const { report, stored, operations, clock } = await createReportApp();
    await report({ access: 'closed', ...DOWN }, { authorization: `Bearer ${operations}` });
    clock.advance(5_000);
    const answer = await report({ it: { phones: 'down' } }, { 'if-match': '"0"' });
    expect(answer.statusCode).toBe(412);
    expect(answer.headers).toMatchObject({ etag: '"3"', 'content-type': 'application/problem+json' });
    const at = '2019-12-31T09:00:00.000Z';
    expect(answer.json()).toMatchObject({
      code: 'branch-changed',
      seq: 3,
      changed: [
        { field: 'it.internet', by: 'Office', at, was: 'down' },
        { field: 'access', by: 'Office', at, was: 'closed' },
      ],
    });
    expect(await stored()).toBe(1);
    const again = await report({ it: { phones: 'down' } }, { 'if-match': answer.headers.etag as string });
    expect(again.statusCode).toBe(201);
  });

  test('lets one of several that come at the same time through', async () => {
    const { report, stored } = await createReportApp();
    const answers = await Promise.all(Array.from({ length: 6 }, () => report(DOWN)));
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 412, 412, 412, 412, 412]);
    expect(await stored()).toBe(1);
  });

  test('about another branch is no conflict', async () => {
    const { report, operations } = await createReportApp();
    await report(DOWN, { authorization: `Bearer ${operations}` }, 'dunmere');
    expect((await report(DOWN, { 'if-match': '"0"' })).statusCode).toBe(201);
  });

  test('does not undo a report from a queue: it is stored at its time and told what it did not change', async () => {
    const { report, stored, operations, clock } = await createReportApp();
    clock.advance(3_600_000);
    await report({ it: { internet: 'working' } }, { authorization: `Bearer ${operations}` });
    clock.advance(3_600_000);
    const queued = { ...DOWN, gps: { expected: 8, offSick: 4, away: 0, locums: 0 }, madeSecondsAgo: 5_400 };
    const answer = await report(queued, { 'if-match': '"0"' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      at: '2019-12-31T09:30:00.000Z',
      recordedAt: '2019-12-31T11:00:00.000Z',
      notApplied: [{ field: 'it.internet', by: 'Office', at: '2019-12-31T10:00:00.000Z', was: 'working' }],
      overrode: [],
    });
    expect(await stored()).toBe(2);
  });
});

describe('the database going away', () => {
  test('is told as not saved, and the same key works when it is back', async () => {
    const { report, stored, link } = await createReportApp();
    link.cut();
    const away = await report(DOWN, { 'idempotency-key': 'one' });
    expect(away.statusCode).toBe(503);
    expect(away.headers['retry-after']).toBe('5');
    expect(away.json()).toMatchObject({ code: 'database-away' });
    expect(away.json().detail).toContain('Nothing was saved');
    expect(await stored()).toBe(0);
    link.restore();
    expect((await report(DOWN, { 'idempotency-key': 'one' })).statusCode).toBe(201);
  });
});

describe('the timeline', () => {
  test('is for the lead of the branch and for the office', async () => {
    const { timeline, database, lead, operations } = await createReportApp();
    const other = await tokenOf(database, 'lead', ['dunmere'], 'Dun Lead');
    const answers = [await timeline(lead), await timeline(operations), await timeline(other)];
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 403]);
    expect(answers[0]?.headers['cache-control']).toBe('no-store');
    expect(answers[0]?.json()).toMatchObject({ branch: 'clayton', facts: [{ seq: 1, kind: 'branch' }] });
  });

  test('is what its schema says, though it is written piece by piece', async () => {
    const { timeline, report, lead } = await createReportApp();
    await report({
      ...DOWN,
      gps: { expected: 8, offSick: 4, away: 0, locums: 1 },
      message: 'Come in.',
      note: 'BT told.',
    });
    const answer = (await timeline(lead)).json();
    expect(answer.facts).toHaveLength(2);
    expect(Value.Errors(Timeline, answer)).toEqual([]);
  });

  test('goes back page by page', async () => {
    const { timeline, report, lead } = await createReportApp();
    await report(DOWN);
    await report({ access: 'closed' }, { 'if-match': '"3"' });
    const seqsOf = async (query: string) =>
      (await timeline(lead, query)).json().facts.map((fact: { seq: number }) => fact.seq);
    expect(await seqsOf('?limit=2')).toEqual([4, 3]);
    expect(await seqsOf('?limit=2&before=3')).toEqual([1]);
    expect(await seqsOf('?before=1')).toEqual([]);
  });

  test.each(['?limit=0', '?limit=100001', '?limit=ten', '?before=-1', '?limit=1&limit=2', '?from=1'])(
    'refuses %s',
    async (query) => {
      const { timeline, lead } = await createReportApp();
      const answer = await timeline(lead, query);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().faults).toHaveLength(1);
    },
  );

  test('of a branch that is not there is not found', async () => {
    const { timeline, operations } = await createReportApp();
    expect((await timeline(operations, '', 'nowhere')).statusCode).toBe(404);
  });
});

test('a connection lost during the commit is told as unknown, and the same key settles it', async () => {
  const { report, stored, database } = await createReportApp();
  await sql`
    create function lose_connection() returns trigger language plpgsql as $$
    begin
      perform pg_terminate_backend(pg_backend_pid());
      return null;
    end
    $$`.execute(database.db);
  await sql`
    create constraint trigger at_commit after insert on idempotency
    deferrable initially deferred for each row execute function lose_connection()`.execute(database.db);
  const lost = await report(DOWN, { 'idempotency-key': 'one' });
  expect(lost.statusCode).toBe(503);
  expect(lost.json().detail).toContain('cannot tell');
  await sql`drop trigger at_commit on idempotency`.execute(database.db);
  expect((await report(DOWN, { 'idempotency-key': 'one' })).statusCode).toBe(201);
  expect(await stored()).toBe(1);
});

test('the database itself refuses a lead of another branch, whatever the caller says of them', async () => {
  const { stored, database, clock } = await createReportApp();
  const { id } = await database.db
    .selectFrom('actor')
    .select('id')
    .where('name', '=', 'Asha Lead')
    .executeTakeFirstOrThrow();
  const credential = { kind: 'token', id: '', expiresAt: null } as const;
  const actor = { id, name: 'Asha Lead', role: 'operations', branches: [], credential } as const;
  const request = { key: 'one', ifMatch: '"0"', body: DOWN };
  const recording = recordReport(
    { db: database.db, journal: writerAt(clock.now), known: () => NOTHING_KNOWN },
    { actor, branch: 'dunmere', ...request },
  );
  await expect(recording).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await stored()).toBe(0);
});
