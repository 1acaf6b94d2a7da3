import { sql } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import { packBoard, type PackedBoard, unpackBoard } from '../../shared/board/packed-board.ts';
import type { DayKey } from '../../shared/history/day-key.ts';
import type { PackedDay } from '../../shared/history/packed-day.ts';
import type { Db } from '../platform/database.types.ts';

/** Of which journal, and by which rule: only such rows are read. */
export interface Making {
  readonly epoch: string;
  readonly madeBy: string;
}

export interface StoredDay {
  readonly day: DayKey;
  readonly seq: number;
  readonly branches: ReadonlyMap<string, PackedDay>;
}

/** What was known before a day, to go on from. */
export interface StoredBase {
  readonly day: DayKey;
  /** All facts up to this one that were true before the day are in it. */
  readonly seq: number;
  /** No fact up to this one was true on the day or later. */
  readonly after: number;
  readonly board: Board;
}

interface BaseJson {
  readonly seq: number;
  readonly after: number;
  readonly board: PackedBoard;
}

export async function readBase(db: Db, { epoch, madeBy }: Making): Promise<StoredBase | null> {
  const row = await db
    .selectFrom('history_day')
    .select(['day', 'base'])
    .where('epoch', '=', epoch)
    .where('made_by', '=', madeBy)
    .where('base', 'is not', null)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { seq, after, board } = row.base as BaseJson;
  return { day: row.day, seq, after, board: unpackBoard(board) };
}

/** Oldest first. */
export async function readDays(db: Db, { epoch, madeBy }: Making, from: DayKey): Promise<readonly StoredDay[]> {
  const rows = await db
    .selectFrom('history_day')
    .select(['day', 'seq', 'branches'])
    .where('epoch', '=', epoch)
    .where('made_by', '=', madeBy)
    .where('day', '>=', from)
    .orderBy('day')
    .execute();
  return rows.map(({ day, seq, branches }) => ({
    day,
    seq,
    branches: new Map(Object.entries(branches as Record<string, PackedDay>)),
  }));
}

export async function saveDay(db: Db, { epoch, madeBy }: Making, { day, seq, branches }: StoredDay): Promise<void> {
  const row = { epoch, made_by: madeBy, seq, branches: Object.fromEntries(branches), base: null };
  await db
    .insertInto('history_day')
    .values({ day, ...row })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
    .execute();
}

/** Keeps what to go on from beside its day, and lets go of the one before and of days that nobody asks for any more. */
export async function saveBase(db: Db, { epoch, madeBy }: Making, base: StoredBase, oldest: DayKey): Promise<void> {
  const { day, seq, after, board } = base;
  const json: BaseJson = { seq, after, board: packBoard(board) };
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('history_day').set({ base: null }).where('base', 'is not', null).execute();
    await trx
      .updateTable('history_day')
      .set({ base: json })
      .where('day', '=', day)
      .where('epoch', '=', epoch)
      .where('made_by', '=', madeBy)
      .execute();
    await trx.deleteFrom('history_day').where('day', '<', oldest).execute();
  });
}

/** Facts that were recorded so much later than they were true that nobody waits for them. */
export async function findVeryLate(db: Db, hours: number): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly seq: number }>`
    select seq from fact where recorded_at - at > make_interval(hours => ${hours}) order by seq`.execute(db);
  return rows.map(({ seq }) => seq);
}
