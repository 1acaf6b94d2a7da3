import type { Notice, PublicBoard, PublicBranch, PublicIncident, Summary } from './public-board.ts';
import type { StaffBoard, StaffBranch, StaffIncident } from './staff-board.ts';
import type { StaffWatch } from './staff-watch.ts';

/** A position as it travels: `edge` is ISO 8601 UTC. */
export interface WirePosition {
  readonly seq: number;
  readonly edge: string;
}

interface FrameHead extends WirePosition {
  readonly epoch: string;
  /** The server's clock when the frame was made, ISO 8601 UTC. */
  readonly now: string;
}

/** The full state: first frame, and after any gap. Always replaces. */
export interface BoardFrame<B> extends FrameHead {
  readonly t: 'board';
  readonly v: 1;
  /** When this instance last read its position from the database. */
  readonly checkedAt: string;
  readonly board: B;
}

/** What changed, as absolute values: apply it only when `prev` is the position at hand. */
export interface ChangeFrame<Branch, Incident, Extra> extends FrameHead {
  readonly t: 'change';
  readonly checkedAt: string;
  readonly prev: WirePosition;
  /** The branch spoken of; null when only the clock or the practice changed something. */
  readonly branch: Branch | null;
  /** Every other branch that changed with it (its neighbours' `alternatives`, a burst), absent when none. */
  readonly also?: readonly Branch[];
  /** The following are absent when they did not change. */
  readonly notice?: Notice | null;
  readonly summary?: Summary;
  readonly incidents?: readonly Incident[];
  readonly extra?: Extra;
}

/** Proof of life and of position, at least every 15 s. */
export interface TickFrame extends FrameHead {
  readonly t: 'tick';
  readonly checkedAt: string;
}

/** Sent before a planned stop: come back at a random moment within `spreadMs`. */
export interface ByeFrame {
  readonly t: 'bye';
  readonly reason: 'restart';
  readonly spreadMs: number;
}

/** How the automatic checks stand. It moves no position: it comes with the ticks, and at once when it matters. */
export interface WatchFrame {
  readonly t: 'watch';
  readonly watch: StaffWatch;
}

/** What only staff see of the whole practice; travels as one value. */
export type StaffExtra = Pick<StaffBoard, 'totals' | 'alert' | 'declared' | 'noticeControl' | 'recent'>;

export type PublicFrame =
  | BoardFrame<PublicBoard>
  | ChangeFrame<PublicBranch, PublicIncident, never>
  | TickFrame
  | ByeFrame;
export type StaffFrame =
  | BoardFrame<StaffBoard>
  | ChangeFrame<StaffBranch, StaffIncident, StaffExtra>
  | TickFrame
  | WatchFrame
  | ByeFrame;

/** Close codes of the live sockets, beside the standard ones. */
export const CLOSE = {
  goingAway: 1001,
  policy: 1008,
  tooBig: 1009,
  tryLater: 1013,
  sessionEnded: 4001,
  forbidden: 4003,
  tooSlow: 4008,
} as const;
