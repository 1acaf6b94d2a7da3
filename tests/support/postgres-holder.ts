import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';

/**
 * A server reduced to its database: starts it on the folder it is given, says what it got as one line of JSON, and stops it on
 * SIGTERM. Run as a process of its own by the tests that kill it.
 */
const report = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const log = { info() {}, warn() {}, error() {} };

try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log });
  const alive = setInterval(() => {}, 60_000);
  process.once('SIGTERM', async () => {
    await postgres.stop();
    clearInterval(alive);
  });
  const { connectionString, cluster } = postgres;
  report({ connectionString, cluster });
} catch (error) {
  report({ error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
