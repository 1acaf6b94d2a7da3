import { type Kysely, sql } from 'kysely';

/** Facts carry a chain of keyed digests; texts can be erased, and changed in no other way. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table fact add column digests jsonb, add column hash bytea`.execute(db);
  await sql`alter table journal_head add column hash bytea, add column key_fingerprint text`.execute(db);
  await allowSealing(db);
  await keepWords(db);
  await sql`create table nightly_export (night text primary key, file text not null, made_at timestamptz not null)`.execute(
    db,
  );
}

/** A fact that was written before there was evidence is sealed once; nothing else of any fact ever changes. */
async function allowSealing(db: Kysely<never>): Promise<void> {
  await sql`drop trigger fact_append_only on fact`.execute(db);
  await sql`
    create trigger fact_append_only before delete or truncate on fact
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create trigger fact_unchanged before update on fact
    for each row when (
      old.hash is not null or new.hash is null
      or (old.seq, old.kind, old.branch, old.at, old.recorded_at, old.actor, old.payload)
        is distinct from (new.seq, new.kind, new.branch, new.at, new.recorded_at, new.actor, new.payload)
    ) execute function refuse_change()`.execute(db);
}

async function keepWords(db: Kysely<never>): Promise<void> {
  await sql`
    create function refuse_rewording() returns trigger language plpgsql as $$
    begin
      raise exception '% can be erased, not changed', tg_table_name using errcode = 'restrict_violation';
    end
    $$`.execute(db);
  await sql`
    create trigger free_text_kept before update on free_text
    for each row when (new.id <> old.id or (new.body is not null and new.body is distinct from old.body))
    execute function refuse_rewording()`.execute(db);
}
