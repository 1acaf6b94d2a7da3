import type { Instant } from '../practice/instant.ts';
import type { PublicBoard } from '../wire/public-board.ts';

/** What is told in other places is made from this: the public board, and what its readers cannot see by themselves. */
export interface ToldBoard {
  readonly board: PublicBoard;
  /** Where people read it: `https://status.example`. */
  readonly origin: string;
  readonly now: Instant;
  readonly checkedAt: Instant;
  /** When the truth was last checked, once that is too long ago for a green; null while it is not. */
  readonly oldSince: Instant | null;
}
