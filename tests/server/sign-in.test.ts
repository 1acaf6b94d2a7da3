import { describe, expect, test } from 'vitest';
import { HOUR } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice } from '../support/staff-client.ts';

const OFFICE = 'office@practice.example';

describe('the first person of operations', () => {
  test('comes in by the link of the first start, once', async () => {
    const server = await startTestServer();
    expect(server.setUpUrl).toMatch(/^http:\/\/localhost:\d+\/set-up#bb_[\w-]{43}$/);
    const token = server.setUpUrl?.split('#')[1];
    const asked = await server.app.inject({ method: 'POST', url: '/api/v1/set-up/question', payload: { token } });
    expect(asked.json()).toEqual({ role: 'operations', branches: [], name: null, email: null });

    const client = await signInOffice(server);
    expect((await client.get('/api/v1/session')).json<Session>()).toEqual({
      name: 'Office Mo',
      role: 'operations',
      branches: [],
      expiresAt: new Date(server.clock.now() + 12 * HOUR).toISOString(),
    });
    const again = { token, name: 'Eve', email: 'eve@practice.example', password: PASSWORD };
    expect((await createStaffClient(server).send('POST', '/api/v1/set-up', again)).statusCode).toBe(404);
    const people = await server.database.db.selectFrom('person').select(['name', 'email']).execute();
    expect(people).toEqual([{ name: 'Office Mo', email: OFFICE }]);
    const actor = await server.database.db.selectFrom('actor').select('name').where('kind', '=', 'person').execute();
    expect(actor).toEqual([{ name: 'Office Mo' }]);
  });
});
