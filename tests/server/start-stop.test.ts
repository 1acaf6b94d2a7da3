import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { lockJournal } from '../../server/journal/append.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { openDatabase } from '../support/journal.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { connectMute } from '../support/mute-client.ts';
import { postReport } from '../support/post-report.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ask, processesOf } from '../support/postgres-processes.ts';
import {
  type Ending,
  type ServerProcess,
  type StartedServer,
  spawnServer,
  startServerProcess,
} from '../support/server-process.ts';
import { until } from '../support/until.ts';

/** For one that was told to stop. */
const STOPS_WITHIN_MS = 10_000;
/** For one that cannot start: generous, since on the way it may make a database. */
const FAILS_WITHIN_MS = 60_000;

const undos: (() => Promise<void>)[] = [];
/** Of all tests but those that begin with nothing: each leaves no process in it, or the next cannot start. */
let folder: string;

beforeAll(async () => {
  folder = await createDataFolder((undo) => undos.push(undo));
});

afterAll(async () => {
  for (const undo of undos) await undo();
});

/** How it ended. */
async function ending({ ended }: ServerProcess, withinMs = STOPS_WITHIN_MS): Promise<Ending> {
  let end: Ending | null = null;
  void ended.then((seen) => {
    end = seen;
  });
  return until('the process ends', () => end, withinMs);
}

async function boardOf({ origin }: StartedServer): Promise<PublicBoard> {
  return (await fetch(`${origin}/api/v1/board`)).json() as Promise<PublicBoard>;
}

function liveUrl({ origin }: StartedServer): string {
  return `${origin.replace('http', 'ws')}/live`;
}

function portOf({ origin }: StartedServer): number {
  return Number(new URL(origin).port);
}

async function externalDatabase(): Promise<string> {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  return connectionString;
}

async function openLink() {
  const connectionString = await externalDatabase();
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  return { link, connectionString };
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const lines = (text: string) => text.trimEnd().split('\n');

describe('a server that a person starts and stops', () => {
  test('says where to look, says goodbye on Ctrl-C, leaves no process, and has its data at the next start', async () => {
    const first = await startServerProcess({ DATA_DIR: folder });
    expect(first.said.output).toContain(`Status page    ${first.origin}/\n`);
    expect(first.said.output).toContain('18 sample branches were added');
    const before = await boardOf(first);
    expect(before.branches).toHaveLength(18);

    const page = await connectLiveClient(liveUrl(first));
    const mute = await connectMute(portOf(first));
    const cut = once(mute.wire, 'close');
    first.signal('SIGINT', 'group');
    const frames = await page.until('bye');
    expect(frames.at(-1)).toEqual({ t: 'bye', reason: 'restart', spreadMs: 20_000 });
    expect(await page.closed).toBe(1001);
    expect(await ending(first)).toEqual({ code: 0, signal: null });
    await cut;
    expect(processesOf(join(folder, 'cluster'))).toEqual([]);
    expect(first.said.errors).toBe('');

    const second = await startServerProcess({ DATA_DIR: folder });
    expect(second.said.output).not.toContain('sample branches');
    expect((await boardOf(second)).epoch).toBe(before.epoch);
    second.signal('SIGTERM');
    expect(await ending(second)).toEqual({ code: 0, signal: null });
    expect(processesOf(join(folder, 'cluster'))).toEqual([]);
  });

  test('takes a wish to stop that arrives twice at once for one', async () => {
    const server = await startServerProcess({ DATABASE_URL: await externalDatabase() });
    const page = await connectLiveClient(liveUrl(server));
    // Two kinds: two of one kind could become one on the way.
    server.signal('SIGINT');
    server.signal('SIGTERM');
    await page.until('bye');
    expect(await ending(server)).toEqual({ code: 0, signal: null });
  });

  test('ends at once, and its database with it, for somebody who goes on pressing Ctrl-C', async () => {
    const server = await startServerProcess({ DATA_DIR: folder });
    await connectMute(portOf(server));
    let end: Ending | null = null;
    void server.ended.then((seen) => {
      end = seen;
    });
    await until('the process ends', () => {
      server.signal('SIGINT');
      return end;
    });
    expect(end).toEqual({ code: 1, signal: null });
    await until('the database ends', () => processesOf(join(folder, 'cluster')).length === 0);
  });

  test('stops although its database has fallen silent and a report hangs on it', async () => {
    const { link, connectionString } = await openLink();
    const server = await startServerProcess({ DATABASE_URL: link.connectionString });
    const direct = openDatabase(connectionString, 1);
    const office = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
    const { token } = await issueToken(direct.db, office, systemClock.now());
    await direct.db.transaction().execute(async (trx) => {
      await lockJournal(trx);
      const hanging = postReport(server.origin, { token, body: { confirm: true } }).catch(() => 'cut off');
      const waits = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await until('the report hangs', async () => (await ask(connectionString, waits)).length === 1);
      link.stall();
      server.signal('SIGTERM');
      expect(await ending(server)).toEqual({ code: 0, signal: null });
      expect(await hanging).toBe('cut off');
    });
  });

  test('says what went wrong and stops in order after an error that nobody caught', async () => {
    const kaboom = 'process.once("SIGWINCH",()=>{throw(new(Error)("Kaboom"))})';
    const server = await startServerProcess({
      DATA_DIR: folder,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(kaboom)}`,
    });
    const page = await connectLiveClient(liveUrl(server));
    server.signal('SIGWINCH');
    await page.until('bye');
    expect(await ending(server)).toEqual({ code: 1, signal: null });
    expect(server.said.errors).toContain('Error: Kaboom');
    expect(processesOf(join(folder, 'cluster'))).toEqual([]);
  });
});

describe('a start that is interrupted', () => {
  test('leaves no process when its database is just coming up', async () => {
    const fresh = await createDataFolder();
    const server = spawnServer({ DATA_DIR: fresh });
    await until('the cluster is made', () => existsSync(join(fresh, 'cluster')));
    server.signal('SIGINT', 'group');
    expect(await ending(server)).toEqual({ code: 0, signal: null });
    expect(server.said.errors).toBe('');
    expect(processesOf(join(fresh, 'cluster'))).toEqual([]);
  });

  test('ends while it waits for a database that is away', async () => {
    const { link } = await openLink();
    link.cut();
    const server = spawnServer({ DATABASE_URL: link.connectionString });
    await until('it waits', () => server.said.output.includes('the database does not answer yet'));
    server.signal('SIGINT');
    expect(await ending(server)).toEqual({ code: 0, signal: null });
    expect(server.said.errors).toBe('');
  });
});

describe('a start that cannot be', () => {
  test('lists every fault of the configuration, and exits 1', async () => {
    const server = spawnServer({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://localhost',
      TIME_ZONE: 'Europe/Peterborough',
      LOG_LEVEL: 'loud',
    });
    expect(await ending(server, FAILS_WITHIN_MS)).toEqual({ code: 1, signal: null });
    const [title, ...faults] = lines(server.said.errors);
    expect(title).toBe('The configuration has faults:');
    expect(faults.map((fault) => fault.trim().split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'TIME_ZONE',
      'LOG_LEVEL',
    ]);
    expect(server.said.output).toBe('');
  });

  test('on a data folder that is in use says so in one line and exits 1, and the other goes on', async () => {
    const first = await startServerProcess({ DATA_DIR: folder });
    const second = spawnServer({ DATA_DIR: folder });
    expect(await ending(second, FAILS_WITHIN_MS)).toEqual({ code: 1, signal: null });
    expect(lines(second.said.errors)).toEqual([expect.stringMatching(/^Another Branchboard is using .+$/)]);
    expect((await boardOf(first)).branches).toHaveLength(18);
  });

  test('on a port that is in use says so in one line, exits 1 and leaves no process', async () => {
    const port = await takenPort();
    const server = spawnServer({ DATA_DIR: folder, PORT: String(port) });
    expect(await ending(server, FAILS_WITHIN_MS)).toEqual({ code: 1, signal: null });
    const line = `Port ${port} of 127.0.0.1 is in use: end what listens there, or set PORT.`;
    expect(lines(server.said.errors)).toEqual([line]);
    expect(processesOf(join(folder, 'cluster'))).toEqual([]);
  });
});
