import { existsSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideCluster } from './embedded-postgres-cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { provideNative } from './embedded-postgres-native.ts';
import { choosePlaces, prepareDataFolder, provideRunFolder } from './embedded-postgres-places.ts';
import { isPostmaster, readPostmasterFile } from './embedded-postgres-postmaster.ts';
import { connectionStringOf, type Supervisor, supervise } from './embedded-postgres-supervisor.ts';
import type { Log } from './log.ts';

export interface EmbeddedPostgresOptions {
  /** Made if need be. One server at a time. */
  readonly dataDir: string;
  readonly log: Log;
  /** PostgreSQL parameters, on top of small defaults. Durability is PostgreSQL's own default: on. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Only the user that PostgreSQL runs as (and root) can enter it. There is no TCP port. */
  readonly socketDir: string;
  readonly database: 'branchboard';
  /** PostgreSQL's own data directory; below `dataDir`, except for root in a folder that only root can enter. */
  readonly cluster: string;
  /** Ends PostgreSQL in order and frees the data folder. Call it after everything that uses the database has finished. */
  stop(): Promise<void>;
}

const SMALL_SETTINGS = {
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  cluster_name: 'branchboard',
};

/**
 * Starts the packaged PostgreSQL on a data folder, makes its database at the first start, and keeps it running: one that dies
 * is started again. A PostgreSQL that outlived its killed server is taken over. Throws when another server uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataFolder(options.dataDir);
  const release = await lockFolder(join(dataDir, 'lock'));
  if (!release) throw new Error(`Another Branchboard is using the data folder ${dataDir}`);
  try {
    const places = await choosePlaces(dataDir, (message) => options.log.info({ dataDir }, message));
    const native = await provideNative(places.account, places.copies);
    await provideCluster(places, native);
    const runFolder = await provideRunFolder(dataDir, places.account);
    const settings = { ...SMALL_SETTINGS, ...options.settings };
    const supervisor = await supervise({ places, native, runFolder, settings, log: options.log }).catch(
      async (error) => {
        await rm(runFolder, { recursive: true, force: true });
        throw error;
      },
    );
    return toEmbeddedPostgres(supervisor, places.cluster, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * The address of the PostgreSQL that a server keeps running on this data folder, for commands that work beside that server;
 * undefined when none runs.
 */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const { cluster } = await choosePlaces(await realpath(dataDir), () => {});
  const file = await readPostmasterFile(cluster);
  return file && isPostmaster(file.pid, cluster) ? connectionStringOf(file.socketDir) : undefined;
}

function toEmbeddedPostgres(supervisor: Supervisor, cluster: string, release: () => Promise<void>): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  return {
    connectionString: connectionStringOf(supervisor.socketDir),
    socketDir: supervisor.socketDir,
    database: 'branchboard',
    cluster,
    stop() {
      stopped ??= supervisor.stop().finally(release);
      return stopped;
    },
  };
}
