import { expect, test } from 'vitest';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice, signInPerson } from '../support/staff-client.ts';

test('what one person said is never stored as the word of another who is signed in by then', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const office = await signInOffice(server);
  const { client: asha, id } = await signInPerson(server, office);
  const { client: sam } = await signInPerson(server, office, { name: 'Sam Lead', email: 'sam@practice.example' });
  expect((await asha.get('/api/v1/session')).json()).toMatchObject({ id, name: 'Asha Lead' });

  const before = server.board.board().branches.clayton?.personSeq ?? 0;
  const send = (who: typeof asha) => {
    const headers = { 'idempotency-key': 'ashas', 'if-match': `"${before}"`, 'branchboard-said-by': id };
    return who.send('POST', '/api/v1/branches/clayton/reports', { it: { internet: 'down' } }, { headers });
  };
  const refused = await send(sam);
  expect(refused.statusCode).toBe(401);
  expect(refused.json()).toMatchObject({ code: 'not-signed-in' });
  await server.settle();
  expect(server.board.board().branches.clayton?.personSeq).toBe(before);

  expect((await send(asha)).statusCode).toBe(201);
  expect((await send(asha)).statusCode).toBe(200);
});
