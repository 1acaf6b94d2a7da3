import type { InsertType, SelectType } from 'kysely';
import type { Database } from '../../server/platform/database.types.ts';

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
export const COLUMNS: {
  readonly [T in keyof Database]: { readonly [C in keyof Database[T]]: Column<Database[T][C]> };
} = {
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
  follower: {
    id: 'uuid',
    channel: 'text',
    address_sealed: 'bytea',
    address_digest: 'text',
    language: 'text',
    branches: 'ARRAY null',
    kinds: 'ARRAY',
    created_at: 'timestamp with time zone',
    confirmed_at: 'timestamp with time zone',
  },
  follow_request: {
    id: 'uuid',
    channel: 'text',
    address_sealed: 'bytea',
    address_digest: 'text',
    mailbox_digest: 'text',
    language: 'text',
    branches: 'ARRAY null',
    kinds: 'ARRAY',
    made_at: 'timestamp with time zone',
    code_digest: 'text null',
    wrong_codes: 'integer default',
    follower: 'uuid null',
  },
};
