import type { ViewPosition } from '../../shared/wire/position.ts';

/** Whether whoever holds this part of the board must be sent it anew, instead of a frame for all. */
export type Lacks = (part: string) => boolean;

/** Where a hub gets its frames from: the public view of the board, or the staff's. Frames are encoded once. */
export interface LiveSource {
  at(): { readonly epoch: string; readonly position: ViewPosition };
  /** The board at the newest position; of one that has parts, the part that is asked for. */
  board(part?: string): Buffer;
  tick(): Buffer;
  /**
   * The changes after a position; [] when it is the newest, null when they are not all at hand. Changes are the same for
   * whoever holds a part of the board: where one of them is not enough for that part, such a one is sent it anew.
   */
  since(position: ViewPosition, part?: string): readonly Buffer[] | null;
  /** Tells of each change once, when `board` already holds it, and of the parts for which the frame is not enough. */
  subscribe(listener: (frame: Buffer, lacks?: Lacks) => void): () => void;
}

/** What a hub sends beside the board: it moves no position, and pages can do without it. */
export interface LiveAside {
  /** As it stands; null: there is nothing to tell. It goes out with every greeting and every tick. */
  frame(): Buffer | null;
  /** Tells what cannot wait for a tick. */
  subscribe(listener: (frame: Buffer) => void): () => void;
}
