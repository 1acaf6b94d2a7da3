import { createCurrentBoard } from '../../../server/board/current-board.ts';
import { createSteppedClock } from '../../../server/platform/stepped-clock.ts';
import { EMPTY_BOARD, foldFacts } from '../../../shared/board/fold.ts';
import { HOUR, SECOND } from '../../../shared/practice/instant.ts';
import { LARGE_DAY, largePractice, nextReport } from '../../support/large-practice.ts';

/** How long the frames of one change were. */
export interface ChangeFrames {
  readonly publicBytes: number;
  readonly staffBytes: number;
}

/** The board of one practice as a server holds it, told of one change after the other. */
export function openPractice(branches: number) {
  const facts = largePractice(branches);
  const clock = createSteppedClock(LARGE_DAY + 10 * HOUR);
  const board = createCurrentBoard(clock, foldFacts(EMPTY_BOARD, facts), crypto.randomUUID(), clock.monotonic());
  let seq = facts.length;
  let turn = 0;
  let frames = { public: 0, staff: 0 };
  board.publicStream.subscribe((frame) => {
    frames = { ...frames, public: frame.length };
  });
  board.staffStream.subscribe((frame) => {
    frames = { ...frames, staff: frame.length };
  });

  /** Folds one report, and makes what the server makes of it at once: both views, both frames. */
  function change(): ChangeFrames {
    clock.advance(SECOND);
    seq += 1;
    const fact = nextReport(turn, { at: clock.now(), seq });
    turn += 1;
    frames = { public: 0, staff: 0 };
    board.take([fact]);
    board.checked(clock.monotonic());
    if (frames.public === 0 || frames.staff === 0) throw new Error('the change did not go out');
    return { publicBytes: frames.public, staffBytes: frames.staff };
  }

  return { board, clock, change };
}
