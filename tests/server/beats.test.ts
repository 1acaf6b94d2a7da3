import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keepLastHeard } from '../../server/contact/last-heard.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { issueSender } from '../../server/contact/issue-sender.ts';
import { ON_THE_MACHINE } from '../../server/access/doer.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { BeatBody } from '../../shared/wire/beats.ts';
import type { NewSender, Senders } from '../../shared/wire/senders.ts';
import { openDatabase } from '../support/journal.ts';
import { ask } from '../support/postgres-processes.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';
import { until } from '../support/until.ts';

const BOOT = randomUUID();
const beatOf = (n: number, more: Partial<BeatBody> = {}): BeatBody => ({
  boot: BOOT,
  n,
  every: 20,
  checks: {},
  ...more,
});

async function tokenFor(server: TestServer, branch: string | null): Promise<string> {
  return (await issueSender(server.database.db, ON_THE_MACHINE, branch, server.clock.now())).token;
}

function send(server: Pick<TestServer, 'app'>, token: string | undefined, body: object) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return server.app.inject({ method: 'POST', url: '/api/v1/beats', headers, payload: body });
}

async function openBranch(branch: string | null = 'clayton') {
  const server = await startTestServer();
  const token = await tokenFor(server, branch);
  const rows = () => ask(server.connectionString, 'select source, in_row from last_heard order by source');
  return {
    server,
    token,
    rows,
    beat: async (n: number, more: Partial<BeatBody> = {}) => (await send(server, token, beatOf(n, more))).statusCode,
    heard: async () => (await server.lastHeard.read()).find((one) => one.branch === branch),
    /** Lets what waits be stored, and waits for it. */
    async stored() {
      server.clock.advance(2 * SECOND);
      return until('beats are stored', async () => {
        const found = await rows();
        return found.length > 0 && found;
      });
    },
  };
}

describe('a beat', () => {
  test('of a branch is heard, and the journal hears of the first alone, by the automatic checks', async () => {
    const { server, beat, heard, stored } = await openBranch();
    const seq = server.board.board().seq;
    expect(await heard()).toBeUndefined();
    expect(await beat(1, { checks: { records: 'working', phones: 'down' } })).toBe(204);
    const check = { since: NINE, at: NINE };
    expect(await heard()).toEqual({
      branch: 'clayton',
      at: NINE,
      everyMs: 20_000,
      inRow: 1,
      unbrokenFrom: NINE,
      boots: [{ boot: BOOT, n: 1 }],
      checks: { records: { state: 'working', ...check }, phones: { state: 'down', ...check } },
      token: expect.any(String),
    });
    for (let n = 2; n <= 4; n += 1) {
      await stored();
      await server.evaluator.settled();
      await beat(n);
    }
    await server.refresh();
    const added = await ask(server.connectionString, `select kind, branch from fact where seq > ${seq}`);
    expect(added).toEqual([{ kind: 'signal', branch: 'clayton' }]);
  });

  test('of the canary is of no branch', async () => {
    const { beat, heard, stored } = await openBranch(null);
    expect(await beat(1)).toBe(204);
    expect(await heard()).toMatchObject({ branch: null, at: NINE });
    expect(await stored()).toEqual([{ source: '*canary', in_row: 1 }]);
  });

  test('says who it is before anything in it is looked at', async () => {
    const { server } = await openBranch();
    const operations = await server.token();
    for (const token of [undefined, `bbs_${'A'.repeat(43)}`, 'nonsense']) {
      const answer = await send(server, token, { nonsense: true });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'not-signed-in']);
    }
    expect((await send(server, operations, beatOf(1))).statusCode).toBe(403);
    expect(await server.lastHeard.read()).toEqual([]);
  });

  test('needs a token that was not revoked; its other token goes on', async () => {
    const { server, token } = await openBranch();
    const next = await tokenFor(server, 'clayton');
    expect((await send(server, token, beatOf(1))).statusCode).toBe(204);
    await server.lastHeard.stop();
    const office = await signInOffice(server);
    const used = (await office.get('/api/v1/senders')).json<Senders>().senders.find((one) => one.lastBeatAt !== null);
    expect((await office.send('DELETE', `/api/v1/senders/${used?.id}`)).statusCode).toBe(204);
    expect((await send(server, token, beatOf(2))).statusCode).toBe(401);
    expect((await send(server, next, beatOf(2))).statusCode).toBe(204);
  });

  test.each<[string, object, string]>([
    ['a field that is not known', { version: 1 }, '/version'],
    ['a check that is not known', { checks: { kettle: 'down' } }, '/checks/kettle'],
    ['a word that is not known', { checks: { records: 'slow' } }, '/checks/records'],
    ['a name for a boot', { boot: 'monday' }, '/boot'],
    ['a half number', { n: 1.5 }, '/n'],
    ['a number below nothing', { n: -1 }, '/n'],
    ['a number as text', { n: '1' }, '/n'],
    ['too short an interval', { every: 19 }, '/every'],
    ['too long an interval', { every: 121 }, '/every'],
    ['no interval', { every: undefined }, '/every'],
  ])('with %s is refused and changes nothing', async (_case, wrong, path) => {
    const { server, token } = await openBranch();
    const answer = await send(server, token, { ...beatOf(1), ...wrong });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().faults.map((fault: { path: string }) => fault.path)).toContain(path);
    expect(await server.lastHeard.read()).toEqual([]);
  });

  test('that was heard before is refused, in this boot and in the one before it', async () => {
    const { beat, heard } = await openBranch();
    const before = { boot: randomUUID() };
    expect(await beat(4, before)).toBe(204);
    const numbers: readonly (readonly [number, object, number])[] = [
      [5, {}, 204],
      [5, {}, 409],
      [4, {}, 409],
      [6, {}, 204],
      [4, before, 409],
      [9, {}, 204],
    ];
    for (const [n, more, status] of numbers) expect([n, await beat(n, more)]).toEqual([n, status]);
    expect((await heard())?.inRow).toBe(4);
  });

  test('is one of 30 a minute of its token; another branch is not held up', async () => {
    const { server, token, beat } = await openBranch();
    for (let n = 1; n <= 30; n += 1) expect([n, await beat(n)]).toEqual([n, 204]);
    const answer = await send(server, token, beatOf(31));
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(server, await tokenFor(server, 'yaxham'), beatOf(1))).statusCode).toBe(204);
  });
});

describe('beats in a row', () => {
  test.each<[string, number, number]>([
    ['go on within two and a quarter intervals', 44.999, 3],
    ['begin anew after a gap', 45, 1],
  ])('%s', async (_case, gap, inRow) => {
    const { server, beat, heard } = await openBranch();
    await beat(1);
    server.clock.advance(20 * SECOND);
    await beat(2);
    server.clock.advance(gap * SECOND);
    await beat(3);
    const unbrokenFrom = inRow === 1 ? server.clock.now() : NINE;
    expect(await heard()).toMatchObject({ inRow, unbrokenFrom, at: server.clock.now() });
  });

  test('tell since when a check has said the same, and keep what a later beat leaves out', async () => {
    const { server, beat, heard } = await openBranch();
    await beat(1, { checks: { records: 'down', online: 'working' } });
    server.clock.advance(20 * SECOND);
    await beat(2, { checks: { records: 'down' } });
    const at = NINE + 20 * SECOND;
    expect((await heard())?.checks).toEqual({
      records: { state: 'down', since: NINE, at },
      online: { state: 'working', since: NINE, at: NINE },
    });
    await beat(3, { checks: { records: 'working' } });
    expect((await heard())?.checks.records).toEqual({ state: 'working', since: at, at });
  });

  test('are heard again once a clock that was ahead is set back', async () => {
    const { server, beat, heard } = await openBranch();
    await beat(1);
    server.clock.leapTo(NINE - 120 * MINUTE);
    await beat(2);
    expect((await heard())?.at).toBe(NINE - 120 * MINUTE);
  });
});

describe('what was heard', () => {
  test('is stored every two seconds, one row a branch, and not beat by beat', async () => {
    const { server, beat, rows, stored } = await openBranch();
    const yaxham = await tokenFor(server, 'yaxham');
    for (let n = 1; n <= 3; n += 1) await beat(n);
    await send(server, yaxham, beatOf(1));
    server.clock.advance(1_999);
    expect(await rows()).toEqual([]);
    expect(await stored()).toEqual([
      { source: 'clayton', in_row: 3 },
      { source: 'yaxham', in_row: 1 },
    ]);
  });

  test('is stored by a stop, and known to the next start', async () => {
    const { server, token, beat } = await openBranch();
    await beat(7, { checks: { phones: 'down' } });
    await server.stop();
    const next = await startTestServer({ connectionString: server.connectionString, at: NINE + 30 * SECOND });
    expect(await next.lastHeard.read()).toMatchObject([
      { branch: 'clayton', at: NINE, boots: [{ boot: BOOT, n: 7 }], checks: { phones: { state: 'down' } } },
    ]);
    expect((await send(next, token, beatOf(7))).statusCode).toBe(409);
    expect((await send(next, token, beatOf(8))).statusCode).toBe(204);
    expect((await next.lastHeard.read())[0]?.inRow).toBe(2);
  });

  test('is the same for two instances that hear a branch by turns', async () => {
    const { server, beat } = await openBranch();
    const token = await tokenFor(server, 'clayton');
    const other = await startTestServer({ connectionString: server.connectionString });
    for (let n = 1; n <= 6; n += 1) {
      const status = n % 2 === 1 ? await beat(n) : (await send(other, token, beatOf(n))).statusCode;
      expect([n, status]).toEqual([n, 204]);
      for (const one of [server, other]) one.clock.advance(20 * SECOND);
      await until('both see it', async () => {
        const all = await Promise.all([server, other].map((one) => one.lastHeard.read()));
        return all.every(([heard]) => heard?.boots[0]?.n === n && heard.inRow === n);
      });
    }
    expect(await beat(6)).toBe(409);
    expect((await send(other, token, beatOf(5))).statusCode).toBe(409);
  });

  test('is refused by the other instance when it is sent there again, and is no sign of life', async () => {
    const { server, token, beat, heard, stored } = await openBranch();
    const other = await startTestServer({ connectionString: server.connectionString });
    await beat(1);
    await beat(2);
    await stored();
    other.clock.advance(30 * SECOND);
    for (const n of [1, 2]) expect([n, (await send(other, token, beatOf(n))).statusCode]).toEqual([n, 409]);
    await other.lastHeard.stop();
    expect(await heard()).toMatchObject({ at: NINE, inRow: 2 });
    expect((await send(other, token, beatOf(3))).statusCode).toBe(204);
  });

  test('waits while it cannot be stored, and is stored then', async () => {
    const { server } = await openBranch();
    const errors: unknown[] = [];
    const log = { info() {}, warn() {}, error: (line: unknown) => void errors.push(line) };
    const { db } = openDatabase(server.connectionString);
    const clock = createSteppedClock(NINE);
    const lastHeard = keepLastHeard(db, clock, log);
    await ask(server.connectionString, 'alter table last_heard add constraint disk_full check (in_row < 0) not valid');
    await lastHeard.hear('clayton', { body: beatOf(1), at: NINE, token: randomUUID() });
    clock.advance(2 * SECOND);
    await until('it fails', () => errors.length > 0);
    await lastHeard.hear('clayton', { body: beatOf(2), at: NINE + SECOND, token: randomUUID() });
    expect(await lastHeard.read()).toMatchObject([{ inRow: 2 }]);
    await ask(server.connectionString, 'alter table last_heard drop constraint disk_full');
    await lastHeard.stop();
    expect(await ask(server.connectionString, 'select in_row from last_heard')).toEqual([{ in_row: 2 }]);
    expect(errors).toHaveLength(1);
  });
});

test('the list of tokens says which was last heard', async () => {
  const { server } = await openBranch();
  const office = await signInOffice(server);
  const { token, sender } = (await office.send('POST', '/api/v1/senders', { branch: 'clayton' })).json<NewSender>();
  await send(server, token, beatOf(1));
  await server.lastHeard.stop();
  const { senders } = (await office.get('/api/v1/senders')).json<Senders>();
  expect(senders.map(({ id, lastBeatAt }) => [id === sender.id, lastBeatAt])).toEqual(
    expect.arrayContaining([
      [true, new Date(NINE).toISOString()],
      [false, null],
    ]),
  );
});
