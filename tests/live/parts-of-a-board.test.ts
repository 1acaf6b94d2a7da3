import { describe, expect, test } from 'vitest';
import { firstFrames } from '../../server/live/first-frames.ts';
import { HOUR, SECOND, toIso } from '../../shared/practice/instant.ts';
import { SUMMARY_PART, surgeryPart } from '../../shared/views/board-part.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { practiceSet } from '../support/facts.ts';
import { openPractice } from '../bench/growth/practice-at-work.ts';
import { LARGE_DAY } from '../support/large-practice.ts';

const COUNT = 600;
const AT_MOST = 64 * 1024;
const jsonOf = (frame: Buffer) => JSON.parse(frame.subarray(frame.indexOf('{')).toString());

describe('a page that shows a part of a big board', () => {
  test('is greeted with that part, and not with 600 branches', () => {
    const { board } = openPractice(COUNT);
    const whole = firstFrames(board.publicStream, {}, AT_MOST)[0] as Buffer;
    const summary = firstFrames(board.publicStream, { part: SUMMARY_PART }, AT_MOST)[0] as Buffer;
    const own = firstFrames(board.publicStream, { part: surgeryPart('surgery-0123') }, AT_MOST)[0] as Buffer;
    expect(jsonOf(whole).board.branches).toHaveLength(COUNT);
    expect(jsonOf(summary).board.summary).toEqual(jsonOf(whole).board.summary);
    expect(jsonOf(own).board.branches.map(({ slug }: { slug: string }) => slug)).toEqual(['surgery-0123']);
    expect(summary.length).toBeLessThan(12_000);
    expect(own.length).toBeLessThan(3_000);
    board.stop();
  });

  test.each(['nothing', 'surgery/nowhere', ['summary', 'summary'], 'x'.repeat(500)])(
    '%j is no part: it gets the whole',
    (part) => {
      const { board } = openPractice(COUNT);
      const frame = firstFrames(board.publicStream, { part }, AT_MOST)[0] as Buffer;
      expect(frame).toBe(board.publicStream.board());
      board.stop();
    },
  );

  test('is told of changes by the same bytes as all others, made once', () => {
    const { board, change } = openPractice(COUNT);
    const { epoch, position } = board.publicStream.at();
    change();
    const held = { epoch, seq: String(position.seq), edge: toIso(position.edge) };
    const [missed] = firstFrames(board.publicStream, held, AT_MOST);
    const other = surgeryPart('surgery-0123');
    expect(firstFrames(board.publicStream, { ...held, part: other }, AT_MOST)[0]).toBe(missed);
    board.stop();
  });

  test('is sent its part anew where it tells who can help, and no change tells of those', () => {
    const { board, change } = openPractice(COUNT);
    const { epoch, position } = board.publicStream.at();
    const told: (boolean | undefined)[] = [];
    board.publicStream.subscribe((_frame, lacks) => told.push(lacks?.(SUMMARY_PART)));
    change();
    expect(told).toEqual([true]);
    const held = { epoch, seq: String(position.seq), edge: toIso(position.edge), part: SUMMARY_PART };
    const [frame] = firstFrames(board.publicStream, held, AT_MOST);
    const { branches } = jsonOf(frame as Buffer).board as PublicBoard;
    const named = branches.flatMap(({ alternatives }) => alternatives);
    expect(named.length).toBeGreaterThan(0);
    expect(branches.map(({ slug }) => slug)).toEqual(expect.arrayContaining(named));
    board.stop();
  });

  test('is sent its part where others are sent the whole board', () => {
    const { board, clock } = openPractice(COUNT);
    const { epoch, position } = board.publicStream.at();
    const told: (boolean | undefined)[] = [];
    board.publicStream.subscribe((_frame, lacks) => told.push(lacks?.(SUMMARY_PART)));
    board.take([practiceSet({ name: 'Another name' }, { at: LARGE_DAY + 10 * HOUR, seq: position.seq + 1 })]);
    clock.advance(SECOND);
    board.checked(clock.monotonic());
    expect(told).toEqual([true]);
    const held = { epoch, seq: String(position.seq), edge: toIso(position.edge), part: SUMMARY_PART };
    const [frame] = firstFrames(board.publicStream, held, AT_MOST);
    expect(jsonOf(frame as Buffer).board.practice.name).toBe('Another name');
    expect((frame as Buffer).length).toBeLessThan(12_000);
    board.stop();
  });
});
