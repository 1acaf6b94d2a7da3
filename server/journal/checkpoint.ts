import { sql } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import { packBoard, type PackedBoard, unpackBoard } from '../../shared/board/packed-board.ts';
import type { Db } from '../platform/database.types.ts';
import type { Head } from './head.ts';

const KEPT = 3;

/** A folded board. It holds names and texts: whoever erases one deletes the checkpoints too. */
export interface Checkpoint {
  /** Of the journal that was folded. */
  readonly epoch: string;
  /** Of the last fact folded. */
  readonly seq: number;
  /** Of the fold that made it. */
  readonly version: number;
  readonly board: Board;
}

/** Stores the checkpoint and lets go of all but the three stored last. */
export async function saveCheckpoint(db: Db, { epoch, seq, version, board: folded }: Checkpoint): Promise<void> {
  const board = packBoard(folded);
  await db
    .insertInto('checkpoint')
    .values({ epoch, seq, version, board })
    .onConflict((conflict) => conflict.column('seq').doUpdateSet({ epoch, version, board, created_at: sql`now()` }))
    .execute();
  await db
    .deleteFrom('checkpoint')
    .where('seq', 'not in', (kept) =>
      kept.selectFrom('checkpoint').select('seq').orderBy('created_at', 'desc').orderBy('seq', 'desc').limit(KEPT),
    )
    .execute();
}

/** The newest checkpoint by this version of the fold of the journal that ends at `head`. */
export async function loadCheckpoint(db: Db, version: number, head: Head): Promise<Checkpoint | null> {
  const row = await db
    .selectFrom('checkpoint')
    .select(['epoch', 'seq', 'version', 'board'])
    .where('version', '=', version)
    .where('epoch', '=', head.epoch)
    .where('seq', '<=', head.seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  // What one version of the fold wrote, the same version reads.
  return row ? { ...row, board: unpackBoard(row.board as PackedBoard) } : null;
}
