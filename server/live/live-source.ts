import type { ViewPosition } from '../../shared/wire/position.ts';

/** Where a hub gets its frames from: the public view of the board, or the staff's. Frames are encoded once. */
export interface LiveSource {
  at(): { readonly epoch: string; readonly position: ViewPosition };
  /** The whole board at the newest position. */
  board(): Buffer;
  tick(): Buffer;
  /** The changes after a position; [] when it is the newest, null when they are not all at hand. */
  since(position: ViewPosition): readonly Buffer[] | null;
  /** Tells of each change once, when `board` already holds it. */
  subscribe(listener: (frame: Buffer) => void): () => void;
}

/** What a hub sends beside the board: it moves no position, and pages can do without it. */
export interface LiveAside {
  /** As it stands; null: there is nothing to tell. It goes out with every greeting and every tick. */
  frame(): Buffer | null;
  /** Tells what cannot wait for a tick. */
  subscribe(listener: (frame: Buffer) => void): () => void;
}
