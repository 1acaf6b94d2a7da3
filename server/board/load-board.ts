import type { Board } from '../../shared/board/board.ts';
import { BOARD_VERSION, EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { loadCheckpoint, saveCheckpoint } from '../journal/checkpoint.ts';
import type { Head } from '../journal/head.ts';
import { readFactsAfter, readHead } from '../journal/read.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { CHECKPOINT_EVERY } from './keep-checkpoints.ts';

/** Facts read at a time. */
const BATCH = 5_000;

/** The board as the journal holds it, and when that was read. */
export interface LoadedBoard {
  readonly board: Board;
  readonly head: Head;
  readonly readAt: Moment;
  /** seq of the newest checkpoint, 0 when there is none. */
  readonly checkpointSeq: number;
}

/** Folds the journal from its newest checkpoint on, and leaves a checkpoint when that was a long way. */
export async function loadBoard(db: Db, clock: Clock): Promise<LoadedBoard> {
  const readAt = clock.monotonic();
  const head = await readHead(db);
  const start = (await loadCheckpoint(db, BOARD_VERSION, head))?.board ?? EMPTY_BOARD;
  let board = start;
  while (board.seq < head.seq) {
    const facts = await readFactsAfter(db, board.seq, Math.min(BATCH, head.seq - board.seq));
    if (facts.length === 0) throw new Error(`the journal ends at ${board.seq}, before its head ${head.seq}`);
    board = foldFacts(board, facts);
  }
  if (board.seq - start.seq < CHECKPOINT_EVERY) return { board, head, readAt, checkpointSeq: start.seq };
  await saveCheckpoint(db, { epoch: head.epoch, seq: board.seq, version: BOARD_VERSION, board });
  return { board, head, readAt, checkpointSeq: board.seq };
}
