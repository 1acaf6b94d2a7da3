import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { connectLiveClient, refusedUpgrade } from '../support/live-client.ts';
import { type TableRoute, routeTable } from '../support/route-table.ts';
import { BRANCHES_OF, LETS_IN, startVisitedServer, type Visitor, VISITORS } from '../support/visitors.ts';

const BRANCHES = ['clayton', 'yaxham'] as const;
type Branch = (typeof BRANCHES)[number];
const DOWN = { it: { phones: 'down' } } as const;
const LATE = { ...DOWN, madeSecondsAgo: 60 } as const;

/** What may be asked of a branch of one's own, so that it is done: whoever is refused is so for the branch alone. */
const ASKED: Readonly<Record<string, (branch: Branch) => object>> = {
  'POST /api/v1/branches/:slug/reports': () => LATE,
  'POST /api/v1/branches/:slug/preview': () => DOWN,
  'POST /api/v1/reports': (branch) => ({ branches: [{ slug: branch, seen: 0 }], report: LATE }),
};

const SAFE = new Set(['GET', 'HEAD']);
const nameOf = ({ method, url }: TableRoute) => `${method} ${url}`;
const addressOf = ({ url }: TableRoute, branch: Branch) =>
  url
    .replace(':slug', branch)
    .replace(/incidents\/:id/, 'incidents/1')
    .replace(':id', randomUUID());

function mayAsk({ access, branch: reach }: TableRoute, visitor: Visitor, branch: Branch): boolean {
  if (!LETS_IN[access].includes(visitor)) return false;
  const own = BRANCHES_OF[visitor];
  return own === undefined || reach === 'any' || own.includes(branch);
}

test('of every route that names branches, each role is let in for those that it may, and for no other', async () => {
  const { server, ask } = await startVisitedServer();
  const table = (await routeTable(server)).filter(({ branch }) => branch !== undefined);
  const own = table.filter(({ branch, method }) => branch === 'own' && !SAFE.has(method));
  expect(own.map(nameOf).toSorted()).toEqual(Object.keys(ASKED).toSorted());

  const wrong: string[] = [];
  for (const route of table) {
    for (const branch of BRANCHES) {
      const body = ASKED[nameOf(route)]?.(branch);
      for (const visitor of VISITORS) {
        const headers = { 'idempotency-key': randomUUID(), 'if-match': '"0"' };
        const { status, outcome } = await ask(route, addressOf(route, branch), visitor, {
          ...(body && { body }),
          headers,
        });
        const ought = mayAsk(route, visitor, branch) ? 'let in' : visitor === 'nobody' ? 'who are you?' : 'refused';
        // Of one's own branch it is done; of what is tried with nothing, whoever is let in is told that it is nothing.
        const isDone = outcome !== 'let in' || route.branch === 'any' || status < 300;
        if (outcome !== ought || !isDone)
          wrong.push(`${nameOf(route)} of ${branch}, ${visitor}: ${status}, not ${ought}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(table.length * BRANCHES.length * VISITORS.length).toBeGreaterThan(300);
});

test('several branches at once are refused whole when one is not one’s own', async () => {
  const { ask, server } = await startVisitedServer();
  const body = { branches: BRANCHES.map((slug) => ({ slug, seen: 0 })), report: LATE };
  const facts = () => server.database.db.selectFrom('fact').select('seq').where('kind', '=', 'report').execute();
  for (const visitor of ['lead', 'other lead', 'lead script'] as const) {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await ask({ method: 'POST' }, '/api/v1/reports', visitor, { body, headers })).status).toBe(403);
  }
  expect(await facts()).toEqual([]);
});

describe('a socket', () => {
  test.each([
    ['/live', VISITORS],
    ['/live/staff', LETS_IN.display],
  ] as const)(
    '%s is opened for whom its route lets in, and refused before the upgrade for others',
    async (path, ought) => {
      const { server, headersOf } = await startVisitedServer();
      const url = server.origin.replace('http', 'ws') + path;
      for (const visitor of VISITORS) {
        const headers = headersOf(visitor);
        if (ought.includes(visitor)) {
          const client = await connectLiveClient(url, { headers });
          expect(await client.next()).toMatchObject({ t: 'board' });
          client.socket.terminate();
        } else {
          expect([visitor, (await refusedUpgrade(url, { headers })).status]).toEqual([
            visitor,
            visitor === 'nobody' ? 401 : 403,
          ]);
        }
      }
    },
  );
});
