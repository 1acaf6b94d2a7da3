import { expect, test } from 'vitest';
import { refusedUpgrade } from '../support/live-client.ts';
import { startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

test.each<[string, string, number]>([
  ['by somebody who is not signed in', '/live/staff', 401],
  ['of an address that speaks no websocket, by the same', '/api/v1/account', 401],
  ['of an address that is not there', '/nothing', 404],
  ['of an address that cannot be read', '/live/%', 404],
  ['of an address that is too long', `/${'x'.repeat(3_000)}`, 414],
])('an upgrade %s is refused, and its connection does not outlive it', async (_case, path, status) => {
  const server = await startTestServer();
  const connections = () =>
    new Promise<number>((resolve) => void server.app.server.getConnections((_error, count) => resolve(count)));
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await refusedUpgrade(server.origin.replace('http', 'ws') + path)).status).toBe(status);
  }
  await until('no connection is left', async () => (await connections()) === 0);
});
