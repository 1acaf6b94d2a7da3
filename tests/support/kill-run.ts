import { once } from 'node:events';
import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { createCurrentBoard } from '../../server/board/current-board.ts';
import { JOURNAL_CHANNEL } from '../../server/journal/append-statement.ts';
import { readFactsAfter, readHead } from '../../server/journal/read.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createDatabase } from '../../server/platform/database.ts';
import { findRunningPostgres } from '../../server/platform/embedded-postgres.ts';
import type { Log } from '../../server/platform/log.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { createDataFolder, killAll } from './data-folder.ts';
import { postmasterPid, processesOf } from './postgres-processes.ts';
import { type StartedServer, startServerProcess } from './server-process.ts';
import { until } from './until.ts';
import { type Sent, startWriters, tryReport } from './writers.ts';

/** What is killed with -9: the database is its postmaster, whose backends then find themselves alone, or all of its processes. */
export type Victim = 'server' | 'server and database' | 'postmaster' | 'database';

export interface KillRun {
  /** In this order, each in the middle of writes. */
  readonly victims: readonly Victim[];
  /** Reports acknowledged before each kill. */
  readonly reportsBetween: number;
}

/** What the journal holds of the reports that were sent. */
export interface KillFigures {
  readonly acknowledged: number;
  /** Sent again with the same key after an unknown outcome, and then acknowledged. */
  readonly retried: number;
  readonly unknown: number;
  readonly unknownStored: number;
  readonly refused: number;
  /** Acknowledged, and not in the journal. */
  readonly lost: number;
  /** In the journal more than once. */
  readonly duplicated: number;
  /** Answered "nothing was saved", and in the journal. */
  readonly savedAfterAll: number;
  /** In the journal at another place, or with another content, than the answer said. */
  readonly misplaced: number;
}

export interface KillVerdict {
  readonly figures: KillFigures;
  readonly unexpected: readonly string[];
  readonly seqs: readonly number[];
  readonly headSeq: number;
  /** The JSON that the last server gives, and the one that a fold of the journal gives. */
  readonly boards: { readonly served: string; readonly folded: string };
  /** Statuses of acknowledged reports that were sent once more, and whether each had the body of the first answer. */
  readonly replays: readonly { readonly status: number; readonly sameBody: boolean }[];
}

const WRITERS = 8;
const TOKENS = 120;
const REPLAYS = 10;
const BRANCHES = ['clayton', 'orton-mere', 'minster-yard', 'huntly-lane'];
const silent: Log = { info() {}, warn() {}, error() {} };

/** Kills server and database again and again while reports are written, then holds the journal against what was answered. */
export async function runKills({ victims, reportsBetween }: KillRun): Promise<KillVerdict> {
  const folder = await createDataFolder();
  const start = () => startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  let server = await start();
  const cluster = clusterOf(server);
  const database = createDatabase({ connectionString: await addressOf(folder), log: silent, poolSize: 2 });
  onTestFinished(() => database.close());
  const tokens: string[] = [];
  for (let count = 0; count < TOKENS; count += 1) {
    const request = { role: 'operations', branches: [], days: 1, name: `Writer ${count}` } as const;
    tokens.push((await issueToken(database.db, request, systemClock.now())).token);
  }

  const writers = startWriters({ origin: () => server.origin, tokens, branches: BRANCHES, count: WRITERS });
  for (const [kills, victim] of victims.entries()) {
    await until(`reports go on after ${kills} kills`, () => writers.acknowledged() >= (kills + 1) * reportsBetween);
    if (victim === 'postmaster') killAll([postmasterPid(cluster)]);
    if (victim === 'database' || victim === 'server and database') killAll(processesOf(cluster));
    if (victim !== 'server' && victim !== 'server and database') continue;
    if (victim === 'server') await nextCommit(await addressOf(folder));
    await server.kill();
    server = await start();
  }
  const enough = (victims.length + 1) * reportsBetween;
  await until('reports go on after the last kill', () => writers.acknowledged() >= enough);
  await writers.stop();

  const facts = await readFactsAfter(database.db, 0, 1_000_000);
  const head = await readHead(database.db);
  return {
    figures: countReports(writers.sent, facts),
    unexpected: writers.unexpected,
    seqs: facts.map(({ seq }) => seq),
    headSeq: head.seq,
    boards: await readBoards(server, facts, head.epoch),
    replays: await replay(server, writers.sent),
  };
}

/** Each acknowledged report is there once, as it was answered; one of unknown outcome at most once; the journal is whole. */
export function expectNothingLost({ figures, unexpected, seqs, headSeq, boards, replays }: KillVerdict): void {
  expect(unexpected).toEqual([]);
  expect(figures).toMatchObject({ lost: 0, duplicated: 0, savedAfterAll: 0, misplaced: 0 });
  expect(seqs).toEqual(Array.from({ length: headSeq }, (_none, index) => index + 1));
  expect(boards.served).toBe(boards.folded);
  expect(replays.length).toBeGreaterThanOrEqual(REPLAYS);
  expect(replays.filter(({ status, sameBody }) => status !== 200 || !sameBody)).toEqual([]);
}

/** Resolves at a commit, which the writer of it does not know of yet: the moment at which a killed server leaves most in doubt. */
async function nextCommit(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  const committed = once(client, 'notification');
  await client.query(`listen ${JOURNAL_CHANNEL}`);
  await committed;
  void client.end();
}

/** Where the cluster is, as the server printed. */
function clusterOf({ said }: StartedServer): string {
  const place = /PostgreSQL in (.+)$/m.exec(said.output)?.[1];
  if (!place) throw new Error('the server did not say where its data is');
  return place;
}

async function addressOf(folder: string): Promise<string> {
  const address = await findRunningPostgres(folder);
  if (!address) throw new Error('the database does not run');
  return address;
}

function countReports(sent: readonly Sent[], facts: readonly Fact[]): KillFigures {
  const stored = new Map<string, readonly Fact[]>();
  for (const fact of facts) {
    if (fact.kind !== 'report') continue;
    const key = fact.note ?? '';
    stored.set(key, [...(stored.get(key) ?? []), fact]);
  }
  const copies = ({ key }: Sent) => stored.get(key)?.length ?? 0;
  const count = (fits: (report: Sent) => boolean) => sent.filter(fits).length;
  return {
    acknowledged: count(({ outcome }) => outcome === 'acknowledged'),
    retried: count(({ outcome, retries }) => outcome === 'acknowledged' && retries > 0),
    unknown: count(({ outcome }) => outcome === 'unknown'),
    unknownStored: count((report) => report.outcome === 'unknown' && copies(report) > 0),
    refused: count(({ outcome }) => outcome === 'refused'),
    lost: count((report) => report.outcome === 'acknowledged' && copies(report) === 0),
    duplicated: count((report) => copies(report) > 1),
    savedAfterAll: count((report) => report.outcome === 'refused' && copies(report) > 0),
    misplaced: count(({ key, branch, answer }) => {
      const [fact] = stored.get(key) ?? [];
      return answer !== null && !(fact?.kind === 'report' && fact.branch === branch && fact.seq === answer.seq);
    }),
  };
}

/** What is served, once it holds as much of the journal as the fold does. */
async function readBoards(server: StartedServer, facts: readonly Fact[], epoch: string) {
  const fold = createCurrentBoard(systemClock, foldFacts(EMPTY_BOARD, facts), epoch, systemClock.monotonic());
  fold.stop();
  const { publicSeq } = fold.board();
  const served = await until('the page shows the last report', async () => {
    const text = await (await fetch(`${server.origin}/api/v1/board`)).text();
    return (JSON.parse(text) as { seq: number }).seq === publicSeq && text;
  });
  return { served, folded: fold.publicStream.published().json() };
}

/** Acknowledged reports from all over the run, sent once more. */
async function replay(server: StartedServer, sent: readonly Sent[]): Promise<KillVerdict['replays']> {
  const acknowledged = sent.filter(({ outcome }) => outcome === 'acknowledged');
  const every = Math.max(1, Math.floor(acknowledged.length / REPLAYS));
  const replays: { status: number; sameBody: boolean }[] = [];
  for (const report of acknowledged.filter((_report, index) => index % every === 0)) {
    const again = await tryReport(server.origin, report);
    if (again.outcome !== 'acknowledged') throw new Error(`a report that is stored was answered: ${again.outcome}`);
    const sameBody = JSON.stringify(again.answer) === JSON.stringify(report.answer);
    replays.push({ status: again.status, sameBody });
  }
  return replays;
}
