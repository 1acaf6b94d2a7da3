import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { processesOf } from './postgres-processes.ts';

/** A place for a server's data. In the end, by default of the test, whatever still works in it is killed, and all of it goes. */
export async function createDataFolder(atEnd: (undo: () => Promise<void>) => void = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-data-'));
  // Root's PostgreSQL runs as another user, who has to be able to pass.
  await chmod(folder, 0o711);
  const cluster = join(folder, 'cluster');
  atEnd(async () => {
    // https://www.postgresql.org/docs/current/storage-file-layout.html: the fifth line is the socket's folder.
    const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
    killAll(processesOf(cluster));
    const socketFolder = file.split('\n')[4];
    if (socketFolder) await rm(socketFolder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

/** SIGKILL, by number; one that is gone already is no matter. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
