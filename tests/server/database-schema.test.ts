import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { migrateToLatest } from '../../server/platform/migrate.ts';
import { COLUMNS } from '../support/columns.ts';
import { openDatabase, openJournal } from '../support/journal.ts';

/** What PostgreSQL may call a column of that TypeScript type. */
type SqlType<T> = unknown extends T
  ? 'jsonb'
  : T extends number
    ? 'bigint' | 'integer'
    : T extends string
      ? 'uuid' | 'text'
      : T extends boolean
        ? 'boolean'
        : T extends Date
          ? 'timestamp with time zone'
          : T extends Buffer
            ? 'bytea'
            : T extends readonly string[]
              ? 'ARRAY'
              : 'jsonb';

type Nullable<T> = unknown extends T ? '' : null extends T ? ' null' : '';
type Optional<C> = undefined extends InsertType<C> ? ' default' : '';
type Column<C> = `${SqlType<NonNullable<SelectType<C>>>}${Nullable<SelectType<C>>}${Optional<C>}`;

/** The compiler holds this to the table types, the test holds it to the database. */
const columns: { readonly [T in keyof Database]: { readonly [C in keyof Database[T]]: Column<Database[T][C]> } } = {
  journal_head: { id: 'boolean', epoch: 'uuid', seq: 'bigint', hash: 'bytea null', key_fingerprint: 'text null' },
  fact: {
    seq: 'bigint',
    kind: 'text',
    branch: 'text null',
    at: 'timestamp with time zone',
    recorded_at: 'timestamp with time zone',
    actor: 'uuid',
    payload: 'jsonb',
    digests: 'jsonb null',
    hash: 'bytea null',
  },
  nightly_export: { night: 'text', file: 'text', made_at: 'timestamp with time zone' },
  free_text: { id: 'uuid', body: 'text null' },
  checkpoint: {
    epoch: 'uuid',
    seq: 'bigint',
    version: 'integer',
    board: 'jsonb',
    created_at: 'timestamp with time zone default',
  },
  actor: { id: 'uuid', kind: 'text', name: 'text null', created_at: 'timestamp with time zone default' },
  api_token: {
    id: 'uuid',
    actor: 'uuid',
    token_hash: 'bytea',
    role: 'text',
    branches: 'ARRAY',
    created_at: 'timestamp with time zone default',
    expires_at: 'timestamp with time zone null',
    revoked_at: 'timestamp with time zone null',
  },
  idempotency: {
    actor: 'uuid',
    key: 'text',
    body_hash: 'text',
    status: 'integer',
    answer: 'jsonb',
    created_at: 'timestamp with time zone default',
  },
  person: {
    id: 'uuid',
    name: 'text',
    email: 'text',
    email_verified: 'boolean default',
    role: 'text',
    branches: 'ARRAY',
    leaving: 'timestamp with time zone null',
    phone: 'text null',
    created_at: 'timestamp with time zone',
    updated_at: 'timestamp with time zone',
  },
  credential: {
    id: 'uuid',
    person: 'uuid',
    provider: 'text',
    account: 'text',
    password: 'text null',
    created_at: 'timestamp with time zone',
    updated_at: 'timestamp with time zone',
  },
  session: {
    id: 'uuid',
    person: 'uuid',
    token_hash: 'text',
    created_at: 'timestamp with time zone',
    seen_at: 'timestamp with time zone',
    expires_at: 'timestamp with time zone',
    way: 'text',
    is_kept: 'boolean',
    proved_at: 'timestamp with time zone',
    address: 'text null',
    device: 'text null',
  },
  access_log: {
    id: 'uuid',
    at: 'timestamp with time zone',
    event: 'text',
    outcome: 'text',
    actor: 'uuid null',
    subject: 'uuid null',
    address: 'text null',
    device: 'text null',
    network: 'text null',
    detail: 'jsonb',
  },
  refusal_count: { id: 'uuid', at: 'timestamp with time zone', network: 'text', refusals: 'integer' },
  passkey: {
    id: 'uuid',
    person: 'uuid',
    credential_id: 'text',
    public_key: 'bytea',
    counter: 'bigint',
    transports: 'ARRAY',
    is_synced: 'boolean',
    name: 'text',
    created_at: 'timestamp with time zone',
    used_at: 'timestamp with time zone null',
  },
  authenticator_app: {
    person: 'uuid',
    secret: 'bytea',
    confirmed_at: 'timestamp with time zone null',
    last_step: 'bigint default',
  },
  recovery_code: { person: 'uuid', code_hash: 'bytea' },
  sign_in_step: {
    id: 'uuid',
    secret_hash: 'bytea',
    kind: 'text',
    person: 'uuid null',
    detail: 'jsonb',
    tries: 'integer default',
    expires_at: 'timestamp with time zone',
  },
  set_up: {
    id: 'uuid',
    person: 'uuid null',
    token_hash: 'bytea',
    expires_at: 'timestamp with time zone',
  },
  sign_in_failure: {
    key: 'text',
    failures: 'integer',
    began_at: 'timestamp with time zone',
    last_at: 'timestamp with time zone',
  },
  display: {
    waiting_room_of: 'text null',
    id: 'uuid',
    name: 'text',
    secret_hash: 'bytea null',
    paired_by: 'uuid',
    paired_at: 'timestamp with time zone',
    seen_at: 'timestamp with time zone null',
    address: 'text null',
  },
  display_pairing: {
    id: 'uuid',
    code: 'text',
    secret_hash: 'bytea',
    address: 'text',
    display: 'uuid null',
    expires_at: 'timestamp with time zone',
  },
  sender_token: {
    id: 'uuid',
    branch: 'text null',
    token_hash: 'bytea',
    created_by: 'uuid',
    created_at: 'timestamp with time zone',
  },
  watch: {
    id: 'boolean default',
    version: 'bigint default',
    changed: 'bigint default',
    pass_at: 'timestamp with time zone null',
    state: 'jsonb null',
  },
  history_day: {
    day: 'text',
    epoch: 'uuid',
    made_by: 'text',
    seq: 'bigint',
    branches: 'jsonb',
    base: 'jsonb null',
  },
  last_heard: {
    source: 'text',
    at: 'timestamp with time zone',
    every_ms: 'integer',
    in_row: 'integer',
    unbroken_from: 'timestamp with time zone',
    boots: 'jsonb',
    checks: 'jsonb',
    token: 'uuid',
    stored: 'bigint default',
  },
  inbound_text: { id: 'text', arrived_at: 'timestamp with time zone', outcome: 'text' },
  text_claim: {
    id: 'uuid',
    person: 'uuid',
    branch: 'text',
    content: 'jsonb',
    said_at: 'timestamp with time zone',
    made_at: 'timestamp with time zone',
    code: 'text',
    wrong_codes: 'integer',
    expires_at: 'timestamp with time zone',
    state: 'text',
    settled_at: 'timestamp with time zone null',
  },
  text_outbox: {
    id: 'uuid',
    person: 'uuid',
    branch: 'text null',
    body: 'text null',
    made_at: 'timestamp with time zone',
    next_try_at: 'timestamp with time zone null',
    tries: 'integer',
  },
  mail_outbox: {
    id: 'uuid',
    recipient: 'text',
    mail: 'jsonb',
    made_at: 'timestamp with time zone',
    give_up_at: 'timestamp with time zone',
    next_try_at: 'timestamp with time zone',
    tries: 'integer',
  },
};

test('the table types say what the migrated database is', async () => {
  const { database } = await openJournal();
  const { rows } = await sql<{
    table_name: string;
    column_name: string;
    type: string;
    nullable: boolean;
    given: boolean;
  }>`
    select table_name, column_name, data_type as type, is_nullable = 'YES' as nullable, column_default is not null as given
    from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`.execute(
    database.db,
  );
  const found: Record<string, Record<string, string>> = {};
  for (const { table_name, column_name, type, nullable, given } of rows) {
    const table = (found[table_name] ??= {});
    // The head's row is made by the migration alone, whose defaults its type leaves out.
    const withDefault = given && table_name !== 'journal_head';
    table[column_name] = `${type}${nullable ? ' null' : ''}${withDefault ? ' default' : ''}`;
  }
  expect(found).toEqual(COLUMNS);
});

test('rows come as numbers and dates', async () => {
  const { database } = await openJournal();
  const head = await database.db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow();
  expect(head).toEqual({
    id: true,
    epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
    seq: 0,
    hash: null,
    key_fingerprint: null,
  });
  const actors = await database.db.selectFrom('actor').selectAll().orderBy('id').execute();
  const made = { kind: 'system', created_at: expect.any(Date) };
  expect(actors).toEqual([
    { ...made, id: SYSTEM_ACTOR, name: 'Branchboard' },
    { ...made, id: AUTOMATIC_CHECKS, name: 'Automatic checks' },
  ]);
});

test('two servers that start at once migrate once, and leave their connections with the usual limits', async () => {
  const { database, connectionString } = await openJournal();
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
  const databases = [openDatabase(connectionString, 1), openDatabase(connectionString, 1)];
  const ran = await Promise.all(databases.map(({ db }) => migrateToLatest(db)));
  expect(ran.flat()).toEqual(Object.keys(migrations));
  for (const { db } of databases) {
    const { rows } = await sql`
      select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`.execute(db);
    expect(rows).toEqual([{ lock: '2s', statement: '5s', idle: '10s' }]);
  }
});

test('a database of a newer version is refused', async () => {
  const { database } = await openJournal();
  await sql`insert into kysely_migration values ('999-later', '2099-01-01')`.execute(database.db);
  await expect(migrateToLatest(database.db)).rejects.toThrow('999-later');
});
