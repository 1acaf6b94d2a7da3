import { describe, expect, onTestFinished, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ask } from '../support/postgres-processes.ts';
import { NINE, startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { type WatchedPractice, watchPractice } from '../support/watched-practice.ts';

/** Clayton and the canary beat up to 40 s; then Clayton falls silent. */
async function silentClayton(servers: number) {
  const practice = await watchPractice({ servers });
  const clayton = await practice.sender('clayton');
  const canary = await practice.sender(null);
  await practice.pass(42);
  clayton.silent = true;
  return { practice, clayton, canary };
}

const SILENT = ['0 clayton heard', '86 clayton late', '116 clayton suspect', '220 clayton lost'];

async function versionIn(practice: WatchedPractice): Promise<number> {
  const rows = await ask(practice.connectionString, 'select version::int as version from watch');
  return Number(rows[0]?.version);
}

describe('two instances on one database', () => {
  test('make each pass once, and say each signal once', async () => {
    const { practice } = await silentClayton(2);
    const before = await versionIn(practice);
    await practice.pass(180);
    expect(await practice.signals()).toEqual(SILENT);
    expect((await versionIn(practice)) - before).toBe(90);
    for (const { evaluator } of practice.servers) {
      expect(evaluator.seen().kept?.watch.contacts.clayton?.state).toBe('lost');
    }
  });

  test('go on as one when the one that made the passes is stopped', async () => {
    const { practice, canary } = await silentClayton(2);
    await practice.pass(40);
    const [first, second] = practice.servers;
    await first?.stop();
    practice.servers.splice(0, 1);
    if (second) canary.to = second;
    await practice.pass(142);
    expect(await practice.signals()).toEqual(SILENT);
    expect((await practice.watch()).blind).toBeNull();
  });

  test('know of no restart when one of them is started anew', async () => {
    const { practice } = await silentClayton(2);
    await practice.pass(58);
    await practice.servers[1]?.stop();
    practice.servers.splice(1, 1);
    practice.servers.push(
      await startTestServer({ at: NINE + 100 * SECOND, connectionString: practice.connectionString }),
    );
    await practice.pass(124);
    expect(await practice.signals()).toEqual(SILENT);
  });

  test('hear a branch whose beats come to the one or the other', async () => {
    const practice = await watchPractice({ servers: 2 });
    const clayton = await practice.sender('clayton');
    const canary = await practice.sender(null);
    for (let n = 0; n < 12; n += 1) {
      const to = practice.servers[n % 2];
      if (to) clayton.to = canary.to = to;
      await practice.pass(20);
    }
    expect(await practice.signals()).toEqual(['0 clayton heard']);
    expect((await practice.watch()).blind).toBeNull();
  });
});

describe('a restart of all', () => {
  test('at 100 s of silence keeps what was said, says nothing again, and gives 90 s of grace', async () => {
    const { practice, canary } = await silentClayton(1);
    await practice.pass(98);
    await practice.servers[0]?.stop();
    const next = await startTestServer({ at: NINE + 143 * SECOND, connectionString: practice.connectionString });
    await next.evaluator.settled();
    practice.servers.splice(0, 1, next);
    canary.to = next;
    await practice.pass(4);
    expect(await practice.signals()).toEqual(SILENT.slice(0, 3));
    // Its first pass is 4 s after its start; LOST needs 180 s beyond the grace.
    await practice.pass(268);
    expect(await practice.signals()).toEqual(SILENT.slice(0, 3));
    await practice.pass(2);
    expect((await practice.signals()).slice(3)).toEqual(['417 clayton lost']);
  });

  test('that comes while a pass is made loses nothing and says nothing twice', async () => {
    const { practice } = await silentClayton(1);
    const [server] = practice.servers;
    await practice.pass(72);
    // The pass that finds it suspect cannot keep what it decides.
    await ask(practice.connectionString, 'alter table watch add constraint broken check (version < 0) not valid');
    server?.clock.advance(2 * SECOND);
    await server?.evaluator.settled();
    expect(await practice.signals()).toEqual(SILENT.slice(0, 2));
    await ask(practice.connectionString, 'alter table watch drop constraint broken');
    await practice.pass(2);
    expect((await practice.signals()).slice(2)).toEqual(['118 clayton suspect']);
    await practice.pass(10);
    expect(await practice.signals()).toHaveLength(3);
  });
});

test('a pass that cannot be made is told once, until passes are made again', async () => {
  const { practice } = await silentClayton(1);
  const rows = () => ask(practice.connectionString, 'select state is null as gone from watch');
  await ask(practice.connectionString, 'alter table watch add constraint broken check (version < 0) not valid');
  await practice.pass(14);
  expect((await practice.watch()).overdue).toBe(true);
  expect(await (await practice.servers[0]?.fetch('/readyz'))?.json()).toMatchObject({ evaluator: 'late' });
  await ask(practice.connectionString, 'alter table watch drop constraint broken');
  await practice.pass(2);
  expect((await practice.watch()).overdue).toBe(false);
  await until('the row is there', async () => (await rows()).length === 1);
});

test('a pass that hangs is given up, and the next ones are made', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  const practice = await watchPractice({ connectionString: link.connectionString });
  const [server] = practice.servers;
  if (!server) throw new Error('no server is there');
  const before = server.evaluator.seen().passAt ?? 0;
  link.stall();
  for (let n = 0; n < 7; n += 1) server.clock.advance(2 * SECOND);
  link.restore();
  const again = await until('a pass is made again', async () => {
    server.clock.advance(2 * SECOND);
    await server.evaluator.settled();
    const { passAt } = server.evaluator.seen();
    return passAt !== null && passAt > before + 14 * SECOND && passAt;
  });
  expect(again).toBe(server.clock.now());
});
