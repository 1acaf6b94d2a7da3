import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrame } from '../../shared/live/parse-frame.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import {
  MORNING,
  sampleBoard,
  sampleBoardFrame,
  sampleBranch,
  sampleChange,
  sampleTick,
} from '../support/live-sample.ts';

const before = sampleBoard({ seq: 4, edge: MORNING }, [sampleBranch('ash'), sampleBranch('bell')]);
const after = sampleBoard({ seq: 5, edge: MORNING }, [sampleBranch('ash', 'changed'), sampleBranch('bell', 'too')]);
const board = sampleBoardFrame(after, MORNING, MORNING - 2_000);
const change = sampleChange(before, after, MORNING);
const tick = sampleTick(after, MORNING);
const parse = (value: unknown) => parseFrame<PublicBoard>(JSON.stringify(value));

describe('a frame of the contract', () => {
  test('gives its position, its stamps and its board', () => {
    expect(parse(board)).toEqual({
      kind: 'frame',
      frame: {
        t: 'board',
        epoch: after.epoch,
        position: { seq: 5, edge: MORNING },
        now: MORNING,
        checkedAt: MORNING - 2_000,
        board: after,
      },
    });
  });

  test('gives the branch spoken of and those that changed with it', () => {
    expect(parse(change)).toMatchObject({
      frame: { t: 'change', prev: { seq: 4, edge: MORNING }, change: { branches: after.branches } },
    });
  });

  test('tells a notice that was taken down from one that is not spoken of', () => {
    expect(parse({ ...change, notice: null })).toHaveProperty('frame.change.notice', null);
    expect(parse(change)).not.toHaveProperty('frame.change.notice');
  });

  test('may carry fields that this page does not know', () => {
    expect(parse({ ...tick, mood: 'calm' })).toMatchObject({ kind: 'frame', frame: { t: 'tick' } });
  });

  test('of a kind that this page does not know is passed over', () => {
    expect(parse({ ...tick, t: 'weather' })).toEqual({ kind: 'unknown' });
  });

  test('cannot send a page away for longer than five minutes', () => {
    expect(parse({ t: 'bye', reason: 'restart', spreadMs: 1e12 })).toHaveProperty('frame.spreadMs', 300_000);
  });
});

describe('what is no frame is called malformed, and never throws', () => {
  test.each<[string, unknown]>([
    ['a number', 7],
    ['a list', []],
    ['no kind', { epoch: after.epoch }],
    ['a tick without a clock', { ...tick, now: undefined }],
    ['a tick with a bad clock', { ...tick, checkedAt: 'yesterday' }],
    ['a position that is no whole number', { ...tick, seq: 1.5 }],
    ['a position as text', { ...tick, seq: '5' }],
    ['a position without an edge', { ...tick, edge: null }],
    ['a board of another version', { ...board, v: 2 }],
    ['a board without branches', { ...board, board: { ...after, branches: undefined } }],
    ['a board with a branch without a name', { ...board, board: { ...after, branches: [{}] } }],
    ['a board without a summary', { ...board, board: { ...after, summary: null } }],
    ['a change without the position before', { ...change, prev: undefined }],
    ['a change without its branch', { ...change, branch: undefined }],
    ['a change with others that are no list', { ...change, also: {} }],
    ['a change with a notice that is none', { ...change, notice: 'closed' }],
    ['a bye without its spread', { t: 'bye', reason: 'restart' }],
    ['a bye into the past', { t: 'bye', reason: 'restart', spreadMs: -1 }],
  ])('%s', (_, value) => {
    expect(parse(value)).toEqual({ kind: 'malformed' });
  });

  test.each([['{"t":"tick"'], [''], [undefined], [new ArrayBuffer(8)]])('bytes that are no JSON text: %o', (data) => {
    expect(parseFrame(data)).toEqual({ kind: 'malformed' });
  });

  test('any JSON at all', () => {
    const value = fc.jsonValue();
    const shaped = fc.record({
      t: fc.constantFrom('board', 'change', 'tick', 'bye'),
      v: fc.constant(1),
      epoch: fc.oneof(fc.string(), value),
      seq: fc.oneof(fc.nat(), value),
      edge: fc.oneof(fc.constant(after.edge), value),
      now: fc.oneof(fc.constant(after.edge), value),
      checkedAt: fc.oneof(fc.constant(after.edge), value),
      prev: value,
      branch: value,
      also: value,
      board: value,
    });
    fc.assert(
      fc.property(fc.oneof(value, shaped), (any) => {
        expect(['frame', 'unknown', 'malformed']).toContain(parse(any).kind);
      }),
    );
  });
});
