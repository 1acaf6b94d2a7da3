import type { Clock } from '../../server/platform/clock.ts';
import { encodeTextFrame } from '../../server/live/frame-encoding.ts';
import type { LiveSource } from '../../server/live/live-source.ts';
import { positionOf } from '../../shared/live/parse-frame.ts';
import { comparePositions, type ViewPosition } from '../../shared/wire/position.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { MORNING, sampleBoard, sampleBoardFrame, sampleBranch, sampleChange, sampleTick } from './live-sample.ts';

/** A live source over a list of changes, which a test makes one by one. */
export interface ListSource extends LiveSource {
  readonly current: PublicBoard;
  /** Changes the one branch's sentence, and tells. */
  change(sentence: string): Buffer;
}

/** Starts at seq 10 and has all changes after it at hand. */
export function createListSource(clock: Clock): ListSource {
  const listeners = new Set<(frame: Buffer) => void>();
  const changes: { readonly prev: ViewPosition; readonly frame: Buffer }[] = [];
  const encode = (frame: object) => encodeTextFrame(JSON.stringify(frame));
  let board = sampleBoard({ seq: 10, edge: MORNING }, [sampleBranch('clayton')]);

  return {
    get current() {
      return board;
    },
    change(sentence) {
      const before = board;
      board = sampleBoard({ seq: before.seq + 1, edge: MORNING }, [sampleBranch('clayton', sentence)]);
      const frame = encode(sampleChange(before, board, clock.now()));
      changes.push({ prev: positionOf(before), frame });
      for (const listener of listeners) listener(frame);
      return frame;
    },
    at: () => ({ epoch: board.epoch, position: positionOf(board) }),
    board: () => encode(sampleBoardFrame(board, clock.now())),
    tick: () => encode(sampleTick(board, clock.now())),
    since(position) {
      if (comparePositions(position, positionOf(board)) === 0) return [];
      const first = changes.findIndex(({ prev }) => comparePositions(prev, position) === 0);
      return first < 0 ? null : changes.slice(first).map(({ frame }) => frame);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
