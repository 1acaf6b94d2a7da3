import { sql } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { packBoard, type PackedBoard, unpackBoard } from '../../shared/board/packed-board.ts';
import type { DayKey } from '../../shared/history/day-key.ts';
import type { PackedDay } from '../../shared/history/packed-day.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toFact } from '../journal/fact-row.ts';
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

/**
 * Saves days, and beside one of them what to go on from; the one before goes, and so do days that nobody asks for any
 * more. All of it or nothing: where there is a base, all days before it are there.
 */
export async function saveDays(
  db: Db,
  { epoch, madeBy }: Making,
  days: readonly StoredDay[],
  base: StoredBase | null,
  oldest: DayKey,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { day, seq, branches } of days) {
      const row = { epoch, made_by: madeBy, seq, branches: Object.fromEntries(branches), base: null };
      await trx
        .insertInto('history_day')
        .values({ day, ...row })
        .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
        .execute();
    }
    await trx.deleteFrom('history_day').where('day', '<', oldest).execute();
    if (!base) return;
    const json: BaseJson = { seq: base.seq, after: base.after, board: packBoard(base.board) };
    await trx.updateTable('history_day').set({ base: null }).where('base', 'is not', null).execute();
    await trx.updateTable('history_day').set({ base: json }).where('day', '=', base.day).execute();
  });
}

const NOBODY = sql<string>`''`.as('actor');
const NO_NAME = sql<null>`null`.as('actor_name');
const NO_TEXTS = sql<null>`null`.as('texts');

/** Without names and texts, of which no state follows: they cost more than all the rest. */
function selectFacts(db: Db) {
  return db
    .selectFrom('fact')
    .select(['seq', 'kind', 'branch', 'at', 'recorded_at', 'payload', NOBODY, NO_NAME, NO_TEXTS]);
}

/** In the journal's order. */
export async function readNextFacts(db: Db, after: number, limit: number): Promise<readonly Fact[]> {
  return (await selectFacts(db).where('seq', '>', after).orderBy('seq').limit(limit).execute()).map(toFact);
}

/** A place among the facts by when they were true. */
export interface TimePlace {
  readonly at: Instant;
  readonly seq: number;
}

/** By when they were true, of those up to one of the journal. */
export async function readFactsByTime(db: Db, after: TimePlace, upTo: number, limit: number): Promise<readonly Fact[]> {
  const rows = await selectFacts(db)
    .where(sql<boolean>`(at, seq) > (${new Date(after.at)}::timestamptz, ${after.seq}::bigint)`)
    .where('seq', '<=', upTo)
    .orderBy('at')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toFact);
}
