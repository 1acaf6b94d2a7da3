import type { Board } from '../../shared/board/board.ts';
import { BOARD_VERSION, EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { loadCheckpoint, saveCheckpoint } from '../journal/checkpoint.ts';
import type { Head } from '../journal/head.ts';
import { readFactsAfter, readHead } from '../journal/read.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';

/** Facts read at a time. */
const BATCH = 5_000;
/** A start folds at most about this many facts: a checkpoint is written when it had to fold more. */
const CHECKPOINT_EVERY = 1_000;

/** The board as the journal holds it, and when that was read. */
export interface LoadedBoard {
  readonly board: Board;
  readonly head: Head;
  readonly readAt: Instant;
}

/** Folds the journal from its newest checkpoint on, and leaves a checkpoint when that was a long way. */
export async function loadBoard(db: Db, clock: Clock): Promise<LoadedBoard> {
  const readAt = clock.now();
  const checkpoint = await loadCheckpoint(db, BOARD_VERSION);
  const start = checkpoint?.board ?? EMPTY_BOARD;
  // Read after the checkpoint, so that it is never behind it.
  const head = await readHead(db);
  let board = start;
  while (board.seq < head.seq) {
    const facts = await readFactsAfter(db, board.seq, Math.min(BATCH, head.seq - board.seq));
    if (facts.length === 0) throw new Error(`the journal ends at ${board.seq}, before its head ${head.seq}`);
    board = foldFacts(board, facts);
  }
  if (board.seq - start.seq >= CHECKPOINT_EVERY) {
    await saveCheckpoint(db, { seq: board.seq, version: BOARD_VERSION, board });
  }
  return { board, head, readAt };
}
