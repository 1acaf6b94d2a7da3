import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createDatabase, type DatabaseHandle } from '../../server/platform/database.ts';
import type { Log } from '../../server/platform/log.ts';
import type { StoredAnswer } from '../../shared/wire/incident.ts';
import type { PublicFrame } from '../../shared/wire/live-frames.ts';
import { incidentPath, PATHS } from '../../shared/wire/paths.ts';
import type { ReportAnswer } from '../../shared/wire/report.ts';
import { createDatabaseLink, type DatabaseLink } from '../support/database-link.ts';
import { connectLiveClient, type LiveClient } from '../support/live-client.ts';
import { postReport } from '../support/post-report.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ask } from '../support/postgres-processes.ts';
import { type StartedServer, startServerProcess } from '../support/server-process.ts';
import { readBoard, type ShownBoard, untilShown } from '../support/shown-board.ts';
import { until } from '../support/until.ts';

/**
 * Promised, whenever it is said. One of three tries must keep it: that forgives a machine that is busy with other
 * tests, and no poll that is slower, because every try begins when the next poll is as far off as it can be.
 */
const SHOWN_WITHIN_MS = 3_000;
const TRIES = 3;
/** The connection on which an instance hears of new facts at once. */
const LISTENER = 'branchboard listen';
const silent: Log = { info() {}, warn() {}, error() {} };

const undos: (() => Promise<void>)[] = [];
let connectionString: string;
let database: DatabaseHandle;
/** B's only way to the database. */
let link: DatabaseLink;
let a: StartedServer;
let b: StartedServer;
let token: string;

beforeAll(async () => {
  const created = await createTestDatabase();
  undos.push(created.drop);
  ({ connectionString } = created);
  database = createDatabase({ connectionString, log: silent, poolSize: 2 });
  undos.push(() => database.close());
  link = await createDatabaseLink(connectionString);
  undos.push(() => link.close());
  const atEnd = (undo: () => Promise<void>) => undos.push(undo);
  [a, b] = await Promise.all([
    startServerProcess({ DATABASE_URL: connectionString }, atEnd),
    startServerProcess({ DATABASE_URL: link.connectionString }, atEnd),
  ]);
});

afterAll(async () => {
  for (const undo of undos.reverse()) await undo();
});

beforeEach(async () => {
  // A new one each time: what a token writes in a minute is counted.
  const office = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
  ({ token } = await issueToken(database.db, office, systemClock.now()));
});

async function say(server: StartedServer, message: string): Promise<void> {
  expect((await postReport(server.origin, { token, body: { message } })).status).toBe(201);
}

function openPage({ origin }: StartedServer, held?: ShownBoard): Promise<LiveClient> {
  const query = held && new URLSearchParams(Object.entries(positionOf(held)));
  return connectLiveClient(`${origin.replace('http', 'ws')}/live${query ? `?${query}` : ''}`);
}

function positionOf({ board: { epoch, seq, edge } }: ShownBoard) {
  return { epoch, seq: String(seq), edge };
}

/** The first frame that carries the message; ticks and other changes go by. */
async function hears(page: LiveClient, message: string): Promise<PublicFrame> {
  for (;;) {
    const frame = await page.next();
    if (JSON.stringify(frame).includes(message)) return frame;
  }
}

/** Says things to A until one is seen on B in time. */
async function expectSeenOnB(message: string): Promise<void> {
  const took: number[] = [];
  do took.push(await seeOnB(`${message} (${took.length + 1})`));
  while (Math.min(...took) > SHOWN_WITHIN_MS && took.length < TRIES);
  expect(Math.min(...took)).toBeLessThanOrEqual(SHOWN_WITHIN_MS);
}

/** Says it to A just after B has looked, sees it in B's JSON and on a page open there, and gives the milliseconds. */
async function seeOnB(message: string): Promise<number> {
  const page = await openPage(b);
  await page.until('board');
  const { checkedAt } = await readBoard(b.origin);
  await until('B looks', async () => (await readBoard(b.origin)).checkedAt !== checkedAt);
  const from = performance.now();
  await say(a, message);
  const shown = await untilShown(b.origin, message);
  const took = performance.now() - from;
  // It was sent in the same turn in which the JSON changed.
  const { epoch, seq, edge } = shown.board;
  expect(await hears(page, message)).toMatchObject({ t: 'change', epoch, seq, edge });
  expect(await untilShown(a.origin, message)).toMatchObject({ board: shown.board, etag: shown.etag });
  page.socket.terminate();
  return took;
}

describe('two instances on one database', () => {
  test('fill it with the sample practice once, and show the same at the same position', async () => {
    const [one, other] = await Promise.all([readBoard(a.origin), readBoard(b.origin)]);
    expect(one.board.branches).toHaveLength(18);
    expect(other.board).toEqual(one.board);
    expect(other.etag).toBe(one.etag);
    const added = [a, b].filter(({ said }) => said.output.includes('18 sample branches were added'));
    expect(added).toHaveLength(1);
  });

  test('what is told to one is shown by the other, on its open pages too', async () => {
    await expectSeenOnB('We are open.');
  });

  test('an incident that is declared on one is shown by the other, and is resolved there', async () => {
    const write = async ({ origin }: StartedServer, path: string, body: object) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      };
      const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(answer.status).toBe(201);
      return (await answer.json()) as StoredAnswer;
    };
    const statusOn = async ({ origin }: StartedServer, id: number | null) => {
      const { board } = await readBoard(origin);
      return board.incidents.find((shown) => shown.id === id)?.status;
    };
    const page = await openPage(b);
    await page.until('board');
    const { incident: id } = await write(a, PATHS.incidents, {
      title: 'The records do not answer',
      severity: 'major',
      branches: ['yaxham'],
      services: ['records'],
      shown: true,
    });
    await until('B shows the incident', async () => (await statusOn(b, id)) === 'open');
    expect(await hears(page, 'The records do not answer')).toMatchObject({ t: 'change', incidents: [{ id }] });
    page.socket.terminate();
    // One instance knows at once what another has done.
    await write(b, incidentPath(id ?? 0, 'resolve'), { public: 'They answer again.' });
    for (const server of [a, b]) {
      await until('it is over', async () => (await statusOn(server, id)) === 'resolved');
    }
    expect((await readBoard(a.origin)).board.incidents).toEqual((await readBoard(b.origin)).board.incidents);
  });

  test('a page that loses one goes on at the other where it was', async () => {
    await say(a, 'Before the loss.');
    const held = await untilShown(b.origin, 'Before the loss.');
    await untilShown(a.origin, 'Before the loss.');
    const lost = await openPage(a, held);
    expect(await lost.next()).toMatchObject({ t: 'tick', seq: held.board.seq, edge: held.board.edge });
    lost.socket.terminate();

    const unchanged = await openPage(b, held);
    expect(await unchanged.next()).toMatchObject({ t: 'tick', seq: held.board.seq, edge: held.board.edge });
    unchanged.socket.terminate();

    await say(b, 'While it was away.');
    const newest = await untilShown(b.origin, 'While it was away.');
    const resumed = await openPage(b, held);
    const frames = await resumed.until('tick');
    const { seq, edge } = held.board;
    expect(frames.map(({ t }) => t)).toEqual(['change', 'tick']);
    expect(frames[0]).toMatchObject({ prev: { seq, edge }, seq: newest.board.seq });
    resumed.socket.terminate();
  });

  test('the same key sent to both at once is stored once, and both give the same answer', async () => {
    const before = await storedReports();
    for (let round = 1; round <= 10; round += 1) {
      const report = { token, key: randomUUID(), body: { note: `Round ${round}` } };
      const responses = await Promise.all([a, b].map(({ origin }) => postReport(origin, report)));
      expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 201]);
      const [one, other] = (await Promise.all(responses.map((response) => response.json()))) as ReportAnswer[];
      expect(other).toEqual(one);
    }
    expect(await storedReports()).toBe(before + 10);
  });

  test('go on when the connections they listen on are cut', async () => {
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = '${LISTENER}' and datname = current_database()`;
    expect(await ask(connectionString, cut)).toHaveLength(2);
    await expectSeenOnB('Cut off once.');
    await until('B noticed', () => b.said.output.includes('not listening to the journal'));
  });

  test('go on when one can never listen again', async () => {
    link.ban(LISTENER);
    const ofB = () =>
      ask(
        connectionString,
        `select pid from pg_stat_activity where application_name = '${LISTENER}'
      and datname = current_database()`,
      );
    await until('B has no ear left', async () => (await ofB()).length === 1);
    await expectSeenOnB('Never heard again.');
  });
});

async function storedReports(): Promise<number> {
  return (await ask(connectionString, `select seq from fact where kind = 'report'`)).length;
}
