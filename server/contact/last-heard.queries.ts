import { type Kysely, type Selectable, sql } from 'kysely';
import { toIso } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { Heard } from './heard.ts';
import type { LastHeardTable } from './last-heard.table.ts';

/** Of the application, in the database's own space of advisory locks. */
const HEARD_LOCK = 7_461_902_121;

type BySource = ReadonlyMap<string, Heard>;

function toHeard(row: Selectable<LastHeardTable>): Heard {
  return {
    at: row.at.getTime(),
    everyMs: row.every_ms,
    inRow: row.in_row,
    unbrokenFrom: row.unbroken_from.getTime(),
    boots: row.boots,
    checks: row.checks,
    token: row.token,
  };
}

/** As the database reads it out of one JSON text for all. */
function toRow([source, heard]: readonly [string, Heard]) {
  return {
    source,
    at: toIso(heard.at),
    every_ms: heard.everyMs,
    in_row: heard.inRow,
    unbroken_from: toIso(heard.unbrokenFrom),
    boots: heard.boots,
    checks: heard.checks,
    token: heard.token,
  };
}

/** A time that beats were stored, and one of the sources whose beats they were. */
export interface StoredMark {
  readonly stored: number;
  readonly source: string;
}

/** What is stored, and what was stored last of it; null: nothing is, of what was asked for. */
export interface FoundHeard {
  readonly heard: BySource;
  readonly mark: StoredMark | null;
}

function toFound(rows: readonly Selectable<LastHeardTable>[]): FoundHeard {
  const last = rows.reduce<StoredMark | null>((mark, row) => (row.stored >= (mark?.stored ?? 0) ? row : mark), null);
  return {
    heard: new Map(rows.map((row) => [row.source, toHeard(row)])),
    mark: last && { stored: last.stored, source: last.source },
  };
}

/** What all instances have stored. */
export async function readAllHeard(db: Kysely<Database>): Promise<FoundHeard> {
  return toFound(await db.selectFrom('last_heard').selectAll().execute());
}

/** What they have stored after `mark`. That one is found again as long as nothing came after it, and the table stands. */
export async function readHeardAfter(db: Kysely<Database>, { stored, source }: StoredMark): Promise<FoundHeard> {
  const rows = await db
    .selectFrom('last_heard')
    .selectAll()
    .where((eb) => eb.or([eb('stored', '>', stored), eb.and({ stored, source })]))
    .execute();
  return toFound(rows);
}

/** What is stored of one source. */
export async function readHeardOf(db: Kysely<Database>, source: string): Promise<Heard | null> {
  const row = await db.selectFrom('last_heard').selectAll().where('source', '=', source).executeTakeFirst();
  return row ? toHeard(row) : null;
}

/**
 * Stores what `merge` makes of the rows of these sources, which no other instance changes meanwhile. Gives it. Whoever
 * stores waits for the lock, so that what is read once with a number is never joined by more of a lower one.
 */
export async function mergeHeard(
  db: Kysely<Database>,
  sources: readonly string[],
  merge: (source: string, stored: Heard | null) => Heard | null,
): Promise<FoundHeard> {
  return db.transaction().execute(async (trx) => {
    await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(HEARD_LOCK)]).as('lock')).execute();
    const known = await trx
      .selectFrom('last_heard')
      .selectAll()
      .where(sql<boolean>`source = any(${sources}::text[])`)
      .execute();
    const { heard } = toFound(known);
    const merged = new Map<string, Heard>();
    for (const source of sources) {
      const next = merge(source, heard.get(source) ?? null);
      if (next) merged.set(source, next);
    }
    const [source] = merged.keys();
    if (source === undefined) return { heard: merged, mark: null };
    const rows = JSON.stringify([...merged].map(toRow));
    const stored = await sql<{ readonly stored: number }>`
      with next as (select coalesce(max(stored), 0) + 1 as stored from last_heard), kept as (
        insert into last_heard (source, at, every_ms, in_row, unbroken_from, boots, checks, token, stored)
        select r.source, r.at, r.every_ms, r.in_row, r.unbroken_from, r.boots, r.checks, r.token, next.stored
        from next, jsonb_to_recordset(${rows}::jsonb) as r (
          source text, at timestamptz, every_ms integer, in_row integer, unbroken_from timestamptz, boots jsonb,
          checks jsonb, token uuid
        )
        on conflict (source) do update set at = excluded.at, every_ms = excluded.every_ms, in_row = excluded.in_row,
          unbroken_from = excluded.unbroken_from, boots = excluded.boots, checks = excluded.checks,
          token = excluded.token, stored = excluded.stored
      )
      select stored from next`.execute(trx);
    return { heard: merged, mark: { stored: Number(stored.rows[0]?.stored), source } };
  });
}
