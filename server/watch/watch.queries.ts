import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database, Db } from '../platform/database.types.ts';

/** Of the application, in the database's own space of advisory locks. */
const WATCH_LOCK = 7_461_902_122;

/** Where the passes stand. */
export interface PassRow {
  readonly version: number;
  readonly changed: number;
  readonly passAt: Instant | null;
}

/** The same in the hand of one who may make a pass now, and how far the journal has grown. */
export interface LockedRow extends PassRow {
  readonly epoch: string;
  readonly seq: number;
}

const COLUMNS = ['version', 'changed', 'pass_at'] as const;

export async function readPassRow(db: Db): Promise<PassRow> {
  const row = await db.selectFrom('watch').select(COLUMNS).executeTakeFirst();
  if (row) return { version: row.version, changed: row.changed, passAt: row.pass_at?.getTime() ?? null };
  // What was brought back from a file of an older version has none.
  await db
    .insertInto('watch')
    .values({ pass_at: null, state: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { version: 0, changed: 0, passAt: null };
}

export async function readState(db: Db): Promise<{ readonly changed: number; readonly state: unknown }> {
  return db.selectFrom('watch').select(['changed', 'state']).executeTakeFirstOrThrow();
}

/** Takes the passes in hand until the transaction ends, waiting for nobody; null: another instance has them. */
export async function tryLockPasses(trx: Transaction<Database>): Promise<LockedRow | null> {
  const row = await trx
    .selectFrom(['watch', 'journal_head'])
    .select([...COLUMNS, 'epoch', 'seq', sql<boolean>`pg_try_advisory_xact_lock(${WATCH_LOCK})`.as('mine')])
    .executeTakeFirst();
  if (!row?.mine) return null;
  const { version, changed, pass_at, epoch, seq } = row;
  return { version, changed, passAt: pass_at?.getTime() ?? null, epoch, seq };
}

/** The same for one who can wait: a person asks for something. */
export async function lockPasses(trx: Transaction<Database>): Promise<void> {
  await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(WATCH_LOCK)]).as('lock')).execute();
}

/** What a pass leaves; `state` null: nothing but the time has changed. */
export interface LeftByPass {
  readonly passAt: Instant | null;
  readonly state: object | null;
}

/** Throws when another pass was made since `version`. */
export async function keepPass(db: Kysely<Database>, version: number, { passAt, state }: LeftByPass): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('watch')
    .set({
      version: version + 1,
      ...(passAt === null ? {} : { pass_at: new Date(passAt) }),
      ...(state === null ? {} : { changed: version + 1, state: JSON.stringify(state) }),
    })
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('another pass was made meanwhile');
}
