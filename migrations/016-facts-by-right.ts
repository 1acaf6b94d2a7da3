import { type Kysely, sql } from 'kysely';

/**
 * The journal takes no fact by somebody who may not say it, whatever asked it to: a lead reports for their own branches,
 * and all else that people and tokens say is of operations.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create function refuse_without_right() returns trigger language plpgsql as $$
    begin
      if exists (
        select from added
        join actor on actor.id = added.actor and actor.kind <> 'system'
        where not exists (
          select from (
            select role, branches from person where person.id = added.actor
            union all
            select role, branches from api_token where api_token.actor = added.actor and api_token.revoked_at is null
          ) as standing
          where standing.role in ('operations', 'admin')
            or standing.role = 'lead' and added.kind = 'report' and added.branch = any (standing.branches)
        )
      ) then
        raise exception 'a fact by somebody who may not say it' using errcode = 'insufficient_privilege';
      end if;
      return null;
    end
    $$`.execute(db);
  await sql`
    create trigger fact_by_right after insert on fact referencing new table as added
    for each statement execute function refuse_without_right()`.execute(db);
}
