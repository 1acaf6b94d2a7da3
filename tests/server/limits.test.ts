import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createHttp } from '../../server/platform/http.ts';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { openJournal } from '../support/journal.ts';
import { startTestServer } from '../support/running-server.ts';

test('a request has 10 s, its headers 5 s, and whoever answers it 8 s: not for ever, as the framework has it', async () => {
  const app = await createHttp({ log: null, trustedProxies: [], origins: ['https://board.example'] });
  onTestFinished(() => app.close());
  const { requestTimeout, headersTimeout } = app.server;
  expect({ requestTimeout, headersTimeout }).toEqual({ requestTimeout: 10_000, headersTimeout: 5_000 });
  expect(app.initialConfig).toMatchObject({ bodyLimit: 16_384, requestTimeout: 10_000, handlerTimeout: 8_000 });
});

test('no socket is compressed for one page alone, whatever the page offers', async () => {
  const server = await startTestServer();
  const live = await connectLiveClient(`${server.origin.replace('http', 'ws')}/live`, { perMessageDeflate: true });
  await live.next();
  expect(live.socket.extensions).toBe('');
  live.socket.close();
  await live.closed;
});

test('the database gives up on what holds it up: a statement, a lock, a transaction that nobody goes on with', async () => {
  const { database } = await openJournal();
  const setting = async (name: string) => {
    const { rows } = await sql<{ readonly value: string }>`select current_setting(${name}) as value`.execute(
      database.db,
    );
    return rows[0]?.value;
  };
  expect(await setting('statement_timeout')).toBe('5s');
  expect(await setting('lock_timeout')).toBe('2s');
  expect(await setting('idle_in_transaction_session_timeout')).toBe('10s');
});

test('the websocket library is none of those that a stranger can bring down', async () => {
  const lock = JSON.parse(await readFile(join(PROJECT_ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const versions = Object.entries(lock.packages).flatMap(([path, { version = '' }]) =>
    path.endsWith('node_modules/ws') ? [version] : [],
  );
  expect(versions.length).toBeGreaterThan(0);
  // From 8.21 on, fragments are bounded.
  for (const version of versions) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    expect(major > 8 || (major === 8 && minor >= 21), version).toBe(true);
  }
});
