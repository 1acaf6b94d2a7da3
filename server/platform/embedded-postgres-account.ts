import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** The operating system's user that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const SERVICE_USERS = ['branchboard', 'postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root lends it to another user: the owner of the cluster or else of the data folder,
 * when that is not root, so that their own next start finds its files; else an unprivileged user of the system.
 * `undefined`: this process is not root and PostgreSQL runs as its own user.
 */
export function chooseAccount(folders: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of folders) {
    const owner = ownerOf(folder);
    if (owner && owner.uid !== 0) return owner;
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of SERVICE_USERS) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error('PostgreSQL does not run as root and no unprivileged user was found; set DATABASE_URL instead');
}

/** Owner of a folder; undefined when there is none. */
export function ownerOf(folder: string): Account | undefined {
  const { uid, gid } = statSync(folder, { throwIfNoEntry: false }) ?? {};
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** Whether `account` can pass through every folder on the way into this one, found out by going there. */
export function canEnter(account: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/', env: {} }).status === 0;
}
