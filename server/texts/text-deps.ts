import type { Board } from '../../shared/board/board.ts';
import type { WriteDeps } from '../journal/write-once.ts';

export interface TextDeps extends WriteDeps {
  /** The board as it is shown. */
  readonly board: () => Board;
  /** Answers can be sent; else none are written. */
  readonly sends: boolean;
}
