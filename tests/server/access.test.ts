import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { requireDeclaredAccess } from '../../server/access/declared-access.ts';
import { addGuard } from '../../server/access/guard.ts';
import { isStillValid } from '../../server/access/is-still-valid.ts';
import { issueToken } from '../../server/access/issue-token.ts';
import { createHttp } from '../../server/platform/http.ts';
import { createMinuteCount } from '../../server/platform/minute-count.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { openJournal } from '../support/journal.ts';
import { createReportApp, NINE, ORIGIN, tokenOf } from '../support/report-app.ts';

const DOWN = { it: { internet: 'down' } } as const;
const TOKEN = { kind: 'token', id: '', expiresAt: null } as const;
const http = () => createHttp({ log: null, trustedProxies: [], origins: [ORIGIN] });

describe('a request without a valid token is refused, in the same words', () => {
  test.each<[string, string | undefined]>([
    ['no token', undefined],
    ['an unknown token', `Bearer bb_${'A'.repeat(43)}`],
    ['no token after the scheme', 'Bearer '],
    ['another scheme', 'Basic bGVhZDpsZWFk'],
    ['a token with a blank inside', 'Bearer bb_one bb_two'],
  ])('%s', async (_case, authorization) => {
    const { report, stored } = await createReportApp();
    const answer = await report(DOWN, { authorization, cookie: 'session=anything' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="branchboard"/);
    expect(answer.json()).toMatchObject({
      code: 'not-signed-in',
      detail: 'This needs a valid credential. Nothing was saved.',
    });
    expect(await stored()).toBe(0);
  });

  test('an expired token, to the millisecond', async () => {
    const { report, stored, clock } = await createReportApp();
    clock.advance(30 * DAY - 1);
    expect((await report(DOWN)).statusCode).toBe(201);
    clock.advance(1);
    expect((await report(DOWN, { 'if-match': '"3"' })).statusCode).toBe(401);
    expect(await stored()).toBe(1);
  });

  test('a revoked token', async () => {
    const { report, stored, database } = await createReportApp();
    await database.db
      .updateTable('api_token')
      .set({ revoked_at: new Date(NINE) })
      .execute();
    expect((await report(DOWN)).statusCode).toBe(401);
    expect(await stored()).toBe(0);
  });
});

test('a credential is still valid until its rights change or it is revoked', async () => {
  const { database, clock } = await createReportApp();
  const { db } = database;
  const actor = await db
    .selectFrom('actor')
    .select('id')
    .where('name', '=', 'Office')
    .executeTakeFirstOrThrow()
    .then(({ id }) => ({ id, name: 'Office', role: 'operations', branches: [], credential: TOKEN }) as const);
  expect(await isStillValid(db, actor, clock.now())).toBe(true);
  const lead = { ...actor, role: 'lead', branches: ['clayton', 'dunmere'] } as const;
  expect(await isStillValid(db, lead, clock.now())).toBe(false);
  await db
    .updateTable('api_token')
    .set({ role: lead.role, branches: [...lead.branches] })
    .where('actor', '=', lead.id)
    .execute();
  expect(await isStillValid(db, lead, clock.now())).toBe(true);
  expect(await isStillValid(db, { ...lead, branches: ['clayton'] }, clock.now())).toBe(false);
  expect(await isStillValid(db, actor, clock.now())).toBe(false);
  await db
    .updateTable('api_token')
    .set({ revoked_at: new Date(NINE) })
    .execute();
  expect(await isStillValid(db, lead, clock.now())).toBe(false);
});

test('no request is let in by guessing while the database is away', async () => {
  const { report, timeline, link, lead } = await createReportApp();
  link.cut();
  const answers = [await report(DOWN), await report(DOWN, { authorization: 'Bearer bb_x' }), await timeline(lead)];
  expect(answers.map((answer) => answer.statusCode)).toEqual([503, 503, 503]);
});

describe('each level of access lets in', () => {
  test.each<['public' | 'lead' | 'operations' | 'admin' | 'display' | 'sender', number, number, number]>([
    ['public', 200, 200, 200],
    ['lead', 401, 200, 200],
    ['operations', 401, 403, 200],
    ['admin', 401, 403, 403],
    ['display', 401, 200, 200],
    ['sender', 401, 403, 403],
  ])('%s: nobody %i, a lead %i, operations %i', async (access, nobody, byLead, byOperations) => {
    const { database, lead, operations } = await createReportApp();
    const app = await http();
    const clock = createSteppedClock(NINE);
    addGuard(app, { db: database.db, clock, beats: createMinuteCount(clock, 30) });
    app.get('/thing', { config: { access } }, () => ({ ok: true }));
    const statusFor = async (token?: string) => {
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      return (await app.inject({ url: '/thing', headers })).statusCode;
    };
    expect([await statusFor(), await statusFor(lead), await statusFor(operations)]).toEqual([
      nobody,
      byLead,
      byOperations,
    ]);
    await app.close();
  });
});

describe('a route that does not say who may use it', () => {
  test('stops the start, and all such routes are named', async () => {
    const app = await http();
    requireDeclaredAccess(app);
    app.get('/open', { config: { access: 'public' } }, () => 'ok');
    app.get('/forgotten', () => 'ok');
    app.register(async (room) => {
      room.post('/typo', { config: { access: 'leads' as 'lead' } }, () => 'ok');
    });
    await expect(app.ready()).rejects.toThrow(/GET \/forgotten; .*POST \/typo$/);
    await app.close();
  });

  test('of which branches stops the start too, when it names some in its path or anywhere in its body', async () => {
    const app = await http();
    requireDeclaredAccess(app);
    const config = { access: 'lead' } as const;
    const deep = Type.Object({ reports: Type.Array(Type.Object({ branch: Type.String() })) });
    app.get('/b/:slug', { config: { access: 'public' } }, () => 'ok');
    app.get('/own/:slug', { config: { ...config, branch: 'own' } }, () => 'ok');
    app.post('/none', { config, schema: { body: Type.Object({ note: Type.String() }) } }, () => 'ok');
    app.get('/mine/:slug/more', { config }, () => 'ok');
    app.post('/deep', { config, schema: { body: deep } }, () => 'ok');
    app.put('/typo', { config: { ...config, branch: 'all' as 'any' }, schema: { body: deep } }, () => 'ok');
    await expect(app.ready()).rejects.toThrow(/of which: GET \/mine\/:slug\/more; HEAD .*; POST \/deep; PUT \/typo$/);
    await app.close();
  });

  test('lets nobody in, even where the start does not look', async () => {
    const { database, operations } = await createReportApp();
    const app = await http();
    const clock = createSteppedClock(NINE);
    addGuard(app, { db: database.db, clock, beats: createMinuteCount(clock, 30) });
    app.get('/forgotten', () => 'ok');
    const headers = { authorization: `Bearer ${operations}` };
    expect((await app.inject({ url: '/forgotten', headers })).statusCode).toBe(403);
    expect((await app.inject({ url: '/forgotten' })).statusCode).toBe(401);
    await app.close();
  });
});

describe('a token', () => {
  test('is not kept, only its digest', async () => {
    const { database, lead } = await createReportApp();
    expect(lead).toMatch(/^bb_[\w-]{43}$/);
    const rows = await database.db.selectFrom('api_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(lead.slice(3));
    expect(rows.map((row) => row.token_hash.length)).toEqual([32, 32]);
  });

  test('is another each time', async () => {
    const { database } = await createReportApp();
    const tokens = await Promise.all(['One', 'Two'].map((name) => tokenOf(database, 'operations', [], name)));
    expect(new Set(tokens).size).toBe(2);
  });

  test.each<[string, Partial<Parameters<typeof issueToken>[1]>, string[]]>([
    ['for a lead of nothing', { branches: [] }, ['/branches']],
    ['for a branch that is not there', { branches: ['clayton', 'nowhere'] }, ['/branches', '/branches']],
    ['for operations of one branch', { role: 'operations', branches: [], days: 0 }, ['/days']],
    ['for no time and nobody', { branches: [], days: 1.5, name: ' ' }, ['/branches', '/days', '/name']],
  ])('%s is not issued', async (_case, wrong, paths) => {
    const { database } = await openJournal();
    const request = { role: 'lead', branches: [], days: 30, name: 'Asha', ...wrong } as const;
    await expect(issueToken(database.db, request, NINE)).rejects.toMatchObject({
      code: 'bad-request',
      faults: paths.map((path) => ({ path })),
    });
    expect(await database.db.selectFrom('api_token').selectAll().execute()).toEqual([]);
  });
});
