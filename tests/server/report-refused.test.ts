import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReportApp, ORIGIN, type ReportApp } from '../support/report-app.ts';

const DOWN = { it: { internet: 'down' } } as const;
const GPS = { expected: 8, offSick: 0, away: 0, locums: 0 };

// Nothing of what follows stores anything, so one database does for all of it.
const undo: (() => Promise<void>)[] = [];
let shared: ReportApp;
beforeAll(async () => {
  shared = await createReportApp({ writesPerMinute: 1_000, atEnd: (task) => undo.unshift(task) });
});
afterAll(async () => {
  for (const task of undo) await task();
});

describe('a report that is not valid is refused with every fault by its field, and nothing is stored', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['']],
    ['no object', [], ['']],
    ['unknown fields', { ...DOWN, state: 'down', it: { internet: 'down', fax: 'down' } }, ['/it/fax', '/state']],
    ['wrong types', { it: 'down', gps: { ...GPS, expected: '8' }, message: 7 }, ['/gps/expected', '/it', '/message']],
    ['unknown states', { it: { internet: 'broken' }, access: 'ajar' }, ['/access', '/it/internet']],
    ['no service', { it: {} }, ['/it']],
    [
      'counts of nobody',
      { gps: { expected: -1, offSick: 100, away: 0.5 } },
      ['/gps/away', '/gps/expected', '/gps/locums', '/gps/offSick'],
    ],
    ['impossible counts', { gps: { ...GPS, offSick: 9 } }, ['/gps']],
    [
      'impossible counts beside an unknown field',
      { gps: { ...GPS, away: 9 }, state: 1, note: '' },
      ['/gps', '/note', '/state'],
    ],
    ['texts that are too long', { message: 'm'.repeat(281), note: 'n'.repeat(501) }, ['/message', '/note']],
    ['confirm: false', { confirm: false }, ['/confirm']],
    ['an age beyond 48 hours', { ...DOWN, madeSecondsAgo: 172_801 }, ['/madeSecondsAgo']],
    ['a time that is none', { ...DOWN, lastSeenAt: 'yesterday' }, ['/lastSeenAt']],
  ])('%s', async (_case, body, paths) => {
    const { report, stored } = shared;
    const answer = await report(body as object);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const { faults } = answer.json();
    expect(faults.map((fault: { path: string }) => fault.path).toSorted()).toEqual(paths);
    for (const { message } of faults) expect(message).toMatch(/^[a-z].*\.$/);
    expect(await stored()).toBe(0);
  });

  test('with its headers and its body in one list', async () => {
    const { report, stored } = shared;
    const answer = await report({ state: 'down' }, { 'idempotency-key': 'a b', 'if-match': '3' });
    expect(answer.json().faults).toEqual([
      { path: 'header:idempotency-key', message: 'must be 1 to 128 visible ASCII characters.' },
      { path: 'header:if-match', message: 'must be a whole number in quotes, as in "12".' },
      { path: '/state', message: 'is not a known field.' },
    ]);
    expect(await stored()).toBe(0);
  });
});

describe('the headers of a report', () => {
  test.each<[string, Record<string, string | undefined>, number, string]>([
    ['no Idempotency-Key', { 'idempotency-key': undefined }, 400, 'bad-request'],
    ['an empty Idempotency-Key', { 'idempotency-key': '' }, 400, 'bad-request'],
    ['an Idempotency-Key of 129 characters', { 'idempotency-key': 'k'.repeat(129) }, 400, 'bad-request'],
    ['no If-Match', { 'if-match': undefined }, 428, 'if-match-missing'],
    ['any If-Match', { 'if-match': '*' }, 400, 'bad-request'],
    ['a weak If-Match', { 'if-match': 'W/"0"' }, 400, 'bad-request'],
    ['two If-Match', { 'if-match': '"0", "1"' }, 400, 'bad-request'],
    ['a foreign Origin', { origin: 'https://evil.example' }, 403, 'not-allowed'],
    ['our Origin with another port', { origin: `${ORIGIN}:8443` }, 403, 'not-allowed'],
    ['an opaque Origin', { origin: 'null' }, 403, 'not-allowed'],
    ['a browser that says it is another site', { 'sec-fetch-site': 'cross-site' }, 403, 'not-allowed'],
    ['a body of text', { 'content-type': 'text/plain' }, 415, 'wrong-media-type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'wrong-media-type'],
  ])('%s is refused', async (_case, headers, status, code) => {
    const { report, stored } = shared;
    const answer = await report(DOWN, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(await stored()).toBe(0);
  });

  test('our own Origin is let in', async () => {
    const { report } = await createReportApp();
    const answer = await report(DOWN, { origin: ORIGIN, 'sec-fetch-site': 'same-origin' });
    expect(answer.statusCode).toBe(201);
  });
});

describe('a body that cannot be read is refused', () => {
  test.each<[string, string, number, string]>([
    ['empty', '', 400, 'bad-request'],
    ['cut off', '{"it":', 400, 'bad-request'],
    ['over 16 KiB', JSON.stringify({ note: 'n'.repeat(16 * 1024) }), 413, 'body-too-large'],
    ['with a prototype', '{"confirm":true,"__proto__":{"access":"closed"}}', 400, 'bad-request'],
    ['with a constructor', '{"confirm":true,"constructor":{"prototype":{"a":1}}}', 400, 'bad-request'],
  ])('%s', async (_case, payload, status, code) => {
    const { app, lead, stored } = shared;
    const headers = {
      authorization: `Bearer ${lead}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
      'if-match': '"0"',
    };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/branches/clayton/reports', headers, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(await stored()).toBe(0);
  });
});

describe('a branch', () => {
  test.each(['nowhere', 'Clayton', 'clayton%00', '%E2%98%83', 'x'.repeat(80)])(
    'that is not there (%s) is not found',
    async (slug) => {
      const { report, stored, operations } = shared;
      const answer = await report(DOWN, { authorization: `Bearer ${operations}` }, slug);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
      expect(await stored()).toBe(0);
    },
  );

  test('of another lead is refused', async () => {
    const { report, stored } = shared;
    const answer = await report(DOWN, {}, 'dunmere');
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'not-allowed']);
    expect(await stored()).toBe(0);
  });
});

test('an actor may report so many times a minute, and is told when to go on', async () => {
  const { report, stored, operations } = await createReportApp({ writesPerMinute: 2 });
  const answers = [];
  for (const seq of [0, 3, 4]) answers.push(await report(DOWN, { 'if-match': `"${seq}"` }));
  expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 429]);
  expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers[2]?.json()).toMatchObject({ code: 'too-many-requests' });
  expect(await stored()).toBe(2);
  const other = await report(DOWN, { 'if-match': '"4"', authorization: `Bearer ${operations}` });
  expect(other.statusCode).toBe(201);
});

test('a preview uses up nothing of what may be reported, and has a limit of its own', async () => {
  const { app, lead, report, stored } = await createReportApp({ writesPerMinute: 2 });
  const ask = () =>
    app.inject({
      method: 'POST',
      url: '/api/v1/branches/clayton/preview',
      headers: { authorization: `Bearer ${lead}` },
      payload: DOWN,
    });
  const refused = [];
  for (let n = 0; n < 9; n += 1) refused.push((await ask()).statusCode === 429);
  expect(refused).toEqual([...Array.from({ length: 8 }, () => false), true]);
  expect((await report(DOWN)).statusCode).toBe(201);
  expect(await stored()).toBe(1);
});
