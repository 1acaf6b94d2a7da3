import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../../server/platform/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import type { Log } from '../../server/platform/log.ts';
import { migrateToLatest } from '../../server/platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's own database, as somebody who may create others. */
    postgres: string;
    /** Name of the migrated database that test databases are clones of. */
    postgresTemplate: string;
  }
}

interface TestServer {
  readonly connectionString: string;
  readonly template: string;
  stop(): Promise<void>;
}

interface Shared {
  users: number;
  readonly server: Promise<TestServer>;
}

/** Projects set themselves up one by one, each with a module graph of its own: what they share hangs on the process. */
const shared = globalThis as { branchboardTestServer?: Shared | undefined };

const silent: Log = { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) };

/** One PostgreSQL for the whole test run: that of `DATABASE_URL_TEST`, else the packaged one on a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.branchboardTestServer ??= { users: 0, server: startServer() };
  const current = shared.branchboardTestServer;
  current.users += 1;
  const server = await current.server;
  project.provide('postgres', server.connectionString);
  project.provide('postgresTemplate', server.template);
  return async () => {
    current.users -= 1;
    if (current.users > 0) return;
    shared.branchboardTestServer = undefined;
    await server.stop();
  };
}

async function startServer(): Promise<TestServer> {
  const named = process.env['DATABASE_URL_TEST'];
  const { connectionString, stop } = named ? { connectionString: named, stop: async () => {} } : await startOwn();
  const template = `branchboard_template_${process.pid}`;
  await run(connectionString, `create database ${template}`);
  const migrated = new URL(connectionString);
  migrated.pathname = `/${template}`;
  const database = createDatabase({ connectionString: migrated.href, log: silent, poolSize: 1 });
  await migrateToLatest(database.db);
  await database.close();
  return {
    connectionString,
    template,
    async stop() {
      if (named) await run(connectionString, `drop database ${template}`);
      await stop();
    },
  };
}

async function startOwn(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'branchboard-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const postgres = await startEmbeddedPostgres({ dataDir, log: silent, settings });
  return {
    connectionString: postgres.connectionString,
    async stop() {
      await postgres.stop();
      await rm(dirname(postgres.cluster), { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
