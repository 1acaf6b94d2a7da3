import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice } from '../support/staff-client.ts';

/** The slow hashes that Node makes while something is done: how many, and how many of them at a time. */
async function hashesIn(run: () => Promise<unknown>): Promise<{ readonly made: number; readonly atOnce: number }> {
  const underWay = new Set<number>();
  let made = 0;
  let atOnce = 0;
  const hook = createHook({
    init(id, type) {
      if (type !== 'SCRYPTREQUEST') return;
      made += 1;
      underWay.add(id);
      atOnce = Math.max(atOnce, underWay.size);
    },
    // It is done, and told.
    before: (id) => void underWay.delete(id),
  }).enable();
  await run();
  hook.disable();
  return { made, atOnce };
}

test('a try to sign in costs the same hash, whether there is such an account or not', async () => {
  const server = await startTestServer();
  await signInOffice(server);
  const client = createStaffClient(server);
  const tryAs = (email: string) => () =>
    client.send('POST', '/api/v1/session', { email, password: 'lantern kettle marsh' });
  for (const email of ['office@practice.example', 'nobody@practice.example', 'nobody']) {
    expect([email, await hashesIn(tryAs(email))]).toEqual([email, { made: 1, atOnce: 1 }]);
  }
});

test('of many who try to sign in at once, two are hashed for at a time, and each is answered', async () => {
  const server = await startTestServer();
  const statuses: number[] = [];
  const tryAs = async (n: number) => {
    const body = { email: `nobody-${n}@practice.example`, password: 'lantern kettle marsh' };
    statuses.push((await createStaffClient(server).send('POST', '/api/v1/session', body)).statusCode);
  };
  const { made, atOnce } = await hashesIn(() => Promise.all(Array.from({ length: 8 }, (_, n) => tryAs(n))));
  expect({ made, atOnce }).toEqual({ made: 8, atOnce: 2 });
  expect(statuses).toEqual(Array.from({ length: 8 }, () => 401));
});
