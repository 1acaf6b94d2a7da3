import { type Kysely, sql } from 'kysely';

/**
 * A fact that says so erases texts or a name, and nothing else can: the words leave their rows, and every board that was kept
 * with them goes.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create index fact_erasure on fact (((payload ->> 'target')::bigint), seq) where kind = 'erasure'`.execute(db);
  await keepNames(db);
  await erase(db);
  await keepNoErasedWords(db);
}

/** A name is what people know somebody by in the record: it can be erased, and changed in no other way. */
async function keepNames(db: Kysely<never>): Promise<void> {
  await sql`
    create trigger actor_kept before update on actor
    for each row when (
      (old.id, old.kind, old.created_at) is distinct from (new.id, new.kind, new.created_at)
      or (new.name is not null and new.name is distinct from old.name)
    ) execute function refuse_rewording()`.execute(db);
}

/** It works with the rights of whoever owns the tables: what adds the fact needs none on the rows that it empties. */
async function erase(db: Kysely<never>): Promise<void> {
  await sql`
    create function erase_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update free_text set body = null where body is not null and id in (
        select coalesce(said.payload -> 'texts' ->> field.name, said.payload ->> (field.name || 'Text'))::uuid
        from fact as said cross join jsonb_array_elements_text(new.payload -> 'fields') as field (name)
        where said.seq = (new.payload ->> 'target')::bigint and said.seq < new.seq
      );
      update actor set name = null
        where id = (new.payload ->> 'person')::uuid and name is not null and kind <> 'system'
          and not exists (select from person where person.id = actor.id);
      -- Whoever saves a board meanwhile waits, and then finds that it holds words that are gone.
      lock table checkpoint in share row exclusive mode;
      delete from checkpoint where seq < new.seq;
      return null;
    end
    $$`.execute(db);
  await sql`
    create trigger fact_erases after insert on fact
    for each row when (new.kind = 'erasure') execute function erase_words()`.execute(db);
}

async function keepNoErasedWords(db: Kysely<never>): Promise<void> {
  await sql`
    create function pass_over_erased() returns trigger language plpgsql as $$
    begin
      if exists (select from fact where kind = 'erasure' and seq > new.seq) then return null; end if;
      return new;
    end
    $$`.execute(db);
  await sql`
    create trigger checkpoint_without_erased before insert or update on checkpoint
    for each row execute function pass_over_erased()`.execute(db);
}
