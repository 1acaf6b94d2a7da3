import type { Config } from './config.ts';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { createLineLog } from './line-log.ts';

/** The database of this configuration, and who ends it. */
export interface OpenDatabase {
  readonly connectionString: string;
  /** For people: where the data is. Never a password. */
  readonly place: string;
  /** Ends the packaged PostgreSQL; leaves an external one alone. */
  stop(): Promise<void>;
}

function externalDatabase(databaseUrl: string): OpenDatabase {
  const { host, pathname } = new URL(databaseUrl);
  return { connectionString: databaseUrl, place: `${host}${pathname}`, stop: async () => {} };
}

/** The external PostgreSQL that is configured, or else the packaged one, started on the data folder. */
export async function openDatabase(
  { databaseUrl, dataDir }: Config,
  log = createLineLog(process.stdout),
): Promise<OpenDatabase> {
  if (databaseUrl) return externalDatabase(databaseUrl);
  const { connectionString, cluster, stop } = await startEmbeddedPostgres({ dataDir, log });
  return { connectionString, place: `PostgreSQL in ${cluster}`, stop };
}

/**
 * For a command, whether a server runs or not: the external PostgreSQL, or the packaged one that a server keeps running
 * on the data folder, or else that one started for the moment. What a command prints is its own, so it logs to standard
 * error.
 */
export async function joinDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) return externalDatabase(config.databaseUrl);
  const connectionString = await findRunningPostgres(config.dataDir);
  if (!connectionString) return openDatabase(config, createLineLog(process.stderr));
  return { connectionString, place: `PostgreSQL in ${config.dataDir}`, stop: async () => {} };
}
