import { describe, expect, test } from 'vitest';
import { problemAnswer } from '../support/staff-page-server.ts';
import { createSteppedStaffBrowser, type StaffAnswer } from '../support/stepped-staff-browser.ts';
import { send, type SendOptions } from '../../web/staff/send.ts';

const REPORT: SendOptions = {
  path: '/api/v1/branches/clayton/reports',
  body: { it: { internet: 'down' } },
  ifMatch: 12,
};

async function sent(answers: readonly StaffAnswer[], options: SendOptions = REPORT) {
  const browser = createSteppedStaffBrowser();
  browser.answers = answers;
  const sending = send(browser, options);
  await browser.stepped.advance(120_000);
  return { result: await sending, requests: browser.requests };
}

const STORED = { status: 201, body: { seq: 13 }, headers: { etag: '"13"' } };

describe('a report', () => {
  test('goes out once, with its key and what the person saw', async () => {
    const { result, requests } = await sent([STORED]);
    expect(result).toEqual({ kind: 'ok', status: 201, body: { seq: 13 }, etag: '"13"' });
    expect(requests).toEqual([
      {
        method: 'POST',
        path: REPORT.path,
        body: '{"it":{"internet":"down"}}',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
          'if-match': '"12"',
        },
      },
    ]);
  });

  test.each([
    ['the network fails', 'lost'],
    ['no answer comes in time', 'silent'],
    ['a proxy has no server', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['the database is away', problemAnswer('database-away', 'Nothing was saved.')],
  ] as const)('goes out again with the same key when %s', async (_, failure) => {
    const { result, requests } = await sent([failure, failure, STORED]);
    expect(result).toMatchObject({ kind: 'ok', body: { seq: 13 } });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1', 'key-1']);
  });

  test('keeps the key that it was given before', async () => {
    const { requests } = await sent(['lost', STORED], { ...REPORT, key: 'made-at-10-42' });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['made-at-10-42', 'made-at-10-42']);
  });

  test('that cannot be sent is given up after four tries, or as many as are wanted', async () => {
    expect(await sent(['lost'])).toMatchObject({ result: { kind: 'unreachable' }, requests: { length: 4 } });
    expect(await sent(['lost'], { ...REPORT, tries: 1 })).toMatchObject({ requests: { length: 1 } });
  });

  test('that is refused is not sent again, and says why', async () => {
    const changed = [{ field: 'gps', by: 'Sam', at: '2019-12-31T10:40:00.000Z', was: 5 }];
    const { result, requests } = await sent([problemAnswer('branch-changed', 'Sam reported since.', { changed })]);
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({
      kind: 'refused',
      status: 412,
      problem: { code: 'branch-changed', detail: 'Sam reported since.', faults: [], changed },
    });
  });

  test('that something else refused is told in our own words', async () => {
    const { result } = await sent([{ status: 403, body: '<h1>Blocked by policy</h1>' }]);
    expect(result).toMatchObject({ kind: 'refused', problem: { code: 'internal', title: 'This could not be sent' } });
  });
});

test('a question carries no key', async () => {
  const { requests } = await sent([{ status: 200, body: {} }], { method: 'GET', path: '/api/v1/session' });
  expect(requests[0]).toEqual({
    method: 'GET',
    path: '/api/v1/session',
    body: null,
    headers: { accept: 'application/json' },
  });
});
