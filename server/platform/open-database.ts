import { toIso } from '../../shared/practice/instant.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { Log } from './log.ts';

/** The database of this configuration, and who ends it. */
export interface OpenDatabase {
  readonly connectionString: string;
  /** For people: where the data is. Never a password. */
  readonly place: string;
  /** Ends the packaged PostgreSQL; leaves an external one alone. */
  stop(): Promise<void>;
}

function createLineLog(): Log {
  const write = (level: string) => (fields: object, message: string) => {
    const line = { level, time: toIso(systemClock.now()), ...fields, msg: message };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** The external PostgreSQL that is configured, or else the packaged one, started on the data folder. */
export async function openDatabase({ databaseUrl, dataDir }: Config): Promise<OpenDatabase> {
  if (databaseUrl) {
    const { host, pathname } = new URL(databaseUrl);
    return { connectionString: databaseUrl, place: `${host}${pathname}`, stop: async () => {} };
  }
  const { connectionString, cluster, stop } = await startEmbeddedPostgres({ dataDir, log: createLineLog() });
  return { connectionString, place: `PostgreSQL in ${cluster}`, stop };
}
