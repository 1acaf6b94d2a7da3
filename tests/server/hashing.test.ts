import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice } from '../support/staff-client.ts';

/** How many slow hashes Node makes while something is done. */
async function hashesIn(run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'SCRYPTREQUEST') count += 1;
    },
  }).enable();
  await run();
  hook.disable();
  return count;
}

test('a try to sign in costs the same hash, whether there is such an account or not', async () => {
  const server = await startTestServer();
  await signInOffice(server);
  const client = createStaffClient(server);
  const tryAs = (email: string) => () =>
    client.send('POST', '/api/v1/session', { email, password: 'lantern kettle marsh' });
  for (const email of ['office@practice.example', 'nobody@practice.example', 'nobody']) {
    expect([email, await hashesIn(tryAs(email))]).toEqual([email, 1]);
  }
});
