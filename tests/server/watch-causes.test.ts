import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { NINE } from '../support/running-server.ts';
import { type TestSender, type WatchedPractice, watchPractice } from '../support/watched-practice.ts';

const EMIS = ['clayton', 'orton-mere', 'minster-yard', 'huntly-lane', 'hodson-green', 'hampton-vale'] as const;
const WORKING = { records: 'working', phones: 'working' } as const;
const DOWN = { ...WORKING, records: 'down' } as const;

/** Six branches of one records system, whose checks all pass up to 60 s. */
async function emisBranches() {
  const practice = await watchPractice();
  await practice.sender(null);
  const senders: TestSender[] = [];
  for (const slug of EMIS) {
    const sender = await practice.sender(slug);
    sender.checks = WORKING;
    senders.push(sender);
  }
  await practice.pass(60);
  const fail = (...which: readonly number[]) => {
    for (const n of which) if (senders[n]) senders[n].checks = DOWN;
  };
  const heal = (...which: readonly number[]) => {
    for (const n of which) if (senders[n]) senders[n].checks = WORKING;
  };
  return { practice, senders, fail, heal };
}

async function staffBoard(practice: WatchedPractice): Promise<StaffBoard> {
  const [server] = practice.servers;
  const headers = { authorization: `Bearer ${await server?.token()}` };
  const answer = await server?.app.inject({ method: 'GET', url: '/api/v1/staff/board', headers });
  return answer?.json<StaffBoard>() as StaffBoard;
}

async function accept(practice: WatchedPractice, cause: string) {
  const [server] = practice.servers;
  if (!server) throw new Error('no server is there');
  const headers = { authorization: `Bearer ${await server.token()}` };
  const url = `/api/v1/causes/${encodeURIComponent(cause)}/accept`;
  return server.app.inject({ method: 'POST', url, headers });
}

async function probes(practice: WatchedPractice, from = 1) {
  return (await practice.facts('probe'))
    .filter(({ at }) => practice.second(at) >= from)
    .map((fact) => `${practice.second(fact.at)} ${fact.branch} ${fact.service} ${fact.state}`);
}

describe('a check of a sender', () => {
  test('is believed when two in a row say so, from the first of them on', async () => {
    const { practice, fail, heal } = await emisBranches();
    expect(await probes(practice, 0)).toHaveLength(12);
    fail(0);
    await practice.pass(20);
    heal(0);
    await practice.pass(60);
    expect(await probes(practice)).toEqual([]);
    fail(0);
    await practice.pass(22);
    expect(await probes(practice)).toEqual(['140 clayton records down']);
    const clayton = (await practice.board()).branches.find(({ slug }) => slug === 'clayton');
    expect(clayton).toMatchObject({ state: 'degraded', reasons: ['records-down'] });
    expect((await practice.watch()).branches.clayton?.checks).toEqual({ records: 'down', phones: 'working' });
  });

  test('that is not made any more is not known, after five minutes', async () => {
    const { practice, senders } = await emisBranches();
    if (senders[0]) senders[0].checks = { phones: 'working' };
    await practice.pass(280);
    expect(await probes(practice)).toEqual([]);
    await practice.pass(22);
    expect(await probes(practice)).toEqual(['40 clayton records unknown']);
  });
});

describe('records that fail in several branches', () => {
  test('become one incident, which is told once and names all', async () => {
    const { practice, fail, heal } = await emisBranches();
    fail(0);
    await practice.pass(200);
    fail(1);
    await practice.pass(80);
    expect((await practice.watch()).offers).toEqual([
      {
        cause: 'records:emis-web',
        service: 'records',
        system: 'EMIS Web',
        branches: ['clayton', 'orton-mere'],
        since: toIso(NINE + 60 * SECOND),
      },
    ]);
    fail(2);
    await practice.pass(20);
    fail(3);
    await practice.pass(22);
    expect((await practice.watch()).offers).toEqual([]);
    // States never wait for the text.
    const board = await practice.board();
    expect(board.notice?.branches).toHaveLength(4);
    expect(board.incidents).toEqual([]);
    await practice.pass(36);
    expect((await practice.board()).incidents).toEqual([]);
    await practice.pass(6);
    const [incident] = (await practice.board()).incidents;
    expect(incident).toMatchObject({
      title: 'Medical records do not work at some surgeries',
      impact: 'major',
      status: 'open',
      startedAt: toIso(NINE + 60 * SECOND),
      affected: EMIS.slice(0, 4),
      services: ['records'],
    });
    expect(incident?.updates.map(({ text }) => text)).toEqual([
      'Medical records have not worked at Clayton Surgery, Orton Mere Surgery, Minster Yard Surgery and Huntly Lane Surgery since 9:01am.',
    ]);
    expect(JSON.stringify(await practice.board())).not.toMatch(/emis/i);
    expect(JSON.stringify((await staffBoard(practice)).incidents)).toContain('EMIS Web');

    fail(4);
    heal(0);
    await practice.pass(44);
    const shrunk = (await practice.board()).incidents[0];
    expect(shrunk?.affected).toEqual([...EMIS.slice(1, 4), 'hodson-green']);
    expect((await practice.board()).branches.find(({ slug }) => slug === 'clayton')?.reasons).not.toContain('incident');
    expect(shrunk?.updates).toHaveLength(1);
    await practice.pass(280);
    expect((await practice.board()).incidents[0]?.updates.map(({ text }) => text)).toEqual([
      expect.stringContaining('Hodson Green Surgery'),
      expect.not.stringContaining('Hodson Green Surgery'),
    ]);

    heal(1, 2, 3, 4);
    await practice.pass(600);
    expect((await practice.board()).incidents[0]?.status).toBe('open');
    await practice.pass(40);
    expect((await practice.board()).incidents[0]).toMatchObject({
      status: 'resolved',
      affected: [],
      updates: [{ text: 'Medical records work again at all of these surgeries.' }, {}, {}],
    });
    expect((await practice.board()).notice).toBeNull();
  });

  test('are one incident at once where operations take the offer, and only once', async () => {
    const { practice, fail } = await emisBranches();
    expect((await accept(practice, 'records:emis-web')).statusCode).toBe(404);
    fail(0, 1);
    await practice.pass(22);
    const accepted = await accept(practice, 'records:emis-web');
    expect(accepted.statusCode).toBe(201);
    const again = await accept(practice, 'records:emis-web');
    expect([again.statusCode, again.json().incident]).toEqual([200, accepted.json().incident]);
    await practice.pass(4);
    expect((await practice.watch()).offers).toEqual([]);
    expect((await staffBoard(practice)).incidents).toMatchObject([
      { id: accepted.json().incident, affected: ['clayton', 'orton-mere'], opened: { by: 'Office' } },
    ]);
    await practice.pass(62);
    expect((await practice.board()).incidents).toHaveLength(1);
  });

  test('stay closed when a person has closed it, until a branch fails anew', async () => {
    const { practice, fail, heal } = await emisBranches();
    fail(0, 1, 2);
    await practice.pass(24);
    const { incidents } = await staffBoard(practice);
    expect(incidents).toHaveLength(1);
    const [server] = practice.servers;
    const answer = await server?.app.inject({
      method: 'POST',
      url: `/api/v1/incidents/${incidents[0]?.id}/resolve`,
      headers: { authorization: `Bearer ${await server.token()}`, 'idempotency-key': 'resolve-one' },
      payload: { staff: 'We know.' },
    });
    expect(answer?.statusCode).toBe(201);
    await practice.pass(120);
    expect((await staffBoard(practice)).incidents.filter(({ resolved }) => !resolved)).toEqual([]);
    heal(0, 1, 2);
    await practice.pass(60);
    fail(0, 1, 2);
    await practice.pass(42);
    expect((await staffBoard(practice)).incidents.filter(({ resolved }) => !resolved)).toHaveLength(1);
  });

  test('are added to what a person has declared of them already', async () => {
    const { practice, fail } = await emisBranches();
    const [server] = practice.servers;
    const declared = await server?.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { authorization: `Bearer ${await server.token()}`, 'idempotency-key': 'declare-one' },
      payload: {
        title: 'The records do not answer',
        severity: 'major',
        branches: EMIS.slice(0, 3),
        services: ['records'],
        shown: true,
      },
    });
    expect(declared?.statusCode).toBe(201);
    fail(0, 1, 2);
    await practice.pass(100);
    const { incidents } = await staffBoard(practice);
    expect(incidents).toHaveLength(1);
    expect(JSON.stringify(incidents[0]?.log)).toContain('EMIS Web, medical records. Failing at');
  });
});

test('lines of one provider that are lost together are one incident, and no branch of it is called worse than not heard', async () => {
  const practice = await watchPractice();
  await practice.sender(null);
  const lost = ['clayton', 'hodson-green', 'orton-mere'];
  for (const slug of [...lost, 'stanway']) await practice.sender(slug);
  await practice.pass(42);
  for (const sender of practice.senders) if (lost.includes(sender.branch ?? '')) sender.silent = true;
  await practice.pass(244);
  const board = await practice.board();
  expect(board.incidents).toMatchObject([
    { title: 'We cannot hear from some surgeries', impact: 'minor', affected: lost },
  ]);
  expect(board.incidents[0]?.startedAt).toBe(toIso(NINE + 40 * SECOND));
  expect(
    board.branches
      .filter(({ reasons }) => reasons.join() === 'not-heard')
      .map(({ slug }) => slug)
      .toSorted(),
  ).toEqual(lost);
  expect((await staffBoard(practice)).incidents).toHaveLength(1);
});

test('a line that comes and goes is one incident, and limited to patients', async () => {
  const practice = await watchPractice();
  await practice.sender(null);
  const clayton = await practice.sender('clayton');
  await practice.sender('yaxham');
  for (let n = 0; n < 3; n += 1) {
    clayton.silent = false;
    await practice.pass(40);
    clayton.silent = true;
    await practice.pass(80);
  }
  clayton.silent = false;
  await practice.pass(22);
  expect(await practice.facts('flapping')).toMatchObject([{ branch: 'clayton', flapping: true }]);
  const board = await practice.board();
  expect(board.incidents).toMatchObject([{ title: 'The internet at Clayton Surgery comes and goes', status: 'open' }]);
  expect((await practice.watch()).branches.clayton?.flapping).toBe(true);
  await practice.pass((31 * MINUTE) / SECOND);
  expect(await practice.facts('flapping')).toMatchObject([{ flapping: true }, { flapping: false }]);
  expect((await practice.board()).incidents[0]?.status).toBe('resolved');
});
