import closeWithGrace from 'close-with-grace';
import { systemClock } from './platform/clock.ts';
import { readProcessConfig } from './platform/config.ts';
import { type OpenDatabase, openDatabase } from './platform/open-database.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { startedText } from './started-text.ts';

/** A stop takes at most 8 s for the open pages, and PostgreSQL a moment after them. */
const STOP_WITHIN_MS = 15_000;

let database: OpenDatabase | null = null;
let server: RunningServer | null = null;

/** First the pages, then the database they are written to. */
async function stop(): Promise<void> {
  await server?.stop();
  await database?.stop();
}

async function start(): Promise<void> {
  const config = readProcessConfig();
  database = await openDatabase(config);
  server = await startServer({ config, clock: systemClock, connectionString: database.connectionString });
  process.stdout.write(startedText(server, database.place));
}

closeWithGrace({ delay: STOP_WITHIN_MS, logger: false }, async ({ err }) => {
  if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
  await stop();
});

try {
  await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await stop();
  process.exit(1);
}
