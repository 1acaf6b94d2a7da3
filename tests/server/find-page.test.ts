import { describe, expect, test } from 'vitest';
import { startTestServer } from '../support/running-server.ts';

const BROWSER = { accept: 'text/html', 'accept-encoding': 'gzip, br' };

describe('what somebody asks the server to find', () => {
  test('is answered for them alone, and kept nowhere: not by us, nor on the way', async () => {
    const server = await startTestServer();
    await server.ordinaryMorning();
    const visit = (url: string) => server.app.inject({ url, headers: BROWSER });
    const before = await visit('/');
    for (const query of ['clayton', 'pe2', 'a'.repeat(500), '<script>', '%']) {
      const answer = await visit(`/?${new URLSearchParams({ find: query })}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['etag']).toBeUndefined();
      expect(answer.body).not.toContain('<script><');
    }
    const after = await visit('/');
    expect(after.rawPayload.equals(before.rawPayload)).toBe(true);
    expect(after.headers['etag']).toBe(before.headers['etag']);
  });

  test('is the page itself when it is nothing, or something else is asked', async () => {
    const server = await startTestServer();
    await server.ordinaryMorning();
    const home = await server.app.inject({ url: '/', headers: BROWSER });
    for (const url of ['/?find=', '/?find=%20', '/?utm_source=text']) {
      const answer = await server.app.inject({ url, headers: BROWSER });
      expect(answer.headers['etag']).toBe(home.headers['etag']);
    }
  });

  test('may ask a phone where it is, as no other page of ours may', async () => {
    const server = await startTestServer();
    await server.ordinaryMorning();
    const policyOf = async (url: string) =>
      (await server.app.inject({ url, headers: BROWSER })).headers['permissions-policy'];
    expect(await policyOf('/')).toContain('geolocation=(self)');
    expect(await policyOf('/?find=clayton')).toContain('geolocation=(self)');
    expect(await policyOf('/sign-in')).toContain('geolocation=()');
  });
});
