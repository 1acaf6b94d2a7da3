import { BOARD_VERSION } from '../../shared/board/fold.ts';
import { saveCheckpoint } from '../journal/checkpoint.ts';
import type { Head } from '../journal/head.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import type { CurrentBoard } from './current-board.ts';

/** A start folds at most about this many facts: whoever folded as many since the last checkpoint leaves one. */
export const CHECKPOINT_EVERY = 1_000;

export interface Checkpoints {
  /** Call it after each check of the journal: it leaves a checkpoint when it is time for one, beside everything else. */
  saveWhenDue(): void;
  /** Facts that a start would fold at the moment, after reading the newest checkpoint. */
  factsSince(): number;
}

/**
 * Leaves checkpoints of the board as it moves on. `last` is where the newest one stands. One that could not be saved is only logged, and tried again.
 */
export function keepCheckpoints(db: Db, log: Log, board: CurrentBoard, last: Head): Checkpoints {
  let newest = last;
  let saving = false;

  async function save(epoch: string): Promise<void> {
    saving = true;
    const folded = board.board();
    try {
      await saveCheckpoint(db, { epoch, seq: folded.seq, version: BOARD_VERSION, board: folded });
      newest = { epoch, seq: folded.seq };
    } catch (error) {
      log.warn({ err: error }, 'no checkpoint of the board could be saved');
    } finally {
      saving = false;
    }
  }

  function factsSince(): number {
    return board.board().seq - (board.epoch() === newest.epoch ? newest.seq : 0);
  }

  return {
    saveWhenDue() {
      if (!saving && factsSince() >= CHECKPOINT_EVERY) void save(board.epoch());
    },
    factsSince,
  };
}
