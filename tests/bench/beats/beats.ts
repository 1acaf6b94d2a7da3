import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { SYSTEM_ACTOR } from '../../../server/access/actor.table.ts';
import { createSenderSecret, hashToken } from '../../../server/access/token-secret.ts';
import { type BenchServer, startBenchServer } from '../bench-server.ts';
import { bigPracticeSlugs, importBigPractice } from '../big-practice.ts';
import { startWorker, stopChild } from '../child.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import type { BeatOrder, BeatReport } from './senders.ts';

export interface BeatsOptions {
  readonly branches: number;
  readonly everyMs: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

/** While all branches beat, over the time that was measured. */
export interface BeatsFigures {
  readonly name: string;
  readonly beats: BeatReport;
  /** Per cent of one core. */
  readonly instance: number;
  readonly database: number;
  /** Statements that wrote, for each beat that was taken. */
  readonly writesPerBeat: number;
  readonly transactionsPerSecond: number;
}

const WORKER = new URL('./senders.ts', import.meta.url).pathname;
/** Every branch has been heard, and the facts of that are written, when the journal has not grown for so long. */
const SETTLED_MS = 6_000;
const ALL_CHECKS = { records: 'working', phones: 'working', online: 'working', prescriptions: 'working' };

async function issueTokens({ db }: BenchServer, slugs: readonly string[]): Promise<readonly string[]> {
  const tokens = slugs.map(() => createSenderSecret());
  const rows = slugs.map((branch, at) => ({
    id: randomUUID(),
    branch,
    token_hash: hashToken(tokens[at] ?? ''),
    created_by: SYSTEM_ACTOR,
    created_at: new Date(),
  }));
  await db.insertInto('sender_token').values(rows).execute();
  return tokens;
}

interface Counts {
  readonly transactions: number;
  readonly rows: number;
}

/** What the database has done so far; its own statistics lag by less than a second. */
async function countsOf({ db }: BenchServer): Promise<Counts> {
  const { rows } = await sql<{ readonly transactions: string; readonly written: string }>`
    select xact_commit::text as transactions,
      (select sum(n_tup_ins + n_tup_upd + n_tup_del)::text from pg_stat_user_tables) as written
    from pg_stat_database where datname = current_database()`.execute(db);
  return { transactions: Number(rows[0]?.transactions ?? 0), rows: Number(rows[0]?.written ?? 0) };
}

/** Lets all branches of a big practice beat, and counts what that costs. */
export async function benchBeats({ branches, everyMs, seconds, say }: BeatsOptions): Promise<readonly BeatsFigures[]> {
  const server = await startBenchServer();
  try {
    await importBigPractice(server.databaseUrl, server.folder, branches);
    const tokens = await issueTokens(server, bigPracticeSlugs(branches));
    const quiet = { origin: server.origin, tokens, everyMs, checks: {} };
    return [
      await measure(server, 'beats', quiet, seconds, say),
      await measure(server, 'beats with four checks', { ...quiet, checks: ALL_CHECKS }, seconds, say),
    ];
  } finally {
    await server.stop();
  }
}

async function untilSettled({ headSeq }: BenchServer): Promise<void> {
  for (let seq = -1; seq !== (await headSeq()); ) {
    seq = await headSeq();
    await wait(SETTLED_MS);
  }
}

async function measure(
  server: BenchServer,
  name: string,
  order: BeatOrder,
  seconds: number,
  say: (line: string) => void,
): Promise<BeatsFigures> {
  say(`${name}: ${order.tokens.length} branches, each every ${order.everyMs / 1_000} s, for ${seconds} s`);
  const worker = startWorker(WORKER);
  worker.send(order);
  await wait(order.everyMs);
  await untilSettled(server);
  const instancePids = server.processes.map(({ pid }) => pid);
  const before = { counts: await countsOf(server), instance: cpuMicros(instancePids), at: performance.now() };
  const databaseBefore = cpuMicros(server.databasePids());
  await wait(seconds * 1_000);
  const elapsed = performance.now() - before.at;
  const instance = cpuMicros(instancePids) - before.instance;
  const database = cpuMicros(server.databasePids()) - databaseBefore;
  const counts = await countsOf(server);
  const [report] = await Promise.all([once(worker, 'message'), worker.send('stop')]);
  await stopChild(worker);
  const beats = report[0] as BeatReport;
  const taken = (order.tokens.length / order.everyMs) * elapsed;
  const percent = (micros: number) => micros / (elapsed * 10);
  return {
    name,
    beats,
    instance: percent(instance),
    database: percent(database),
    writesPerBeat: (counts.rows - before.counts.rows) / taken,
    transactionsPerSecond: (counts.transactions - before.counts.transactions) / (elapsed / 1_000),
  };
}
