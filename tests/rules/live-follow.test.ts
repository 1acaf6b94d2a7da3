import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange } from '../../shared/live/apply-change.ts';
import { type FollowState, followFrame, followFrom, isLeftBehind } from '../../shared/live/follow.ts';
import type { LiveFrame } from '../../shared/live/frame.ts';
import { parseFrame, positionOf } from '../../shared/live/parse-frame.ts';
import { comparePositions, type ViewPosition } from '../../shared/wire/position.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import {
  EPOCH,
  MORNING,
  sampleBoard,
  sampleBoardFrame,
  sampleBranch,
  sampleChange,
  sampleTick,
} from '../support/live-sample.ts';

const OTHER_EPOCH = '00000000-0000-4000-8000-000000000000';
const stamps = { now: MORNING, checkedAt: MORNING };
const at = (seq: number, edge = 0): ViewPosition => ({ seq, edge });

function change(prev: ViewPosition, position: ViewPosition, epoch = EPOCH): LiveFrame<PublicBoard> {
  return { t: 'change', epoch, position, prev, ...stamps, change: { branches: [] } };
}

function tick(position: ViewPosition, epoch = EPOCH): LiveFrame<PublicBoard> {
  return { t: 'tick', epoch, position, ...stamps };
}

function boardAt(position: ViewPosition, epoch = EPOCH): LiveFrame<PublicBoard> {
  return { t: 'board', epoch, position, ...stamps, board: sampleBoard(position, [], epoch) };
}

describe('a page that holds the board of seq 5, edge 100', () => {
  test.each<[string, LiveFrame<PublicBoard>, string, ViewPosition]>([
    ['applies the change that follows', change(at(5, 100), at(6, 100)), 'apply', at(6, 100)],
    ['applies a change by the clock alone', change(at(5, 100), at(5, 200)), 'apply', at(5, 200)],
    ['ignores a change it has', change(at(4, 100), at(5, 100)), 'ignore', at(5, 100)],
    ['ignores an older change', change(at(3, 100), at(4, 100)), 'ignore', at(5, 100)],
    ['ignores an older edge of the same seq', change(at(5, 40), at(5, 50)), 'ignore', at(5, 100)],
    ['asks for the board when a change is missing', change(at(6, 100), at(7, 100)), 'reconnect', at(5, 100)],
    ['asks for the board when a clock boundary is missing', change(at(5, 150), at(6, 150)), 'reconnect', at(5, 100)],
    ['takes a tick at its position as proof', tick(at(5, 100)), 'proof', at(5, 100)],
    ['waits when a tick is ahead', tick(at(6, 100)), 'wait', at(5, 100)],
    ['asks for the board when a tick is behind', tick(at(4, 100)), 'reconnect', at(5, 100)],
    ['lets a newer board replace its own', boardAt(at(9, 300)), 'replace', at(9, 300)],
    ['keeps its board when a server knows fewer facts', boardAt(at(4, 300)), 'reconnect', at(5, 100)],
    ['lets the board of a clock that was set back replace its own', boardAt(at(5, 50)), 'replace', at(5, 50)],
    [
      'waits for the board on a change of another epoch',
      change(at(5, 100), at(6, 100), OTHER_EPOCH),
      'wait',
      at(5, 100),
    ],
    ['waits for the board on a tick of another epoch', tick(at(5, 100), OTHER_EPOCH), 'wait', at(5, 100)],
    ['lets the board of another epoch replace its own', boardAt(at(1), OTHER_EPOCH), 'replace', at(1)],
    ['leaves when the server says bye', { t: 'bye', spreadMs: 20_000 }, 'leave', at(5, 100)],
  ])('%s', (_, frame, action, position) => {
    const followed = followFrame(followFrom(EPOCH, at(5, 100)), frame, 0);
    expect(followed.action).toBe(action);
    expect(followed.state.position).toEqual(position);
  });

  test.each([
    [1_000, 'wait'],
    [1_001, 'reconnect'],
  ])('asks for the board when ticks have been ahead for more than a second (%i ms: %s)', (ms, action) => {
    const first = followFrame(followFrom(EPOCH, at(5, 100)), tick(at(6, 100)), 10_000);
    expect(followFrame(first.state, tick(at(7, 100)), 10_000 + ms).action).toBe(action);
    expect(isLeftBehind(first.state, 10_000 + ms)).toBe(action === 'reconnect');
  });

  test('is no longer behind once the change that a tick told of has come', () => {
    const ahead = followFrame(followFrom(EPOCH, at(5, 100)), tick(at(7, 100)), 0).state;
    const closer = followFrame(ahead, change(at(5, 100), at(6, 100)), 100).state;
    expect(isLeftBehind(closer, 2_000)).toBe(true);
    const there = followFrame(closer, change(at(6, 100), at(7, 100)), 200).state;
    expect(isLeftBehind(there, 2_000)).toBe(false);
  });
});

/** Boards as a practice goes through them: each step changes one branch, sometimes by the clock alone. */
const history = fc
  .array(fc.record({ branch: fc.nat(3), byClock: fc.boolean() }), { minLength: 1, maxLength: 12 })
  .map((steps) => {
    const boards = [
      sampleBoard(
        { seq: 1, edge: MORNING },
        ['a', 'b', 'c', 'd'].map((slug) => sampleBranch(slug)),
      ),
    ];
    for (const [step, { branch, byClock }] of steps.entries()) {
      const last = boards.at(-1) as PublicBoard;
      const { seq, edge } = positionOf(last);
      const branches = last.branches.map((b, index) => (index === branch ? sampleBranch(b.slug, `step ${step}`) : b));
      boards.push(sampleBoard(byClock ? { seq, edge: edge + 60_000 } : { seq: seq + 1, edge }, branches));
    }
    return boards;
  });

/** The frames of a history with any of them lost, doubled or out of order. */
const disturbed = history.chain((boards) => {
  const frames = boards.flatMap((board, index) => {
    const before = boards[index - 1];
    const whole = [sampleBoardFrame(board, MORNING), sampleTick(board, MORNING)];
    return before ? [sampleChange(before, board, MORNING), ...whole] : whole;
  });
  return fc.record({
    boards: fc.constant(boards),
    frames: fc.array(fc.constantFrom(...frames), { maxLength: 40 }),
  });
});

interface Page {
  readonly state: FollowState;
  readonly board: PublicBoard;
}

function receive(page: Page, text: string, receivedAt: number): Page {
  const parsed = parseFrame<PublicBoard>(text);
  if (parsed.kind !== 'frame') throw new Error('a frame of the server was not understood');
  const { frame } = parsed;
  const { state, action } = followFrame(page.state, frame, receivedAt);
  if (action === 'replace' && frame.t === 'board') return { state, board: frame.board };
  if (action !== 'apply' || frame.t !== 'change') return { state, board: page.board };
  expect(comparePositions(frame.prev, page.state.position)).toBe(0);
  return { state, board: applyChange(page.board, frame.position, frame.change) };
}

describe('whatever is lost, doubled or out of order', () => {
  test('a page only ever shows a board that was true, and the last board makes it right', () => {
    fc.assert(
      fc.property(disturbed, ({ boards, frames }) => {
        const first = boards[0] as PublicBoard;
        const last = boards.at(-1) as PublicBoard;
        let page: Page = { state: followFrom(EPOCH, positionOf(first)), board: first };
        for (const [index, frame] of frames.entries()) {
          page = receive(page, JSON.stringify(frame), index * 100);
          const truth = boards.find((board) => comparePositions(positionOf(board), page.state.position) === 0);
          expect(page.board).toEqual(truth);
        }
        page = receive(page, JSON.stringify(sampleBoardFrame(last, MORNING)), 1e6);
        expect(page.board).toEqual(last);
      }),
    );
  });

  test('a page that is given all changes since its position ends with the last board', () => {
    fc.assert(
      fc.property(history, fc.nat(), (boards, from) => {
        const start = from % boards.length;
        const held = boards[start] as PublicBoard;
        let page: Page = { state: followFrom(EPOCH, positionOf(held)), board: held };
        for (let index = start + 1; index < boards.length; index += 1) {
          const frame = sampleChange(boards[index - 1] as PublicBoard, boards[index] as PublicBoard, MORNING);
          page = receive(page, JSON.stringify(frame), index);
        }
        expect(page.board).toEqual(boards.at(-1));
      }),
    );
  });
});
