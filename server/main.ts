import { join } from 'node:path';
import { systemClock } from './platform/clock.ts';
import { readProcessConfig } from './platform/config.ts';
import { endWithGrace } from './platform/end-with-grace.ts';
import { messageOf } from './platform/error-message.ts';
import { type OpenDatabase, openDatabase } from './platform/open-database.ts';
import { readOrCreateSecret } from './platform/secret-file.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { startedText } from './started-text.ts';

/** A stop takes at most 8 s for the open pages, and PostgreSQL a moment after them. */
const STOP_WITHIN_MS = 15_000;

let database: Promise<OpenDatabase> | null = null;
let server: RunningServer | null = null;
let stopping = false;

/** First the pages, then the database they are written to: also one that is still starting, or it would stay. */
async function stop(): Promise<void> {
  stopping = true;
  await server?.stop();
  const opened = await database?.catch(() => null);
  await opened?.stop();
}

async function start(): Promise<void> {
  const config = readProcessConfig();
  database = openDatabase(config);
  const { connectionString, place } = await database;
  if (stopping) return;
  const authSecret = config.authSecret ?? (await readOrCreateSecret(join(config.dataDir, 'keys', 'auth.key')));
  server = await startServer({ config, clock: systemClock, connectionString, authSecret });
  process.stdout.write(startedText(server, place));
}

endWithGrace(STOP_WITHIN_MS, stop);
try {
  await start();
} catch (error) {
  // A start that is interrupted fails of that.
  if (!stopping) {
    process.stderr.write(`${messageOf(error)}\n`);
    await stop();
    process.exit(1);
  }
}
