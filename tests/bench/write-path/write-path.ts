import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { sql } from 'kysely';
import { issueToken } from '../../../server/access/issue-token.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { type BenchServer, startBenchServer } from '../bench-server.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { startBareReportServer } from '../peers/bare-report-peer.ts';
import { createBareInserts } from './bare-inserts.ts';
import { createVerb } from './verb.ts';

export interface RoundFigures {
  /** From asking to the answer after the commit. */
  readonly ms: number;
  /** Of PostgreSQL. */
  readonly cpuMs: number;
  /** That PostgreSQL wrote to its log. */
  readonly logBytes: number;
}

export interface WritersFigures {
  readonly writers: number;
  /** By HTTP from a server that shows each change to its pages, or by the same code without both. */
  readonly way: 'by HTTP' | 'without HTTP';
  readonly ours: readonly RoundFigures[];
  readonly bare: readonly RoundFigures[];
  /** The bare insert behind node:http, where ours comes by HTTP; else nothing. */
  readonly bareByHttp: readonly RoundFigures[];
  /** That wrote the rows of a report. */
  readonly transactions: number;
}

export interface WritePathOptions {
  readonly rounds: number;
  readonly reports: number;
  readonly say: (line: string) => void;
}

const WRITERS = [1, 8];
/** Each may write so many times a minute. */
const WRITES_A_MINUTE = 30;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

interface Desk {
  readonly branch: string;
  seen: number;
}

/** Where something is posted, by whom, and which of the writers posts it. */
interface Post {
  readonly origin: string;
  readonly token: string;
  readonly writer: number;
}

function post({ origin, token, writer }: Post, { branch, seen }: Desk, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': randomUUID(),
      'if-match': `"${seen}"`,
      'x-writer': writer,
    };
    const path = `${origin}/api/v1/branches/${branch}/reports`;
    const sent = request(path, { method: 'POST', agent, headers }, async (response) => {
      const text = (await response.toArray()).join('');
      if (response.statusCode === 201) resolve((JSON.parse(text) as { seq: number }).seq);
      else reject(new Error(`a report was answered ${response.statusCode}: ${text}`));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function createTokens({ db, now }: BenchServer, count: number): Promise<readonly string[]> {
  const tokens: string[] = [];
  while (tokens.length < count) {
    const name = `Person ${tokens.length + 1}`;
    tokens.push((await issueToken(db, { role: 'operations', branches: [], days: 1, name }, now())).token);
  }
  return tokens;
}

async function openDesks(origin: string, token: string): Promise<readonly Desk[]> {
  const answer = await fetch(origin + PATHS.staffBoard, { headers: { authorization: `Bearer ${token}` } });
  const board = (await answer.json()) as { branches: { slug: string; seq: number }[] };
  return board.branches.map(({ slug, seq }) => ({ branch: slug, seen: seq }));
}

/** Transactions that wrote the facts after `seq` and the answers and texts that belong to them. */
async function transactionsAfter({ db }: BenchServer, seq: number): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(distinct written.xid)::int as count
    from fact
    join idempotency as kept on kept.answer ->> 'seq' = fact.seq::text
    cross join lateral (values (fact.xmin::text), (kept.xmin::text)) as written (xid)
    where fact.seq > ${seq}`.execute(db);
  return rows[0]?.count ?? 0;
}

async function logPosition({ db }: BenchServer): Promise<number> {
  const { rows } = await sql<{ readonly at: string }>`select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as at`.execute(
    db,
  );
  return Number(rows[0]?.at);
}

/** Writes so many times, by so many at once. */
async function measure(
  server: BenchServer,
  count: number,
  writers: number,
  write: (writer: number) => Promise<void>,
): Promise<RoundFigures> {
  const log = await logPosition(server);
  const cpu = cpuMicros(server.databasePids());
  const started = performance.now();
  let left = count;
  const one = async (writer: number) => {
    while (left > 0) {
      left -= 1;
      await write(writer);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  const elapsed = performance.now() - started;
  const spent = cpuMicros(server.databasePids()) - cpu;
  const logged = (await logPosition(server)) - log;
  return { ms: elapsed / count, cpuMs: spent / 1_000 / count, logBytes: logged / count };
}

/** What somebody says at this turn: the internet goes and comes back. */
function bodyOf(turn: number) {
  return { it: { internet: turn % 2 === 0 ? 'down' : 'working' }, note: `Seen by me, ${turn}.` } as const;
}

/** Reports and bare inserts in turn, on one PostgreSQL that syncs each commit to its disk. */
export async function benchWritePath(options: WritePathOptions): Promise<readonly WritersFigures[]> {
  const { rounds, reports } = options;
  const server = await startBenchServer();
  try {
    const tokens = await createTokens(
      server,
      Math.ceil(((rounds + 1) * WRITERS.length * reports) / WRITES_A_MINUTE) + 1,
    );
    const [token = ''] = tokens;
    const desks = await openDesks(server.origin, token);
    let turn = 0;
    const byDesk = (send: (desk: Desk, turn: number, writer: number) => Promise<number>) => async (writer: number) => {
      const desk = desks[writer];
      if (!desk) throw new Error('there are fewer branches than writers');
      turn += 1;
      desk.seen = await send(desk, turn, writer);
    };
    const tokenOf = (at: number) => tokens[at % tokens.length] ?? '';
    const byHttp = byDesk((desk, at, writer) =>
      post({ origin: server.origin, token: tokenOf(at), writer }, desk, JSON.stringify(bodyOf(at))),
    );
    const bareByHttp = (origin: string) => async (writer: number) => {
      const desk = desks[writer];
      if (desk) await post({ origin, token, writer }, desk, JSON.stringify(bodyOf(0)));
    };
    const figures = await compare(server, options, 'by HTTP', byHttp, bareByHttp);
    // From here on nobody else works on this machine for the reports.
    for (const { pid } of server.processes) process.kill(pid, 'SIGKILL');
    const verb = await createVerb(server, token);
    const byVerb = byDesk(({ branch, seen }, at) => verb.record(branch, seen, bodyOf(at)));
    figures.push(...(await compare(server, options, 'without HTTP', byVerb)));
    await verb.close();
    return figures;
  } finally {
    await server.stop();
  }
}

async function compare(
  server: BenchServer,
  { rounds, reports, say }: WritePathOptions,
  way: WritersFigures['way'],
  report: (writer: number) => Promise<void>,
  bareByHttp?: (origin: string) => (writer: number) => Promise<void>,
): Promise<WritersFigures[]> {
  const figures: WritersFigures[] = [];
  await measure(server, reports, 1, report);
  // As a database has it that runs for some minutes; a fresh one knows nothing of its tables.
  await sql`analyze`.execute(server.db);
  for (const writers of WRITERS) {
    say(`${way}, ${writers} at once: ${rounds} rounds of ${reports}`);
    const bareInserts = await createBareInserts(server.databaseUrl, writers);
    const behind = bareByHttp ? await startBareReportServer(server.databaseUrl, writers) : null;
    const post = behind && bareByHttp?.(behind.origin);
    const ours: RoundFigures[] = [];
    const bare: RoundFigures[] = [];
    const byHttp: RoundFigures[] = [];
    await measure(server, reports, writers, bareInserts.insert);
    if (post) await measure(server, reports, writers, post);
    const before = await server.headSeq();
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measure(server, reports, writers, report));
      bare.push(await measure(server, reports, writers, bareInserts.insert));
      if (post) byHttp.push(await measure(server, reports, writers, post));
    }
    await bareInserts.close();
    await behind?.stop();
    const transactions = (await transactionsAfter(server, before)) / (rounds * reports);
    figures.push({ writers, way, ours, bare, bareByHttp: byHttp, transactions });
  }
  return figures;
}
