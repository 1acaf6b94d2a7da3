import { boardTime } from '../../shared/board/board-time.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { HOUR } from '../../shared/practice/instant.ts';
import { toPublicBoard } from '../../shared/views/public-board.ts';
import { LARGE_DAY, largePractice, nthSlug } from './large-practice.ts';
import { report } from './facts.ts';
import type { Scene } from './public-boards.ts';

const EPOCH = '0f0e0d0c-0b0a-4908-8706-050403020100';

/** A practice of so many surgeries at 10am, with so many of them without records. */
export function largeScene(count: number, down = 0): Scene {
  const facts: Fact[] = [...largePractice(count)];
  for (let n = 20; n < 20 + down; n += 1) {
    facts.push(report(nthSlug(n), { it: { records: 'down' } }, { at: LARGE_DAY + 9.5 * HOUR, seq: facts.length + 1 }));
  }
  const board = foldFacts(EMPTY_BOARD, facts);
  const now = LARGE_DAY + 10 * HOUR;
  const picture = derivePicture(board, boardTime(board, now, 'public'));
  return { board: toPublicBoard(picture, { epoch: EPOCH, position: { seq: board.publicSeq, edge: LARGE_DAY } }), now };
}
