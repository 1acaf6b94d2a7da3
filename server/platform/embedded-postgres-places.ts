import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter, chooseAccount, ownerOf } from './embedded-postgres-account.ts';

/** Where one database lives, and as whom. */
export interface Places {
  readonly account: Account | undefined;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** A copy of the binaries goes below this folder when one is needed. */
  readonly copies: string;
  readonly logFile: string;
}

const MACHINE_FOLDER = '/var/lib/branchboard';
/** A socket's address holds 103 bytes on macOS and 107 on Linux; up to 57 of them are added to the temporary folder. */
const LONGEST_TEMPORARY_FOLDER = 46;

/** Makes the data folder and a folder `lock` in it, and gives the data folder's real path. */
export async function prepareDataFolder(dataDir: string): Promise<string> {
  const root = process.getuid?.() === 0;
  // Root's PostgreSQL runs as another user, who has to pass through to the cluster, which is its own alone.
  await mkdir(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 });
  if (root && ownerOf(dataDir)?.uid === 0 && (await readdir(dataDir)).length === 0) await chmod(dataDir, 0o711);
  const lock = join(dataDir, 'lock');
  await mkdir(lock, { recursive: true, mode: 0o700 });
  const owner = ownerOf(dataDir);
  if (root && owner) await chown(lock, owner.uid, owner.gid);
  return realpath(dataDir);
}

/** Decides where the database of a data folder lives. Says so when it is not in that folder. */
export async function choosePlaces(dataDir: string, say: (message: string) => void): Promise<Places> {
  const elsewhere = join(MACHINE_FOLDER, shortHash(dataDir));
  const account = chooseAccount([join(dataDir, 'cluster'), dataDir, join(elsewhere, 'cluster')]);
  if (!account) return placesIn(dataDir, account, dataDir);

  await mkdir(MACHINE_FOLDER, { recursive: true });
  await chmod(MACHINE_FOLDER, 0o755);
  const reachable = canEnter(account, dataDir);
  const begunHere = existsSync(join(dataDir, 'cluster'));
  const begunElsewhere = existsSync(join(elsewhere, 'cluster'));
  // An empty database must never take the place of one that is merely out of reach.
  if (begunHere && !reachable)
    throw new Error(`PostgreSQL's user (uid ${account.uid}) cannot enter ${dataDir} any more`);
  if (begunHere || (reachable && !begunElsewhere)) return placesIn(dataDir, account, MACHINE_FOLDER);

  await mkdir(elsewhere, { recursive: true });
  await chmod(elsewhere, 0o711);
  say(`PostgreSQL does not run as root and its user cannot enter ${dataDir}: the database is kept in ${elsewhere}`);
  return placesIn(elsewhere, account, MACHINE_FOLDER);
}

function placesIn(folder: string, account: Account | undefined, copies: string): Places {
  return { account, cluster: join(folder, 'cluster'), copies, logFile: join(folder, 'postgres.log') };
}

/** A short folder for the socket that only `account` can enter. */
export async function provideRunFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const folder = join(await runParent(account), shortHash(dataDir));
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (account) await chown(folder, account.uid, account.gid);
  if (isPrivate(folder, account)) return folder;
  // Somebody else took the name, as anybody can in a shared folder.
  const other = await mkdtemp(`${folder}-`);
  if (account) await chown(other, account.uid, account.gid);
  return other;
}

async function runParent(account: Account | undefined): Promise<string> {
  if (account) {
    const parent = '/run/branchboard';
    await mkdir(parent, { recursive: true });
    await chmod(parent, 0o711);
    return parent;
  }
  const temporary = Buffer.byteLength(tmpdir()) <= LONGEST_TEMPORARY_FOLDER ? tmpdir() : '/tmp';
  const own = join(temporary, `branchboard-${process.getuid?.() ?? 0}`);
  await mkdir(own, { mode: 0o700 }).catch(() => undefined);
  return isPrivate(own, undefined) ? own : mkdtemp(`${own}-`);
}

function isPrivate(folder: string, account: Account | undefined): boolean {
  const found = lstatSync(folder);
  const uid = account?.uid ?? process.getuid?.() ?? 0;
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}

function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
