import { type Kysely, sql } from 'kysely';

/** More roles, and more ways to prove who one is than a password. */
export async function up(db: Kysely<never>): Promise<void> {
  await addRoles(db);
  await describeSessions(db);
  await createProofs(db);
}

async function addRoles(db: Kysely<never>): Promise<void> {
  await sql`alter table person drop constraint person_role_check`.execute(db);
  await sql`
    alter table person add constraint person_role_check
      check (role in ('admin', 'operations', 'lead', 'read-only'))`.execute(db);
  // Whoever was of operations could let others in, of operations too. That is what admins do from now on.
  await sql`update person set role = 'admin' where role = 'operations'`.execute(db);
}

async function describeSessions(db: Kysely<never>): Promise<void> {
  await sql`
    alter table session
      add column way text not null default 'password',
      add column is_kept boolean not null default false,
      add column proved_at timestamptz not null default '-infinity',
      add column address text,
      add column device text`.execute(db);
  await sql`
    update session set proved_at = created_at,
      is_kept = exists (select from person where person.id = session.person and person.role = 'lead')`.execute(db);
  await sql`
    alter table session
      alter column way drop default,
      alter column is_kept drop default,
      alter column proved_at drop default,
      add constraint session_way_check check (way in ('set-up', 'passkey', 'password', 'code', 'provider'))`.execute(
    db,
  );
}

async function createProofs(db: Kysely<never>): Promise<void> {
  await sql`
    create table passkey (
      id uuid primary key,
      person uuid not null references person on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      is_synced boolean not null,
      name text not null,
      created_at timestamptz not null,
      used_at timestamptz
    )`.execute(db);
  await sql`create index passkey_person on passkey (person)`.execute(db);
  await sql`
    create table authenticator_app (
      person uuid primary key references person on delete cascade,
      secret bytea not null,
      confirmed_at timestamptz,
      last_step bigint not null default 0
    )`.execute(db);
  await sql`
    create table recovery_code (
      person uuid not null references person on delete cascade,
      code_hash bytea not null,
      primary key (person, code_hash)
    )`.execute(db);
  await sql`
    create table sign_in_step (
      id uuid primary key,
      secret_hash bytea not null unique,
      kind text not null,
      person uuid references person on delete cascade,
      detail jsonb not null,
      tries integer not null default 0,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index sign_in_step_expires on sign_in_step (expires_at)`.execute(db);
}
