import { describe, expect, test } from 'vitest';
import { createReportApp, NINE, type ReportApp, tokenOf } from '../support/report-app.ts';
import { append } from '../support/journal.ts';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { CLAYTON } from '../support/sample-facts.ts';

const DOWN = { it: { records: 'down' } } as const;
const BOTH = [
  { slug: 'clayton', seen: 0 },
  { slug: 'dunmere', seen: 0 },
];

function bulk(app: ReportApp, body: object, headers: Record<string, string | undefined> = {}) {
  return app.write('POST', '/api/v1/reports', body, headers);
}

test('one report of several branches is stored for each of them', async () => {
  const app = await createReportApp();
  const answer = await bulk(app, { branches: BOTH, report: { ...DOWN, note: 'System is away' } });
  expect(answer.statusCode).toBe(201);
  expect(answer.json().reports).toMatchObject([
    { seq: 3, branch: 'clayton', onBehalf: true, report: { ...DOWN, note: 'System is away' }, notApplied: [] },
    { seq: 4, branch: 'dunmere', onBehalf: true, report: { ...DOWN, note: 'System is away' }, notApplied: [] },
  ]);
  expect(await app.stored()).toBe(2);
});

test('when one branch changed since, none is stored, and each that changed says what and by whom', async () => {
  const app = await createReportApp();
  await app.report({ it: { records: 'degraded' }, access: 'closed' });
  const answer = await bulk(app, { branches: BOTH, report: DOWN });
  expect([answer.statusCode, answer.json().code]).toEqual([412, 'branch-changed']);
  const at = new Date(NINE).toISOString();
  expect(answer.json().branches).toEqual([
    {
      branch: 'clayton',
      seq: 3,
      changed: [
        { field: 'it.records', by: 'Asha Lead', at, was: 'degraded' },
        { field: 'access', by: 'Asha Lead', at, was: 'closed' },
      ],
    },
  ]);
  expect(await app.stored()).toBe(1);
  const seen = [{ slug: 'clayton', seen: 3 }, BOTH[1]];
  expect((await bulk(app, { branches: seen, report: DOWN })).statusCode).toBe(201);
  expect(await app.stored()).toBe(3);
});

test('a report that waited is stored, and each branch says what it overrode', async () => {
  const app = await createReportApp();
  await app.report({ access: 'closed' });
  app.clock.advance(60_000);
  const answer = await bulk(app, { branches: BOTH, report: { access: 'open', madeSecondsAgo: 30 } });
  expect(answer.statusCode).toBe(201);
  const [clayton, dunmere] = answer.json().reports;
  expect(clayton.overrode).toMatchObject([{ field: 'access', by: 'Asha Lead', was: 'closed' }]);
  expect(dunmere.overrode).toEqual([]);
});

test('a retry is answered alike, and other content under its key is refused', async () => {
  const app = await createReportApp();
  const key = { 'idempotency-key': 'once' };
  const first = await bulk(app, { branches: BOTH, report: DOWN }, key);
  const again = await bulk(app, { branches: BOTH, report: { ...DOWN, madeSecondsAgo: 5 } }, key);
  expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
  const others = [
    await bulk(app, { branches: BOTH.slice(1), report: DOWN }, key),
    await bulk(app, { branches: BOTH, report: { access: 'open' } }, key),
    await app.report(DOWN, { ...key, authorization: `Bearer ${app.operations}`, 'if-match': '"3"' }),
  ];
  expect(others.map((answer) => answer.json().code)).toEqual(['key-reused', 'key-reused', 'key-reused']);
  expect(await app.stored()).toBe(2);
});

describe('a lead', () => {
  test('reports for several branches of theirs', async () => {
    const app = await createReportApp();
    const token = await tokenOf(app.database, 'lead', ['clayton', 'dunmere'], 'Both Lead');
    const answer = await bulk(app, { branches: BOTH, report: DOWN }, { authorization: `Bearer ${token}` });
    expect(answer.json().reports).toMatchObject([{ onBehalf: false }, { onBehalf: false }]);
  });

  test('is told which branches are not theirs, and nothing is stored', async () => {
    const app = await createReportApp();
    const answer = await bulk(app, { branches: BOTH, report: DOWN }, { authorization: `Bearer ${app.lead}` });
    expect([answer.statusCode, answer.json().faults]).toEqual([
      403,
      [{ path: '/branches/1/slug', message: 'is not a branch of yours.' }],
    ]);
    expect(await app.stored()).toBe(0);
  });
});

test.each<[string, object, string[]]>([
  ['no branches', { branches: [], report: DOWN }, ['/branches']],
  [
    'branches that are not there, or there twice',
    { branches: [...BOTH, { slug: 'nowhere', seen: 0 }, { slug: 'clayton', seen: 1 }], report: DOWN },
    ['/branches/2/slug', '/branches/3/slug'],
  ],
  [
    'a report of nothing, and one of too much',
    { branches: [{ slug: 'nowhere', seen: 0 }], report: { gps: { expected: 1, offSick: 2, away: 0, locums: 0 } } },
    ['/branches/0/slug', '/report/gps'],
  ],
  [
    'an unknown field beside an unknown branch',
    { branches: [{ slug: 'x', seen: 0 }], report: {}, all: 1 },
    ['/all', '/branches/0/slug', '/report'],
  ],
])('%s: refused with every fault', async (_what, body, paths) => {
  const app = await createReportApp();
  const answer = await bulk(app, body);
  expect(answer.statusCode).toBe(400);
  expect(
    answer
      .json()
      .faults.map((fault: { path: string }) => fault.path)
      .toSorted(),
  ).toEqual(paths);
  expect(await app.stored()).toBe(0);
});

test('a thousand branches at once are stored within the time a request has', async () => {
  const app = await createReportApp();
  const slugs = Array.from({ length: 1_000 }, (_, index) => `branch-of-a-long-name-${index}`);
  const setUp = { kind: 'branch', at: NINE, actor: SYSTEM_ACTOR } as const;
  await append(app.database, ...slugs.map((slug) => ({ ...setUp, branch: { ...CLAYTON, slug } })));
  const branches = slugs.map((slug) => ({ slug, seen: 0 }));
  const answer = await bulk(app, { branches, report: DOWN });
  expect([answer.statusCode, answer.json().reports.length]).toEqual([201, 1_000]);
});
