import type { Kysely, Selectable } from 'kysely';
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

function toRow([source, heard]: readonly [string, Heard]) {
  return {
    source,
    at: new Date(heard.at),
    every_ms: heard.everyMs,
    in_row: heard.inRow,
    unbroken_from: new Date(heard.unbrokenFrom),
    boots: JSON.stringify(heard.boots),
    checks: JSON.stringify(heard.checks),
    token: heard.token,
  };
}

/** What all instances have stored since then (0: ever), and up to when that is. */
export async function readHeardSince(
  db: Kysely<Database>,
  stored: number,
): Promise<{ readonly heard: BySource; readonly stored: number }> {
  const rows = await db.selectFrom('last_heard').selectAll().where('stored', '>=', stored).execute();
  return {
    heard: new Map(rows.map((row) => [row.source, toHeard(row)])),
    stored: rows.reduce((last, row) => Math.max(last, row.stored), -1),
  };
}

/** What is stored of one source. */
export async function readHeardOf(db: Kysely<Database>, source: string): Promise<Heard | null> {
  const row = await db.selectFrom('last_heard').selectAll().where('source', '=', source).executeTakeFirst();
  return row ? toHeard(row) : null;
}

/** Stores what `merge` makes of the rows of these sources, which no other instance changes meanwhile. Gives it. */
export async function mergeHeard(
  db: Kysely<Database>,
  sources: readonly string[],
  merge: (source: string, stored: Heard | null) => Heard | null,
): Promise<BySource> {
  return db.transaction().execute(async (trx) => {
    await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(HEARD_LOCK)]).as('lock')).execute();
    const rows = await trx.selectFrom('last_heard').selectAll().where('source', 'in', sources).execute();
    const stored = new Map(rows.map((row) => [row.source, toHeard(row)]));
    const merged = new Map<string, Heard>();
    for (const source of sources) {
      const heard = merge(source, stored.get(source) ?? null);
      if (heard) merged.set(source, heard);
    }
    if (merged.size === 0) return merged;
    // Whoever stores waits for the lock, so that what is read once with a number is never joined by more of a lower one.
    const { last } = await trx
      .selectFrom('last_heard')
      .select((eb) => eb.fn.coalesce(eb.fn.max('stored'), eb.lit(0)).as('last'))
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('last_heard')
      .values([...merged].map((one) => ({ ...toRow(one), stored: Number(last) + 1 })))
      .onConflict((conflict) =>
        conflict.column('source').doUpdateSet((eb) => ({
          at: eb.ref('excluded.at'),
          every_ms: eb.ref('excluded.every_ms'),
          in_row: eb.ref('excluded.in_row'),
          unbroken_from: eb.ref('excluded.unbroken_from'),
          boots: eb.ref('excluded.boots'),
          checks: eb.ref('excluded.checks'),
          token: eb.ref('excluded.token'),
          stored: eb.ref('excluded.stored'),
        })),
      )
      .execute();
    return merged;
  });
}
