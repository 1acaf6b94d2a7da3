import type { Instant } from '../practice/instant.ts';
import type { StaffExtra } from '../wire/live-frames.ts';
import type { ViewPosition } from '../wire/position.ts';
import type { Notice, PublicBoard, Summary } from '../wire/public-board.ts';
import type { StaffBoard } from '../wire/staff-board.ts';

/** What a live page can show. */
export type LiveBoardBody = PublicBoard | StaffBoard;

export type BranchOf<B extends LiveBoardBody> = B['branches'][number];

export type IncidentOf<B extends LiveBoardBody> = B['incidents'][number];

/** What a change says, as absolute values; a field that is absent did not change. */
export interface BoardChange<B extends LiveBoardBody> {
  /** The branch spoken of, then the others that changed with it. */
  readonly branches: readonly BranchOf<B>[];
  readonly notice?: Notice | null;
  readonly summary?: Summary;
  readonly incidents?: readonly IncidentOf<B>[];
  readonly extra?: StaffExtra;
}

interface Stamped {
  readonly epoch: string;
  readonly position: ViewPosition;
  /** The server's clock when it made the frame. */
  readonly now: Instant;
  /** When the server last read its position from the database. */
  readonly checkedAt: Instant;
}

/** The frames of the wire as a client works with them: instants are numbers, every field was looked at. */
export type LiveFrame<B extends LiveBoardBody> =
  | (Stamped & { readonly t: 'board'; readonly board: B })
  | (Stamped & { readonly t: 'change'; readonly prev: ViewPosition; readonly change: BoardChange<B> })
  | (Stamped & { readonly t: 'tick' })
  | { readonly t: 'bye'; readonly spreadMs: number };
