import { describe, expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { london } from '../support/facts.ts';
import { queue, startMailServer } from '../support/mailing.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/running-server.ts';
import { follow, pass, startJob } from '../support/telling.ts';
import { until } from '../support/until.ts';

const ASHA = 'asha@patients.example';

async function openMailed(options: TestServerOptions = {}) {
  const mails = await startMailServer();
  const server = await startTestServer(options);
  await server.ordinaryMorning();
  const job = await startJob(server, { mail: mails.settings() });
  await pass(server, job, 10 * SECOND);
  /** Who was told what, in order of when. */
  const told = () =>
    mails.received.map(
      ({ to, raw }) => `${to.join()}: ${/^Subject: (.*(?:\r\n .*)*)\r$/m.exec(raw)?.[1]?.replace('\r\n', '')}`,
    );
  return { mails, server, job, told };
}

const down = (server: TestServer, branch = 'clayton') => server.say(branch, { it: { internet: 'down' } });
const up = (server: TestServer, branch = 'clayton') => server.say(branch, { it: { internet: 'working' } });

describe('who follows by mail', () => {
  test('is told that trouble has started and that it is over, once each, and how to stop it at one tap', async () => {
    const { mails, server, job, told } = await openMailed();
    await follow(server, ASHA, { branches: ['clayton'] });
    await follow(server, 'mo@patients.example', { branches: ['yaxham'] });
    await down(server);
    await pass(server, job, 50 * SECOND);
    expect(told()).toEqual([]);
    await pass(server, job, 30 * MINUTE);
    const practice = server.board.board().practice?.value.name;
    expect(told()).toEqual([`${ASHA}: ${practice}: Clayton Surgery has a problem`]);
    const raw = mails.received[0]?.raw ?? '';
    expect(raw).toMatch(/^List-Unsubscribe:\s+<https:\/\/status\.practice\.example\/unfollow\?link=[\w-]{43}>\r$/m);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(raw).toContain('use NHS 111');
    expect(raw).toContain('This was so at 9:02am on Tuesday 31 December 2019.');
    expect(raw).toContain('https://status.practice.example/surgeries/clayton');
    await up(server);
    await pass(server, job, 30 * MINUTE);
    expect(told().slice(1)).toEqual([`${ASHA}: ${practice}: The problem at Clayton Surgery is over`]);
  });

  test('gets one message of several surgeries that fail together', async () => {
    const { server, job, told } = await openMailed();
    await follow(server, ASHA);
    for (const branch of ['clayton', 'yaxham', 'stanway', 'eye-church', 'orton-mere']) await down(server, branch);
    await pass(server, job, 10 * MINUTE);
    expect(told()).toEqual([expect.stringContaining('5 surgeries have a problem')]);
  });

  test('is not told by a trouble that was over before their mail server was back, and is told of a later one', async () => {
    const { mails, server, job, told } = await openMailed();
    await follow(server, ASHA);
    await mails.goAway();
    await down(server);
    await pass(server, job, 3 * MINUTE);
    await up(server);
    await pass(server, job, 10 * MINUTE);
    await mails.comeBack();
    await pass(server, job, 10 * MINUTE);
    expect(told()).toEqual([]);
    await down(server, 'yaxham');
    await pass(server, job, 10 * MINUTE);
    expect(told().at(-1)).toContain('Yaxham Surgery has a problem');
  });

  test('is told once the mail server is back when it is still so', async () => {
    const { mails, server, job, told } = await openMailed();
    await follow(server, ASHA);
    await mails.goAway();
    await down(server);
    await pass(server, job, 20 * MINUTE);
    await mails.comeBack();
    await pass(server, job, 10 * MINUTE);
    expect(told()).toEqual([expect.stringContaining('Clayton Surgery has a problem')]);
  });

  test('follows no more after an address was refused three times, unless all addresses are', async () => {
    const { mails, server, job } = await openMailed();
    await follow(server, ASHA);
    const others = ['b@patients.example', 'c@patients.example'];
    for (const other of others) await follow(server, other);
    const followers = () => server.database.db.selectFrom('follower').select('id').execute();
    const rows = await server.database.db.selectFrom('follower').select(['id']).orderBy('id').execute();
    expect(rows).toHaveLength(3);
    // Nobody was reached yet: the refusals say nothing of the addresses.
    mails.willMeet(550, 550, 550);
    await down(server);
    await pass(server, job, 30 * MINUTE);
    expect(await followers()).toHaveLength(3);
    await up(server);
    await pass(server, job, 10 * MINUTE);
    for (let turn = 0; turn < 3; turn += 1) {
      await down(server);
      mails.willMeet(550);
      await pass(server, job, 2 * MINUTE);
      await up(server);
      await pass(server, job, 40 * MINUTE);
    }
    expect((await followers()).length).toBeGreaterThanOrEqual(2);
  });
});

describe('nobody is told twice', () => {
  test('by a restart, or by a journal that was brought back', async () => {
    const { server, job, told, mails } = await openMailed();
    await follow(server, ASHA);
    await down(server);
    await pass(server, job, 5 * MINUTE);
    expect(told()).toHaveLength(1);
    await job.stop();
    const next = await startJob(server, { mail: mails.settings() });
    await pass(server, next, 5 * MINUTE);
    const head = await server.database.db.selectFrom('journal_head').select('epoch').executeTakeFirstOrThrow();
    await server.database.db
      .updateTable('journal_head')
      .set({ epoch: head.epoch.replace(/^..../, 'abcd') })
      .execute();
    await pass(server, next, 10 * MINUTE);
    expect(server.board.epoch()).toMatch(/^abcd/);
    expect(told()).toHaveLength(1);
    await up(server);
    await pass(server, next, 10 * MINUTE);
    expect(told()).toHaveLength(2);
  });

  test('by two instances', async () => {
    const { server, job, told, mails } = await openMailed();
    const other = await startJob(server, { mail: mails.settings() });
    for (let n = 0; n < 30; n += 1) await follow(server, `patient${n}@patients.example`);
    await down(server);
    for (let turn = 0; turn < 20; turn += 1) {
      server.clock.advance(10 * SECOND);
      await server.settle();
      await Promise.all([job.look(), other.look()]);
    }
    expect(told()).toHaveLength(30);
    expect(new Set(told()).size).toBe(30);
  });

  test('and nobody is forgotten, when the process that tells is killed in the middle', async () => {
    const mails = await startMailServer();
    const server = await startTestServer();
    await server.ordinaryMorning();
    const first = await startJob(server, { mail: mails.settings() });
    await pass(server, first, 10 * SECOND);
    for (let n = 0; n < 40; n += 1) await follow(server, `patient${n}@patients.example`);
    await down(server);
    await pass(server, first, 50 * SECOND);
    await first.stop();
    // Its clock stands still then, and 15 of its mails meet silence: it is as if it were killed before it knew of those.
    server.clock.advance(20 * SECOND);
    await server.settle();
    const itsClock = createSteppedClock(server.clock.now());
    const killed = await startJob(server, { mail: mails.settings() }, { clock: itsClock });
    mails.willMeet(...Array.from({ length: 15 }, () => 'silence' as const));
    void killed.look();
    await until('it is in the middle', () => mails.tries() === 40 && mails.received.length === 25);
    itsClock.advance(200);
    const noted = () =>
      server.database.db.selectFrom('follower_told').select('follower').where('messages', '=', 1).execute();
    await until('it noted what it knows', async () => (await noted()).length === 25);

    const next = await startJob(server, { mail: mails.settings() });
    await pass(server, next, 5 * MINUTE);
    const to = mails.received.flatMap((mail) => mail.to);
    expect(to).toHaveLength(40);
    expect(new Set(to).size).toBe(40);
  });
});

test('telling all who follow holds up no mail to staff, and keeps to its pace', async () => {
  const mails = await startMailServer();
  const server = await startTestServer({ config: { mail: mails.settings() } });
  await server.ordinaryMorning();
  await server.telling.look();
  for (let n = 0; n < 150; n += 1) await follow(server, `patient${n}@patients.example`);
  await down(server);
  for (let turn = 0; turn < 9; turn += 1) {
    server.clock.advance(10 * SECOND);
    await server.settle();
  }
  const telling = server.telling.look();
  await until('as many as go in a second are on their way', () => mails.received.length >= 50);
  await queue(server, 'lead@practice.example', { kind: 'code', code: '482913' });
  await server.mailing.look();
  expect(mails.received.at(-1)?.to).toEqual(['lead@practice.example']);
  expect(mails.received.length).toBeLessThan(75);
  for (let turn = 0; turn < 20; turn += 1) {
    server.clock.advance(200);
    await until('they have gone', () => mails.received.length >= Math.min(151, 51 + (turn + 1) * 9));
  }
  server.clock.advance(10 * SECOND);
  await telling;
  expect(mails.received).toHaveLength(151);
});

test('planned work is told when it is put up, and when it is called off', async () => {
  const { server, job, told } = await openMailed();
  await follow(server, ASHA, { branches: ['clayton'], kinds: ['planned'] });
  await down(server);
  const from = london('2020-01-02 07:00');
  const work = {
    title: 'A new line',
    branches: ['clayton'],
    services: ['internet'],
    from,
    to: from + 2 * HOUR,
  } as const;
  const planned = server.board.board().seq + 1;
  const say = (said: typeof work | null) =>
    server.append({ kind: 'planned', actor: SYSTEM_ACTOR, planned, work: said, at: server.clock.now() });
  await say(work);
  await pass(server, job, 5 * MINUTE);
  await say(null);
  await pass(server, job, 5 * MINUTE);
  expect(told().map((line) => line.split(': ').at(-1))).toEqual([
    'Planned work at Clayton Surgery',
    'Planned work at Clayton Surgery will not go ahead',
  ]);
});

test('those who run the server see who follows, who waits and for how long, and what became of messages', async () => {
  const mails = await startMailServer();
  const server = await startTestServer({ config: { mail: mails.settings(), adminPort: 0 } });
  await server.ordinaryMorning();
  await server.telling.look();
  await follow(server, ASHA);
  await follow(server, 'mo@patients.example');
  mails.willMeet(451);
  await down(server);
  await pass(server, server.telling, 90 * SECOND);
  // Counted each minute.
  server.clock.advance(MINUTE);
  mails.willMeet(451);
  await server.telling.look();
  const text = await (await fetch(`${server.adminOrigin}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('branchboard_followers'));
  expect(lines).toContain('branchboard_followers{channel="email"} 2');
  expect(lines).toContain('branchboard_followers_told_total{channel="email",outcome="sent"} 2');
  expect(lines).toContain('branchboard_followers_told_total{channel="email",outcome="failed"} 1');
  expect(lines).toContain('branchboard_followers_waiting{channel="email"} 0');
  expect(lines).toContain('branchboard_followers_oldest_waiting_seconds 0');
});
