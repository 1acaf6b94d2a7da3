import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import type { Row } from './export-format.ts';

/** For work that takes longer than an answer may, in ms. */
export const LONG = 600_000;

const ROWS_AT_A_TIME = 1_000;

export interface TableColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Every table of the database with its columns, those first that others refer to. */
export async function readTables(trx: Transaction<Database>): Promise<readonly TableColumns[]> {
  const { rows } = await sql<TableColumns & { readonly needs: readonly string[] }>`
    select c.relname as table,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
    order by c.relname`.execute(trx);
  return inOrder(rows);
}

function inOrder(tables: readonly (TableColumns & { readonly needs: readonly string[] })[]): readonly TableColumns[] {
  const placed = new Map<string, TableColumns>();
  while (placed.size < tables.length) {
    const ready = tables.filter(({ table, needs }) => !placed.has(table) && needs.every((need) => placed.has(need)));
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    for (const { table, columns } of ready) placed.set(table, { table, columns });
  }
  return [...placed.values()];
}

/** Times in UTC and bytes in hexadecimal, whatever the database is set to. */
export async function setPlainForms(trx: Transaction<Database>): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true)`.execute(trx);
}

/** The rows of a table as JSON texts, some at a time, in the order of its key. */
export async function* readRows(trx: Transaction<Database>, table: string): AsyncGenerator<readonly string[]> {
  const { rows: key } = await sql<{ readonly name: string }>`
    select a.attname as name from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisprimary order by array_position(i.indkey, a.attnum)`.execute(trx);
  const order = sql.join(key.map(({ name }) => sql.ref(`exported.${name}`)));
  await sql`
    declare exporting no scroll cursor for
    select row_to_json(exported)::text as row from ${sql.table(table)} as exported order by ${order}`.execute(trx);
  for (;;) {
    const { rows } = await sql<{ readonly row: string }>`
      fetch ${sql.lit(ROWS_AT_A_TIME)} from exporting`.execute(trx);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS_AT_A_TIME) break;
  }
  await sql`close exporting`.execute(trx);
}

/** Whether the journal is as the first start of a server leaves it: the sample practice, and nobody has said a word. */
export async function isSampleAlone(trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ readonly alone: boolean }>`
    select bool_and(actor = ${SYSTEM_ACTOR} and kind in ('practice', 'branch')) and count(distinct recorded_at) = 1
      and count(*) filter (where payload -> 'practice' ->> 'name' = ${DEFAULT_SETTINGS.name}) = 1 as alone
    from fact`.execute(trx);
  return rows[0]?.alone ?? false;
}

/** By table, what refuses to let its rows go. */
const KEEPERS = { fact: 'fact_append_only', access_log: 'access_log_kept', refusal_count: 'refusal_count_kept' };

/** Leaves nothing of what was there. It also takes out facts and notes of access, which nothing else can. */
export async function clearTables(trx: Transaction<Database>, tables: readonly string[]): Promise<void> {
  const guards = Object.entries(KEEPERS).map(([table, guard]) => ({ on: sql.table(table), guard: sql.ref(guard) }));
  for (const { on, guard } of guards) await sql`alter table ${on} disable trigger ${guard}`.execute(trx);
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(trx);
  for (const { on, guard } of guards) await sql`alter table ${on} enable trigger ${guard}`.execute(trx);
}

/** Puts rows in while facts are not asked for the right to say them: whoever said them may have left since. */
export async function withoutRights<T>(trx: Transaction<Database>, write: () => Promise<T>): Promise<T> {
  await sql`alter table fact disable trigger fact_by_right`.execute(trx);
  const written = await write();
  await sql`alter table fact enable trigger fact_by_right`.execute(trx);
  return written;
}

export async function insertRows(
  trx: Transaction<Database>,
  { table, columns }: TableColumns,
  rows: readonly Row[],
): Promise<void> {
  const names: RawBuilder<unknown> = sql.join(columns.map((column) => sql.ref(column)));
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    trx,
  );
}

/** A file of an older version does not hold the actor of the rules, which this version speaks by. */
export async function keepAutomaticChecks(trx: Transaction<Database>): Promise<void> {
  await sql`
    insert into actor (id, kind, name) values (${AUTOMATIC_CHECKS}, 'system', 'Automatic checks')
    on conflict (id) do nothing`.execute(trx);
}

/** A file of a version without admins: whoever was of operations did what admins do. */
export async function keepAdmins(trx: Transaction<Database>): Promise<void> {
  await sql`
    update person set role = 'admin'
    where role = 'operations' and not exists (select from person where role = 'admin')`.execute(trx);
}

/** Lets the transaction go on for `LONG`; whoever calls it must also wait so long. */
export async function takeTime(trx: Transaction<Database>): Promise<void> {
  await sql`
    select set_config('statement_timeout', ${String(LONG)}, true), set_config('lock_timeout', '10000', true),
      set_config('idle_in_transaction_session_timeout', '60000', true)`.execute(trx);
}
