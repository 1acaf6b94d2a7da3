import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { NativeFolder } from './embedded-postgres-native.ts';
import type { Places } from './embedded-postgres-places.ts';

/** The one database in a cluster, and its owner. */
export const DATABASE = 'branchboard';
export const DATABASE_USER = 'branchboard';

/**
 * Makes the cluster with its empty database, unless it exists. It is made under another name and renamed when whole, so that
 * whatever was interrupted is never taken for data.
 */
export async function provideCluster(places: Places, native: NativeFolder): Promise<void> {
  const { cluster, account } = places;
  const parent = dirname(cluster);
  const draftPrefix = `${basename(cluster)}.draft-`;
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(draftPrefix)) await rm(join(parent, entry), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(cluster)) return;

  // A name of its own each time: an initdb left over from a killed server may still be writing to the last one.
  const draft = join(parent, `${draftPrefix}${randomBytes(6).toString('hex')}`);
  await mkdir(draft, { mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  await initialise(draft, places, native);
  await createDatabase(draft, places, native);
  await rename(draft, cluster);
  await syncFolder(parent);
}

async function initialise(folder: string, places: Places, native: NativeFolder): Promise<void> {
  const options = ['--auth=trust', '--encoding=UTF8', '--no-instructions'];
  // The builtin provider sorts the same on every machine, whatever its C library.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const zone = ['--set=timezone=UTC', '--set=log_timezone=UTC'];
  const initdb = join(native, 'bin', 'initdb');
  try {
    await promisify(execFile)(initdb, ['-D', folder, '-U', DATABASE_USER, ...options, ...locale, ...zone], {
      ...places.account,
      cwd: '/',
      env: postgresEnvironment(),
    });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`The database could not be created in ${folder}: ${oneLine(stderr) || String(error)}`, {
      cause: error,
    });
  }
}

/** In single-user mode, as the packaged binaries have no client program. */
async function createDatabase(folder: string, places: Places, native: NativeFolder): Promise<void> {
  const child = spawn(join(native, 'bin', 'postgres'), ['--single', '-D', folder, 'postgres'], {
    ...places.account,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(`CREATE DATABASE ${DATABASE};\n`);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  // Single-user mode also ends with 0 after a statement that failed.
  if (code !== 0 || /^.*(ERROR|FATAL|PANIC):/m.test(said)) throw new Error(`CREATE DATABASE failed: ${oneLine(said)}`);
}

/** What PostgreSQL's programs get to see of the environment: nothing of the server's own, which may hold secrets. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** The last few lines of a program's complaint, as one. */
export function oneLine(text: string): string {
  return text.trim().split('\n').slice(-4).join(' | ');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
