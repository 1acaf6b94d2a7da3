import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { canEnter, chooseAccount } from '../../server/platform/embedded-postgres-account.ts';
import { packagedFolder, provideNative } from '../../server/platform/embedded-postgres-native.ts';
import { ask, end, postmasterPid, processesOf, spawnHolder, startHolder } from '../support/postgres-processes.ts';

const isRoot = process.getuid?.() === 0;
const project = join(import.meta.dirname, '..', '..');
const log = { info() {}, warn() {}, error() {} };
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-folder-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  // Root's PostgreSQL runs as another user, who has to be able to pass.
  await chmod(folder, 0o711);
  return folder;
}

async function start(dataDir: string) {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  cleanUps.push(() => postgres.stop());
  return postgres;
}

async function hold(dataDir: string) {
  const holder = await startHolder(dataDir);
  cleanUps.push(() => end(holder.process, 'SIGTERM'));
  return holder;
}

describe('the packaged PostgreSQL', () => {
  test('is one empty, durable database without a network port at the first start', async () => {
    const { connectionString, socketDir } = await start(join(await newFolder(), 'data'));
    const names = [
      'server_encoding',
      'TimeZone',
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'listen_addresses',
    ];
    const rows = await ask(
      connectionString,
      `select ${names.map((name) => `current_setting('${name}')`).join(" || ' ' || ")} as v`,
    );
    expect(rows).toEqual([{ v: 'UTF8 UTC on on on ' }]);
    expect(await ask(connectionString, 'select current_database() as name')).toEqual([{ name: 'branchboard' }]);
    expect((await stat(socketDir)).mode & 0o077).toBe(0);
  });

  test('keeps its data over a stop and leaves no process and no socket behind', async () => {
    const dataDir = join(await newFolder(), 'data');
    const first = await start(dataDir);
    await ask(first.connectionString, 'create table kept as select 1 as one');
    await first.stop();
    expect(processesOf(first.cluster)).toEqual([]);
    expect(existsSync(first.socketDir)).toBe(false);
    const second = await start(dataDir);
    expect(await ask(second.connectionString, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('goes on while its server is killed, and is taken over and stopped by the next one', async () => {
    const dataDir = await newFolder();
    const killed = await hold(dataDir);
    const pid = postmasterPid(killed.cluster);
    await end(killed.process, 'SIGKILL');
    const next = await start(dataDir);
    expect(postmasterPid(next.cluster)).toBe(pid);
    expect(await ask(next.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
    expect(processesOf(next.cluster)).toEqual([]);
  });

  test('outlives Ctrl-C in the terminal of its server, which drains before it ends it', async () => {
    const dataDir = await newFolder();
    const interrupted = await hold(dataDir);
    const pid = postmasterPid(interrupted.cluster);
    const { pid: group } = interrupted.process;
    if (group === undefined) throw new Error('the holder has no process id');
    const ended = once(interrupted.process, 'exit');
    process.kill(-group, 'SIGINT');
    await ended;
    expect(await ask(interrupted.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(postmasterPid((await start(dataDir)).cluster)).toBe(pid);
  });

  test.each([false, true])('is started again when it is killed itself (taken over before: %s)', async (takenOver) => {
    const dataDir = await newFolder();
    if (takenOver) await end((await hold(dataDir)).process, 'SIGKILL');
    const { connectionString, cluster, stop } = await start(dataDir);
    await ask(connectionString, 'create table kept as select 1 as one');
    const pid = postmasterPid(cluster);
    process.kill(pid, 'SIGKILL');
    const answer = () => ask(connectionString, 'select one from kept').catch(() => []);
    await expect.poll(() => existsSync(`${cluster}/postmaster.pid`) && postmasterPid(cluster)).not.toBe(pid);
    await expect.poll(answer, { timeout: 20_000 }).toEqual([{ one: 1 }]);
    await stop();
    expect(processesOf(cluster)).toEqual([]);
  });

  test('starts after it and its server were killed, even when a stranger has its old number', async () => {
    const dataDir = await newFolder();
    const killed = await hold(dataDir);
    const pid = postmasterPid(killed.cluster);
    await end(killed.process, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => processesOf(killed.cluster)).toEqual([]);
    // Of the same user, as PostgreSQL leaves the processes of others out of account.
    const stranger = spawn('sleep', ['600'], { ...chooseAccount([]), cwd: '/', stdio: 'ignore' });
    cleanUps.push(() => end(stranger, 'SIGKILL'));
    const file = join(killed.cluster, 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(String(pid), String(stranger.pid)));
    const next = await start(dataDir);
    expect(await ask(next.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('takes nothing for data that an interrupted first start left', async () => {
    const dataDir = await newFolder();
    const child = spawnHolder(dataDir);
    cleanUps.push(() => end(child, 'SIGKILL'));
    const draft = async () => (await readdir(dataDir)).find((entry) => entry.startsWith('cluster.draft-')) ?? '';
    await expect
      .poll(async () => existsSync(join(dataDir, await draft(), 'PG_VERSION')), { timeout: 20_000 })
      .toBe(true);
    await end(child, 'SIGKILL');
    const { connectionString } = await start(dataDir);
    expect(await ask(connectionString, 'select current_database() as name')).toEqual([{ name: 'branchboard' }]);
    expect(await draft()).toBe('');
  });

  test('serves one server: a second on the same folder is told so, and is let in when the first was killed', async () => {
    const dataDir = await newFolder();
    const first = await hold(dataDir);
    await expect(start(dataDir)).rejects.toThrow(/^Another Branchboard is using the data folder .+$/);
    await end(first.process, 'SIGKILL');
    expect((await start(dataDir)).cluster).toBe(first.cluster);
  });

  test('is got by one of two servers that start at the same moment', async () => {
    const dataDir = await newFolder();
    const both = await Promise.all([hold(dataDir), hold(dataDir)]);
    const errors = both.map(({ error }) => error).filter((error) => error !== undefined);
    expect(errors).toEqual([expect.stringContaining('Another Branchboard is using')]);
  });

  test.skipIf(!isRoot)('runs as another user for root, elsewhere when only root can enter the folder', async () => {
    const secret = await newFolder();
    await chmod(secret, 0o700);
    const { cluster, connectionString } = await start(join(secret, 'data'));
    cleanUps.splice(-1, 0, () => rm(dirname(cluster), { recursive: true, force: true }));
    expect(cluster).toMatch(/^\/var\/lib\/branchboard\/[0-9a-f]{12}\/cluster$/);
    expect((await stat(cluster)).uid).not.toBe(0);
    expect(await ask(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test.skipIf(!isRoot)('stays in an empty folder of root that others could enter but for its own mode', async () => {
    const folder = await newFolder();
    await chmod(folder, 0o700);
    expect((await start(folder)).cluster).toBe(join(folder, 'cluster'));
  });

  test.skipIf(!isRoot)('runs as the ordinary user who starts it, in a folder only they can enter', async (context) => {
    const account = chooseAccount([]);
    if (!account || !canEnter(account, project)) return context.skip('the unprivileged user cannot enter the project');
    const folder = await newFolder();
    await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o700);
    const holder = await startHolder(join(folder, 'data'), account);
    cleanUps.push(() => end(holder.process, 'SIGTERM'));
    expect(holder.error).toBeUndefined();
    expect((await stat(holder.cluster)).uid).toBe(account.uid);
    expect(await ask(holder.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await end(holder.process, 'SIGTERM')).toBe(0);
    expect(processesOf(holder.cluster)).toEqual([]);
  });
});

describe('the binaries', () => {
  test('get the links that a skipped install script did not make', async () => {
    const packaged = join(await newFolder(), 'package');
    await cp(packagedFolder(), packaged, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
    expect(await provideNative(chooseAccount([]), await newFolder(), packaged)).toBe(join(packaged, 'native'));
  });

  test.skipIf(!isRoot)('are copied to where their user can run them when only root can enter the project', async () => {
    const secret = await newFolder();
    await chmod(secret, 0o700);
    const packaged = join(secret, 'package');
    await mkdir(packaged);
    await cp(packagedFolder(), packaged, { recursive: true, verbatimSymlinks: true });
    const copies = await newFolder();
    expect(await provideNative(chooseAccount([]), copies, packaged)).toMatch(
      new RegExp(`^${copies}/postgresql-.+/native$`),
    );
  });
});
