import { type Kysely, sql } from 'kysely';

/**
 * What is old leaves the record of access, by a function that takes nothing else: what the server works as still cannot
 * delete from it. Nobody, whatever their rights on the table, deletes what is newer than half a year.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create function refuse_forgetting() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only: % of what is newer than 180 days refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
    end
    $$`.execute(db);
  for (const table of ['access_log', 'refusal_count']) {
    await sql`drop trigger ${sql.ref(`${table}_append_only`)} on ${sql.table(table)}`.execute(db);
    await sql`
      create trigger ${sql.ref(`${table}_kept`)} before delete on ${sql.table(table)}
      for each row when (old.at >= now() - interval '180 days') execute function refuse_forgetting()`.execute(db);
  }
  await sql`
    create trigger access_log_append_only before update or truncate on access_log
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create trigger refusal_count_append_only before truncate on refusal_count
    for each statement execute function refuse_change()`.execute(db);
  await forget(db);
}

/** Who was given what rights is asked for longer than who signed in: six years, as long as claims can be made. */
async function forget(db: Kysely<never>): Promise<void> {
  await sql`
    create function forget_access(asked timestamptz, days integer, most integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      today constant timestamptz := least(asked, clock_timestamp());
      before constant timestamptz := today - make_interval(days => days);
      rights_before constant timestamptz := least(before, today - interval '6 years');
      lines integer;
      counts integer;
    begin
      if days is null or days < 180 then raise exception 'less than 180 days' using errcode = 'check_violation'; end if;
      if not pg_try_advisory_xact_lock(7461902119) then return 0; end if;
      delete from access_log where id in (
        select id from access_log
        where at < before and (event not in ('person', 'set-up', 'record') or at < rights_before)
        order by at limit most
      );
      get diagnostics lines = row_count;
      delete from refusal_count where id in (select id from refusal_count where at < before order by at limit most);
      get diagnostics counts = row_count;
      return lines + counts;
    end
    $$`.execute(db);
}
