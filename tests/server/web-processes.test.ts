import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../support/journal.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { postReport } from '../support/post-report.ts';
import { type ServerProcess, spawnServer, type StartedServer, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const PROCESSES = 2;

/** Of the process that was started, by what the system says. */
function webProcessesOf({ pid }: ServerProcess): readonly number[] {
  const parentOf = (entry: string) => {
    try {
      return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1]);
    } catch {
      return null;
    }
  };
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid)
    .map(Number);
}

/** How many of them have ever begun to listen. */
function startsOf({ said }: StartedServer): number {
  return said.output.match(/"msg":"started"/g)?.length ?? 0;
}

/** As a lead's page does: what was not answered, or by a server that is about to stop, is sent again under its key. */
async function sendUntilStored({ origin }: StartedServer, token: string, message: string): Promise<void> {
  const key = randomUUID();
  await until('it is stored', async () => {
    const answer = await postReport(origin, { token, key, body: { message } }).catch(() => null);
    if (answer !== null && answer.status !== 503) expect(answer.status).toBe(201);
    return answer?.status === 201;
  });
}

async function startProcesses() {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const server = await startServerProcess({
    DATABASE_URL: connectionString,
    WEB_PROCESSES: String(PROCESSES),
    LOG_LEVEL: 'info',
  });
  await until('all listen', () => startsOf(server) === PROCESSES);
  return { server, connectionString };
}

/** The open pages are dealt out in turn, so as many of them as there are processes have one each. */
function openPages({ origin }: StartedServer, count: number) {
  return Promise.all(Array.from({ length: count }, () => connectLiveClient(`${origin.replace('http', 'ws')}/live`)));
}

test.runIf(process.platform === 'linux')(
  'several processes share a port, and each tells its pages what was said to another',
  async () => {
    const { server, connectionString } = await startProcesses();
    expect(server.said.output.match(/Set up the first account/g)).toHaveLength(1);
    const database = await openDatabase(connectionString);
    onTestFinished(() => database.close());
    const office = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
    const { token } = await issueToken(database.db, office, systemClock.now());
    const pages = await openPages(server, 2 * PROCESSES);
    for (const page of pages) await page.until('board');
    expect((await postReport(server.origin, { token, body: { message: 'Use the side door.' } })).status).toBe(201);
    for (const page of pages) {
      const frames = await page.until('change');
      expect(JSON.stringify(frames.at(-1))).toContain('Use the side door.');
    }
  },
);

test.runIf(process.platform === 'linux')(
  'a process that dies is replaced, and its pages come back on the same port',
  async () => {
    const { server } = await startProcesses();
    const [first] = webProcessesOf(server);
    process.kill(first ?? 0, 'SIGKILL');
    await until('another takes its place', () => startsOf(server) === PROCESSES + 1);
    expect(webProcessesOf(server)).toHaveLength(PROCESSES);
    expect(webProcessesOf(server)).not.toContain(first);
    expect(server.said.output).toContain('another takes its place');
    for (const page of await openPages(server, 2 * PROCESSES)) await page.until('board');
  },
);

test.runIf(process.platform === 'linux')('a stop ends all of them, and says goodbye to the pages of each', async () => {
  const { server } = await startProcesses();
  const pages = await openPages(server, 2 * PROCESSES);
  for (const page of pages) await page.until('board');
  server.signal('SIGTERM');
  for (const page of pages) await page.until('bye');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(webProcessesOf(server)).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'all of them are replaced in turn, while pages are open and reports are stored',
  async () => {
    const { server, connectionString } = await startProcesses();
    const database = await openDatabase(connectionString);
    onTestFinished(() => database.close());
    const office = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
    const { token } = await issueToken(database.db, office, systemClock.now());
    const before = webProcessesOf(server);
    const pages = await openPages(server, 2 * PROCESSES);
    for (const page of pages) await page.until('board');

    server.signal('SIGUSR2');
    let stored = 0;
    const isRenewed = () => before.every((pid) => !existsSync(`/proc/${pid}`));
    while (!isRenewed() && stored < 25) {
      await sendUntilStored(server, token, `Note ${stored + 1}.`);
      stored += 1;
    }
    await until('all are replaced', isRenewed);
    for (const page of pages) await page.until('bye');
    expect(startsOf(server)).toBe(2 * PROCESSES);
    expect(webProcessesOf(server)).toHaveLength(PROCESSES);
    for (const page of await openPages(server, 2 * PROCESSES)) {
      expect(JSON.stringify(await page.until('board'))).toContain(`Note ${stored}.`);
    }
  },
);

test.runIf(process.platform === 'linux')('one that cannot take the place of another leaves it there', async () => {
  const { server } = await startProcesses();
  const before = webProcessesOf(server);
  const pages = await openPages(server, PROCESSES);
  for (const page of pages) await page.until('board');
  server.signal('SIGUSR2');
  const newcomer = () => webProcessesOf(server).find((pid) => !before.includes(pid));
  await until('one comes', () => newcomer() !== undefined);
  process.kill(newcomer() ?? 0, 'SIGKILL');
  await until('it is given up', () => server.said.output.includes('those that run stay'));
  expect(webProcessesOf(server)).toEqual(before);
  expect(startsOf(server)).toBe(PROCESSES);
  for (const { socket } of pages) expect(socket.readyState).toBe(socket.OPEN);
});

test('on a port that is taken they say so, once, and leave nothing behind', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const server = spawnServer({ DATABASE_URL: connectionString, PORT: String(port), WEB_PROCESSES: '2' });
  expect((await server.ended).code).toBe(1);
  expect(server.said.errors.match(/is in use/g)).toHaveLength(1);
  expect(webProcessesOf(server)).toEqual([]);
});

test.runIf(process.platform === 'linux')('they do not outlive the process that started them', async () => {
  const { server } = await startProcesses();
  const pids = webProcessesOf(server);
  expect(pids).toHaveLength(PROCESSES);
  server.signal('SIGKILL');
  await until('all have ended', () => pids.every((pid) => !existsSync(`/proc/${pid}`)));
});
