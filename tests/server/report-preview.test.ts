import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { ALL_WORKING } from '../support/facts.ts';
import { startTestServer } from '../support/running-server.ts';

const GPS = { expected: 8, offSick: 4, away: 0, locums: 0 };

test('a preview is what patients see once the same is reported, and it stores nothing', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const token = await server.token({ role: 'lead', branches: ['clayton'], name: 'Asha Lead' });
  const body = { it: { internet: 'down' }, gps: GPS, message: 'Please phone first.', note: 'MARKER-NOTE' } as const;
  const ask = (slug: string, payload: object) =>
    server.app.inject({
      method: 'POST',
      url: `/api/v1/branches/${slug}/preview`,
      headers: { authorization: `Bearer ${token}` },
      payload,
    });
  const before = await server.fetch('/api/v1/board').then((answer) => answer.json());
  const preview = await ask('clayton', body);
  expect(preview.statusCode, preview.body).toBe(200);
  expect(preview.headers['cache-control']).toBe('no-store');
  expect(preview.json().branch).toMatchObject({ state: 'degraded', message: 'Please phone first.' });
  expect(preview.json().notice).toMatchObject({ branches: ['clayton'] });
  expect(preview.body).not.toMatch(/MARKER|offSick|Asha/);
  expect(await server.fetch('/api/v1/board').then((answer) => answer.json())).toEqual(before);

  expect((await server.post(token, 'clayton', body)).status).toBe(201);
  await server.settle();
  const after = await server.fetch('/api/v1/board').then((answer) => answer.json());
  const clayton = after.branches.find((branch: { slug: string }) => branch.slug === 'clayton');
  expect(preview.json()).toEqual({ branch: clayton, notice: after.notice });

  // When this report would end the last trouble, the notice would leave.
  expect((await ask('clayton', { it: ALL_WORKING })).json().notice).toBeNull();
});

test.each<[string, string, object, number]>([
  ['another branch', 'orton-mere', { access: 'open' }, 403],
  ['a branch that is not there', 'nowhere', { access: 'open' }, 404],
  ['nothing', 'clayton', {}, 400],
  ['impossible counts', 'clayton', { gps: { ...GPS, away: 9 }, state: 1 }, 400],
])('no preview of %s', async (_what, slug, payload, status) => {
  const server = await startTestServer();
  const token = await server.token({ role: 'lead', branches: ['clayton'], name: 'Asha Lead' });
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/branches/${slug}/preview`,
    headers: { authorization: `Bearer ${token}` },
    payload,
  });
  expect(answer.statusCode, answer.body).toBe(status);
});

test('no preview of a branch that left the practice', async () => {
  const server = await startTestServer();
  const setting = server.board.board().branches.clayton?.setting?.value;
  if (!setting) throw new Error('the sample has no Clayton');
  const branch = { ...setting, retired: true };
  await server.append({ kind: 'branch', branch, at: server.clock.now(), actor: SYSTEM_ACTOR });
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/branches/clayton/preview',
    headers: { authorization: `Bearer ${await server.token()}` },
    payload: { access: 'open' },
  });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
});
