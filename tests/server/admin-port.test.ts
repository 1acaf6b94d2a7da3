import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { connectMute } from '../support/mute-client.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { spawnServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const WITH_ADMIN = { config: { adminPort: 0 } } as const;

function ask({ adminOrigin }: TestServer, path: string): Promise<Response> {
  return fetch(`${adminOrigin}${path}`);
}

/** Every number by its name and labels, as in `branchboard_live_sockets{hub="public"}`. */
async function numbersOf(server: TestServer): Promise<Readonly<Record<string, number>>> {
  const answer = await ask(server, '/metrics');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('the metrics', () => {
  test('are told on the admin port, and by no means to the public', async () => {
    const server = await startTestServer(WITH_ADMIN);
    expect((await ask(server, '/metrics')).status).toBe(200);
    expect((await server.fetch('/metrics')).status).toBe(404);
    expect((await ask(server, '/api/v1/board')).status).toBe(404);
  });

  test('count requests by the pattern of their route, never by path, and what they were refused with', async () => {
    const server = await startTestServer(WITH_ADMIN);
    await server.fetch('/surgeries/clayton');
    await server.fetch('/surgeries/stanway');
    await server.fetch('/nowhere?secret=swordfish');
    const page = '{method="GET",route="/surgeries/:slug",status="200"}';
    const numbers = await until('all are counted', async () => {
      const seen = await numbersOf(server);
      return 'branchboard_http_problems_total{route="none",code="not-found"}' in seen ? seen : null;
    });
    expect(numbers[`branchboard_http_request_duration_seconds_count${page}`]).toBe(2);
    expect(numbers['branchboard_http_request_duration_seconds_count{method="GET",route="none",status="404"}']).toBe(1);
    expect(numbers['branchboard_http_problems_total{route="none",code="not-found"}']).toBe(1);
    expect(JSON.stringify(numbers)).not.toMatch(/swordfish|clayton/);
  });

  test('count reports by how they ended, and the facts that became of them', async () => {
    const server = await startTestServer(WITH_ADMIN);
    const token = await server.token();
    expect((await server.post(token, 'clayton', { access: 'open' })).status).toBe(201);
    expect((await server.post(token, 'nowhere', { access: 'open' })).status).toBe(404);
    expect((await server.post('bb_wrong', 'clayton', { access: 'open' })).status).toBe(401);
    await server.settle();
    const numbers = await until('all are counted', async () => {
      const seen = await numbersOf(server);
      return 'branchboard_reports_total{outcome="not-signed-in"}' in seen ? seen : null;
    });
    expect(numbers).toMatchObject({
      'branchboard_reports_total{outcome="stored"}': 1,
      'branchboard_reports_total{outcome="not-found"}': 1,
      'branchboard_reports_total{outcome="not-signed-in"}': 1,
      'branchboard_facts_total{kind="report"}': 1,
      branchboard_board_seq: server.board.board().seq,
      branchboard_facts_since_checkpoint: server.board.board().seq,
    });
  });

  test('tell of open pages and what was sent to them', async () => {
    const server = await startTestServer(WITH_ADMIN);
    const pages = [await connectLiveClient(`${server.origin}/live`), await connectLiveClient(`${server.origin}/live`)];
    for (const page of pages) await page.until('board');
    const before = await numbersOf(server);
    expect(before).toMatchObject({
      'branchboard_live_sockets{hub="public"}': 2,
      'branchboard_live_sockets{hub="staff"}': 0,
      'branchboard_live_stalled_sockets{hub="public"}': 0,
      'branchboard_live_too_slow_total{hub="public"}': 0,
    });
    await server.say('clayton', { it: { internet: 'down' } });
    for (const page of pages) await page.until('change');
    const after = await numbersOf(server);
    const gained = (name: string) => {
      const key = `branchboard_live_${name}_total{hub="public"}`;
      return (after[key] ?? Number.NaN) - (before[key] ?? Number.NaN);
    };
    expect([gained('broadcasts'), gained('frames')]).toEqual([1, 2]);
    expect(gained('bytes')).toBeGreaterThan(2 * 100);
  });

  test('tell how old the truth is, and that the database is away', async () => {
    const { connectionString, drop } = await createTestDatabase();
    onTestFinished(drop);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    const server = await startTestServer({ ...WITH_ADMIN, connectionString: link.connectionString });
    await server.refresh();
    expect(await numbersOf(server)).toMatchObject({ branchboard_database_up: 1, branchboard_truth_age_seconds: 0 });
    link.cut();
    server.clock.advance(5 * MINUTE);
    await server.refresh();
    expect(await numbersOf(server)).toMatchObject({
      branchboard_database_up: 0,
      branchboard_truth_age_seconds: (5 * MINUTE) / SECOND,
      'branchboard_database_connections{state="waiting"}': 0,
    });
  });

  test('tell how the automatic checks go, and what they made of the contact with branches', async () => {
    const server = await startTestServer(WITH_ADMIN);
    await server.evaluator.settled();
    await server.append({
      kind: 'signal',
      branch: 'clayton',
      contact: 'heard',
      lastBeatAt: server.clock.now(),
      public: true,
      at: server.clock.now(),
      actor: AUTOMATIC_CHECKS,
    });
    const numbers = await numbersOf(server);
    expect(numbers).toMatchObject({
      branchboard_checks_blind: 0,
      'branchboard_signals_total{contact="heard"}': 1,
      'branchboard_facts_total{kind="signal"}': 1,
    });
    expect(numbers['branchboard_last_pass_age_seconds']).toBeLessThan(1);
  });

  test('tell of the process: memory, and how late its timers are', async () => {
    const numbers = await numbersOf(await startTestServer(WITH_ADMIN));
    expect(numbers['process_resident_memory_bytes']).toBeGreaterThan(10_000_000);
    expect(numbers).toHaveProperty('nodejs_eventloop_lag_p99_seconds');
  });
});

describe('health', () => {
  test('is that the process answers; ready is that it has a board, on both ports', async () => {
    const server = await startTestServer(WITH_ADMIN);
    for (const get of [server.fetch, (path: string) => ask(server, path)]) {
      const alive = await get('/healthz');
      expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }]);
      const ready = await get('/readyz');
      expect([ready.status, ready.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await ready.json()).toEqual({
        ready: true,
        state: 'ready',
        schema: expect.stringMatching(/^\d{3}-/),
        epoch: server.board.epoch(),
        seq: expect.any(Number),
        checkedAt: expect.stringMatching(/Z$/),
        database: 'up',
        evaluator: 'ok',
      });
    }
  });

  test('is "not ready" while the server says goodbye, so that a proxy moves on, and it is alive all the while', async () => {
    const server = await startTestServer(WITH_ADMIN);
    // It does not say goodbye in its turn, so the stop goes on while we ask.
    const { wire } = await connectMute(Number(new URL(server.origin).port));
    const stopped = server.stop();
    const statusOf = async (path: string) => (await server.fetch(path)).status;
    expect([await statusOf('/healthz'), await statusOf('/readyz'), await statusOf('/api/v1/board')]).toEqual([
      200, 503, 503,
    ]);
    const admin = await ask(server, '/readyz');
    expect([admin.status, await admin.json()]).toMatchObject([503, { ready: false, state: 'stopping' }]);
    expect((await ask(server, '/healthz')).status).toBe(200);
    wire.destroy();
    await stopped;
    await expect(ask(server, '/healthz')).rejects.toThrow(/fetch failed/);
  });

  test('can be asked on the admin port while a start waits for its database', async () => {
    const { connectionString, drop } = await createTestDatabase();
    onTestFinished(drop);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    link.cut();
    const server = spawnServer({ DATABASE_URL: link.connectionString, ADMIN_PORT: '0', LOG_LEVEL: 'info' });
    const admin = await until('it listens', () => /"msg":"Server listening at (\S+)"/.exec(server.said.output)?.[1]);
    expect((await fetch(`${admin}/healthz`)).status).toBe(200);
    const ready = await fetch(`${admin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, state: 'starting', schema: expect.stringMatching(/^\d{3}-/) },
    ]);
  });
});

test('an admin port that is in use ends the start with one line that says what to do', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const server = spawnServer({ DATABASE_URL: connectionString, ADMIN_PORT: String(port) });
  expect(await server.ended).toEqual({ code: 1, signal: null });
  expect(server.said.errors).toBe(`Port ${port} of 127.0.0.1 is in use: end what listens there, or set ADMIN_PORT.\n`);
});

test('without an admin port nothing listens but the public one', async () => {
  expect((await startTestServer()).adminOrigin).toBeNull();
});
