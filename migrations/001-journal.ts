import { type Kysely, sql } from 'kysely';

/** The journal with its texts, who speaks in it, keys of reports, API tokens and checkpoints of the board. */
export async function up(db: Kysely<never>): Promise<void> {
  await createActors(db);
  await createJournal(db);
  await createTokens(db);
  await createIdempotency(db);
  await createCheckpoints(db);
}

async function createActors(db: Kysely<never>): Promise<void> {
  await sql`
    create table actor (
      id uuid primary key,
      kind text not null check (kind in ('system', 'token')),
      name text,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    insert into actor (id, kind, name)
    values ('00000000-0000-4000-8000-000000000001', 'system', 'Branchboard')`.execute(db);
}

async function createJournal(db: Kysely<never>): Promise<void> {
  await sql`
    create table journal_head (
      id boolean primary key default true check (id),
      epoch uuid not null,
      seq bigint not null default 0 check (seq >= 0)
    )`.execute(db);
  await sql`insert into journal_head (epoch) values (gen_random_uuid())`.execute(db);

  await sql`
    create table fact (
      seq bigint primary key check (seq > 0),
      kind text not null,
      branch text,
      at timestamptz(3) not null,
      recorded_at timestamptz(3) not null,
      actor uuid not null references actor,
      payload jsonb not null
    )`.execute(db);
  await sql`create index fact_branch_seq on fact (branch, seq desc)`.execute(db);
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
    end
    $$`.execute(db);
  await sql`
    create trigger fact_append_only before update or delete or truncate on fact
    for each statement execute function refuse_change()`.execute(db);

  await sql`create table free_text (id uuid primary key, body text)`.execute(db);
}

async function createTokens(db: Kysely<never>): Promise<void> {
  await sql`
    create table api_token (
      id uuid primary key,
      actor uuid not null references actor,
      token_hash bytea not null unique,
      role text not null check (role in ('operations', 'lead')),
      branches text[] not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      revoked_at timestamptz
    )`.execute(db);
}

async function createIdempotency(db: Kysely<never>): Promise<void> {
  await sql`
    create table idempotency (
      actor uuid not null references actor,
      key text not null,
      body_hash text not null,
      status integer not null,
      answer jsonb not null,
      created_at timestamptz not null default now(),
      primary key (actor, key)
    )`.execute(db);
}

async function createCheckpoints(db: Kysely<never>): Promise<void> {
  await sql`
    create table checkpoint (
      epoch uuid not null,
      seq bigint primary key,
      version integer not null,
      board jsonb not null,
      created_at timestamptz not null default now()
    )`.execute(db);
}
