import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { startTestServer } from '../support/running-server.ts';

test('patients read the incidents that stand, and nothing of those that are not for them', async () => {
  const server = await startTestServer();
  const said = { kind: 'incident', at: server.clock.now(), actor: SYSTEM_ACTOR } as const;
  const about = { severity: 'serious', branches: ['clayton'], services: ['records'], staff: 'MARK-staff' } as const;
  const next = server.board.board().seq + 1;
  await server.append(
    { ...said, incident: next, title: 'Records are away', shown: true, public: 'Please wait.', ...about },
    { ...said, incident: next + 1, title: 'MARK-hidden', shown: false, ...about },
  );

  const all = await server.fetch('/api/v1/incidents');
  const { incidents } = await server.fetch('/api/v1/board').then((answer) => answer.json());
  expect(await all.clone().json()).toEqual({ incidents });
  expect(incidents).toMatchObject([{ id: next, title: 'Records are away', impact: 'major', affected: ['clayton'] }]);
  expect(await all.text()).not.toContain('MARK');

  const one = await server.fetch(`/api/v1/incidents/${next}`);
  expect(await one.json()).toEqual(incidents[0]);
  expect(one.headers.get('cache-control')).toMatch(/^public, max-age=2/);
  const etag = one.headers.get('etag') ?? '';
  const again = await server.fetch(`/api/v1/incidents/${next}`, { 'if-none-match': etag });
  expect([again.status, again.headers.get('checked-at')]).toEqual([304, one.headers.get('checked-at')]);
  for (const id of [next + 1, next + 2, 'x', `0${next}`]) {
    expect((await server.fetch(`/api/v1/incidents/${id}`)).status).toBe(404);
  }
});
