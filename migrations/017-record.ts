import { type Kysely, sql } from 'kysely';

/**
 * The record of access can be read: by page, by person and by what it is about. It says by which device, and a flood of
 * refusals is counted in it instead of filling it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table access_log add column device text, add column network text`.execute(db);
  await sql`drop index access_log_at`.execute(db);
  await sql`create index access_log_newest on access_log (at, id)`.execute(db);
  await sql`create index access_log_actor on access_log (actor, at, id)`.execute(db);
  await sql`create index access_log_subject on access_log (subject, at, id)`.execute(db);
  await sql`create index access_log_refused on access_log (at) where network is not null`.execute(db);
  await sql`
    create table refusal_count (
      id uuid primary key,
      at timestamptz not null,
      network text not null,
      refusals integer not null check (refusals > 0),
      unique (at, network)
    )`.execute(db);
  await sql`
    create function refuse_uncounting() returns trigger language plpgsql as $$
    begin
      raise exception '% only counts on', tg_table_name using errcode = 'restrict_violation';
    end
    $$`.execute(db);
  await sql`
    create trigger refusal_count_append_only before delete or truncate on refusal_count
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create trigger refusal_count_grows before update on refusal_count
    for each row when (new.refusals <= old.refusals or (old.id, old.at, old.network) is distinct from (new.id, new.at, new.network))
    execute function refuse_uncounting()`.execute(db);
}
