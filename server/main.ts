// oxlint-disable-next-line import/no-unassigned-import -- its effect is all there is to it.
import './platform/steady-ticks.ts';
import cluster from 'node:cluster';
import { join } from 'node:path';
import { systemClock } from './platform/clock.ts';
import { readProcessConfig } from './platform/config.ts';
import { endWithGrace } from './platform/end-with-grace.ts';
import { messageOf } from './platform/error-message.ts';
import { type OpenDatabase, openDatabase } from './platform/open-database.ts';
import { readOrCreateSecret } from './platform/secret-file.ts';
import { runWebProcess } from './processes/run-web-process.ts';
import { runWebProcesses } from './processes/run-web-processes.ts';
import { startServer } from './start-server.ts';
import { startedText } from './started-text.ts';

/** A stop takes at most 8 s for the open pages, and PostgreSQL a moment after them. */
const STOP_WITHIN_MS = 15_000;

let database: Promise<OpenDatabase> | null = null;
/** The server, or those of several processes. */
let running: { stop(): Promise<void>; renew?(): Promise<void> } | null = null;
let stopping = false;

/** First the pages, then the database they are written to: also one that is still starting, or it would stay. */
async function stop(): Promise<void> {
  stopping = true;
  await running?.stop();
  const opened = await database?.catch(() => null);
  await opened?.stop();
}

async function start(): Promise<void> {
  const config = readProcessConfig();
  database = openDatabase(config);
  const { connectionString, place } = await database;
  if (stopping) return;
  const authSecret = config.authSecret ?? (await readOrCreateSecret(join(config.dataDir, 'keys', 'auth.key')));
  const say = (text: string) => void process.stdout.write(text);
  if (config.webProcesses > 1) {
    const processes = runWebProcesses(config, { connectionString, authSecret, databasePlace: place }, say);
    running = processes;
    return processes.started;
  }
  const server = await startServer({ config, clock: systemClock, connectionString, authSecret });
  running = server;
  say(startedText(server, place));
}

if (cluster.isWorker) {
  await runWebProcess();
} else {
  endWithGrace(STOP_WITHIN_MS, stop, ['SIGUSR2']);
  // Not SIGHUP: a terminal that closes sends it to end all of them.
  process.on('SIGUSR2', () => void running?.renew?.());
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
}
