import { type Kysely, sql } from 'kysely';

/** People who sign in, their sessions and the links that set them up, what slows guessing down, and wallboards. */
export async function up(db: Kysely<never>): Promise<void> {
  await createPeople(db);
  await createSignIn(db);
  await createDisplays(db);
}

async function createPeople(db: Kysely<never>): Promise<void> {
  await sql`alter table actor drop constraint actor_kind_check`.execute(db);
  await sql`
    alter table actor add constraint actor_kind_check check (kind in ('system', 'token', 'person'))`.execute(db);
  await sql`
    create table person (
      id uuid primary key references actor,
      name text not null,
      email text not null unique check (email = lower(email)),
      email_verified boolean not null default false,
      role text not null check (role in ('operations', 'lead')),
      branches text[] not null,
      leaving timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`
    create table credential (
      id uuid primary key,
      person uuid not null references person on delete cascade,
      provider text not null,
      account text not null,
      password text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (provider, account)
    )`.execute(db);
  await sql`create index credential_person on credential (person)`.execute(db);
}

async function createSignIn(db: Kysely<never>): Promise<void> {
  await sql`
    create table session (
      id uuid primary key,
      person uuid not null references person on delete cascade,
      token_hash text not null unique,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index session_person on session (person)`.execute(db);
  await sql`
    create table set_up (
      id uuid primary key,
      person uuid unique references person on delete cascade,
      token_hash bytea not null unique,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`
    create table sign_in_failure (
      key text primary key,
      failures integer not null,
      began_at timestamptz not null,
      last_at timestamptz not null
    )`.execute(db);
  await sql`create index sign_in_failure_last on sign_in_failure (last_at)`.execute(db);
}

async function createDisplays(db: Kysely<never>): Promise<void> {
  await sql`
    create table display (
      id uuid primary key,
      name text not null,
      secret_hash bytea unique,
      paired_by uuid not null references actor,
      paired_at timestamptz not null,
      seen_at timestamptz,
      address text
    )`.execute(db);
  await sql`
    create table display_pairing (
      id uuid primary key,
      code text not null unique,
      secret_hash bytea not null unique,
      address text not null,
      display uuid references display on delete cascade,
      expires_at timestamptz not null
    )`.execute(db);
}
