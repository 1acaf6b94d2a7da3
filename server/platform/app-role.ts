import { sql } from 'kysely';
import type { Db } from './database.types.ts';

/** What the server works as: it changes no table's shape, and of the record it can only read and add. */
export const APP_ROLE = 'branchboard_app';

const APPEND_ONLY = ['fact', 'access_log'];
/** Words that only a fact erases, by a trigger that has the rights of the owner. */
const WORDS = ['free_text', 'actor'];
/** A trigger lets these only count on. */
const COUNTED = 'refusal_count';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Gives the role its rights on every table there is, and tells whether whoever is connected may work as it. An account that
 * may not make roles leaves the protection of the record to the triggers, which every account meets.
 */
export async function grantAppRole(db: Db): Promise<boolean> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql`
        do $$ begin
          if to_regrole(${sql.lit(APP_ROLE)}) is null then create role ${sql.ref(APP_ROLE)} nologin; end if;
        exception when duplicate_object or unique_violation then null;
        end $$`.execute(trx);
      await sql`
        do $$ begin
          if not pg_has_role(${sql.lit(APP_ROLE)}, 'member') then grant ${sql.ref(APP_ROLE)} to current_user; end if;
        end $$`.execute(trx);
      await grantTables(trx);
      await sql`set local role ${sql.ref(APP_ROLE)}`.execute(trx);
    });
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  }
}

async function grantTables(trx: Db): Promise<void> {
  const role = sql.ref(APP_ROLE);
  await sql`grant usage on schema public to ${role}`.execute(trx);
  await sql`grant select, insert, update, delete on all tables in schema public to ${role}`.execute(trx);
  for (const table of [...APPEND_ONLY, ...WORDS])
    await sql`revoke update, delete on ${sql.table(table)} from ${role}`.execute(trx);
  await sql`revoke delete on ${sql.table(COUNTED)} from ${role}`.execute(trx);
  await sql`revoke insert, update, delete on kysely_migration, kysely_migration_lock from ${role}`.execute(trx);
}
