import { readProcessConfig } from '../platform/config.ts';
import { createDatabase } from '../platform/database.ts';
import type { Db } from '../platform/database.types.ts';
import { createLineLog } from '../platform/line-log.ts';
import type { Log } from '../platform/log.ts';
import { joinDatabase } from '../platform/open-database.ts';
import type { Stopping } from './run-command.ts';

/** What a command works with: the practice's database, and a log that leaves standard output alone. */
export interface CommandDatabase {
  readonly db: Db;
  readonly log: Log;
  /** For people: where the data is. */
  readonly place: string;
}

/** Opens the database of this configuration beside the server, if one runs; closed when the command ends. */
export async function openForCommand(stopping: Stopping): Promise<CommandDatabase> {
  const log = createLineLog(process.stderr);
  const { connectionString, place, stop } = await joinDatabase(readProcessConfig());
  stopping(stop);
  const database = createDatabase({ connectionString, log, poolSize: 2 });
  stopping(() => database.close());
  return { db: database.db, log, place };
}
