import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createDataFolder } from '../support/data-folder.ts';
import { ask, processesOf } from '../support/postgres-processes.ts';
import { postReport } from '../support/post-report.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { runCommand as run } from '../support/run-command.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice } from '../support/staff-client.ts';

const TOKEN = /^bb_[\w-]{43}\n$/;

async function ownDatabase(): Promise<string> {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  return connectionString;
}

describe('a token', () => {
  test('is issued beside a running server, which takes it at once, and without one for its next start', async () => {
    const DATA_DIR = await createDataFolder();
    const server = await startServerProcess({ DATA_DIR });

    const lead = await run(
      { DATA_DIR },
      'token',
      '--role',
      'lead',
      '--branch',
      'clayton',
      '--branch',
      'yaxham',
      '--days',
      '2',
    );
    expect(lead).toMatchObject({ code: 0, output: expect.stringMatching(TOKEN) });
    const post = (token: string, branch: string, origin: string) =>
      postReport(origin, { token: token.trim(), branch, body: { access: 'open' } });
    const statuses = ['clayton', 'yaxham', 'stanway'].map(
      async (slug) => (await post(lead.output, slug, server.origin)).status,
    );
    expect(await Promise.all(statuses)).toEqual([201, 201, 403]);

    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    const office = await run({ DATA_DIR }, 'token', '--role', 'operations');
    expect(office).toMatchObject({ code: 0, output: expect.stringMatching(TOKEN) });
    expect(processesOf(join(DATA_DIR, 'cluster'))).toEqual([]);

    const next = await startServerProcess({ DATA_DIR });
    expect((await post(office.output, 'stanway', next.origin)).status).toBe(201);
    expect((await post(lead.output, 'clayton', next.origin)).status).toBe(201);
  }, 90_000);

  test('is alone on standard output; what it is for, and a line for the log without it, are beside it', async () => {
    const { connectionString } = await startTestServer();
    const args = ['--role', 'lead', '--branch', 'clayton', '--days', '30', '--name', 'Asha'];
    const { code, output, errors } = await run({ DATABASE_URL: connectionString }, 'token', ...args);
    expect(code).toBe(0);
    expect(output).toMatch(TOKEN);
    const [line = '', words] = errors.trim().split('\n');
    const [row] = await ask(connectionString, `select t.*, a.name from api_token t join actor a on a.id = t.actor`);
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/Z$/),
      id: row?.id,
      role: 'lead',
      branches: ['clayton'],
      name: 'Asha',
      days: 30,
      msg: 'a token was issued',
    });
    expect(words).toBe('A token to report for clayton as "Asha", valid for 30 days. It is shown this once:');
    expect(errors).not.toContain(output.trim());
    expect(row).toMatchObject({ role: 'lead', branches: ['clayton'], name: 'Asha' });
  });

  test('is of the database that DATABASE_URL names, and of no folder', async () => {
    const { connectionString } = await startTestServer();
    const DATA_DIR = join(await createDataFolder(), 'never-made');
    const { code } = await run({ DATABASE_URL: connectionString, DATA_DIR }, 'token', '--role', 'operations');
    expect(code).toBe(0);
    expect(existsSync(DATA_DIR)).toBe(false);
    const rows = await ask(connectionString, 'select role, expires_at from api_token');
    expect(rows).toEqual([{ role: 'operations', expires_at: null }]);
  });
});

describe('staff', () => {
  test('prints a link alone, by which somebody comes in whose password is lost', async () => {
    const server = await startTestServer();
    await signInOffice(server);
    const environment = { DATABASE_URL: server.connectionString, PUBLIC_ORIGIN: 'https://board.example' };
    const args = ['--email', 'Office@practice.example', '--role', 'admin'];
    const { code, output, errors } = await run(environment, 'staff', ...args);
    expect(code).toBe(0);
    expect(output).toMatch(/^https:\/\/board\.example\/set-up#bb_[\w-]{43}\n$/);
    expect(errors).not.toContain(output.trim());
    const body = {
      token: output.trim().split('#')[1],
      email: 'office@practice.example',
      password: 'seven quiet herons',
    };
    expect((await createStaffClient(server).send('POST', '/api/v1/set-up', body)).statusCode).toBe(201);
  });

  test('lets somebody new in, with a name from their address', async () => {
    const { connectionString } = await startTestServer();
    const args = ['--email', 'asha.lead@practice.example', '--role', 'lead', '--branch', 'clayton'];
    expect((await run({ DATABASE_URL: connectionString }, 'staff', ...args)).code).toBe(0);
    const rows = await ask(connectionString, 'select name, email, role, branches from person');
    expect(rows).toEqual([
      { name: 'Asha Lead', email: 'asha.lead@practice.example', role: 'lead', branches: ['clayton'] },
    ]);
  });
});

describe('a command that is not understood says why in one line, does nothing and exits 1', () => {
  const atEnd: (() => Promise<void>)[] = [];
  let connectionString: string;
  beforeAll(async () => {
    ({ connectionString } = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) }));
  });
  afterAll(async () => {
    for (const undo of atEnd.toReversed()) await undo();
  });

  test.each<[string, readonly string[], string]>([
    ['token', [], '--role must be operations or lead'],
    ['token', ['--role', 'admin'], '--role must be operations or lead'],
    ['token', ['--role', 'lead'], 'branches: a lead needs a branch.'],
    ['token', ['--role', 'lead', '--branch', 'nowhere'], 'branches: there is no branch "nowhere".'],
    ['token', ['--role', 'operations', '--branch', 'clayton'], 'branches: only a lead has branches; name none.'],
    ['token', ['--role', 'operations', '--days', 'ten'], 'days: must be a whole number from 1 to 3650.'],
    ['token', ['--role', 'operations', '--days', '0'], 'days: must be a whole number from 1 to 3650.'],
    ['token', ['--role', 'operations', '--name', ' '], 'name: must not be empty.'],
    ['token', ['--sender', 'nowhere'], 'branch: there is no branch "nowhere".'],
    ['token', ['--sender', 'clayton', '--role', 'lead'], '--sender goes alone'],
    ['staff', ['--role', 'operations'], '--email is missing'],
    ['staff', ['--email', 'asha@practice.example'], '--role must be lead, read-only, operations or admin'],
    ['staff', ['--email', 'asha', '--role', 'operations'], 'email: must be an email address.'],
    ['staff', ['--email', 'asha@practice.example', '--role', 'lead'], 'branches: a lead needs a branch.'],
    ['migrate', ['now'], "Unexpected argument 'now'"],
    ['export', [], 'Name one file, or a folder'],
    ['import', ['one', 'two'], 'Name one file'],
    ['import', ['nothing.gz'], 'nothing.gz cannot be read: '],
    ['verify-journal', ['all'], "Unexpected argument 'all'"],
    ['story', ['--port', '70000'], '--port must be a port number'],
  ])('%s %j', async (name, args, words) => {
    const { code, output, errors } = await run({ DATABASE_URL: connectionString }, name, ...args);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining(words)]);
    expect(await ask(connectionString, 'select id from api_token union select id from sender_token')).toEqual([]);
  });

  test('also when there is no database to ask', async () => {
    const { code, output, errors } = await run(
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' },
      'token',
      '--role',
      'operations',
    );
    expect({ code, output, errors }).toEqual({ code: 1, output: '', errors: 'The database cannot be reached.\n' });
  });

  test('also when the configuration has faults', async () => {
    const { code, errors } = await run({ PORT: 'eighty', TIME_ZONE: 'Mars' }, 'migrate');
    expect(code).toBe(1);
    expect(errors).toContain('PORT must be a port number');
    expect(errors).toContain('TIME_ZONE must be a time zone');
  });
});

test('a new database is laid out by migrate, once, and only then has room for tokens', async () => {
  const DATA_DIR = await createDataFolder();
  const early = await run({ DATA_DIR }, 'token', '--role', 'operations');
  expect(early.code).toBe(1);
  expect(early.errors).toMatch(/^The database is still empty: run npm start or npm run migrate first\.$/m);

  const first = await run({ DATA_DIR }, 'migrate');
  expect(first.code).toBe(0);
  expect(first.output).toMatch(/^The database \(PostgreSQL in .*\) was brought up to date: 001-journal.*\.\n$/);
  const second = await run({ DATA_DIR }, 'migrate');
  expect(second.output).toMatch(/was up to date already\.\n$/);
  expect((await run({ DATA_DIR }, 'token', '--role', 'operations')).output).toMatch(TOKEN);
  expect(processesOf(join(DATA_DIR, 'cluster'))).toEqual([]);
}, 60_000);

test.each(['token', 'staff', 'migrate', 'story', 'export', 'import', 'verify-journal'])(
  '%s --help says what it does and touches nothing',
  async (name) => {
    const DATA_DIR = join(await createDataFolder(), 'never-made');
    const { code, output, errors } = await run({ DATA_DIR }, name, '--help');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(new RegExp(`^npm run ${name}`));
    expect(existsSync(DATA_DIR)).toBe(false);
  },
);

test('migrate leaves a database that is up to date as it is', async () => {
  const { code, output } = await run({ DATABASE_URL: await ownDatabase() }, 'migrate');
  expect(code).toBe(0);
  expect(output).toMatch(/^The database \(.*\) was up to date already\.\n$/);
});
