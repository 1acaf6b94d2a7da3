import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
  await server.say('clayton', { it: { internet: 'down' } });
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

const visit = (url: string) => server.app.inject({ url, headers: { accept: 'text/html' } });
const listed = (html: string) =>
  [...html.matchAll(/class="row"[^>]*href="\/surgeries\/([a-z-]+)"/g)].map(([, slug]) => slug);

describe('the list of all surgeries', () => {
  test('begins with the first letter, and leads to the others', async () => {
    const { statusCode, body } = await visit('/surgeries');
    expect(statusCode).toBe(200);
    expect(listed(body)).toEqual(['clayton', 'crowle-abbey']);
    expect(body).toContain('href="/surgeries?letter=Y"');
    expect(body).not.toContain('<script');
    expect(listed((await visit('/surgeries?letter=y')).body)).toEqual(['yaxham']);
  });

  test('shows those in trouble', async () => {
    expect(listed((await visit('/surgeries?trouble=1')).body)).toEqual(['clayton']);
  });

  test.each(['/surgeries?letter=Q', '/surgeries?page=2', '/surgeries?trouble=1&page=99'])(
    '%s is no page of it',
    async (path) => {
      expect((await visit(path)).statusCode).toBe(404);
    },
  );

  test('is kept as the other pages are', async () => {
    const first = await visit('/surgeries?letter=Y');
    expect(first.headers['etag']).toBeDefined();
    const again = await server.app.inject({
      url: '/surgeries?letter=Y',
      headers: { accept: 'text/html', 'if-none-match': String(first.headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
  });
});

test('a part of the board is asked for by HTTP as well', async () => {
  const { board } = server;
  const all = (await visit('/api/v1/board')).json();
  const part = (await visit('/api/v1/board?part=summary')).json();
  expect(part.branches[0].slug).toBe('clayton');
  expect(part.branches.length).toBeLessThan(all.branches.length);
  expect((await visit('/api/v1/board?part=nothing')).json()).toEqual(all);
  expect(board.publicStream.published().view.summary).toEqual(part.summary);
});
