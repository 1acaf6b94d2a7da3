import { describe, expect, test } from 'vitest';
import { createCurrentBoard } from '../../server/board/current-board.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { EMPTY_BOARD } from '../../shared/board/fold.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { boardOf, london, practiceSet, publicBoardAt, report, setUp } from '../support/facts.ts';

const NINE = london('2019-12-31 09:00');
const { epoch: EPOCH } = publicBoardAt(EMPTY_BOARD, NINE);

describe('what cannot be published', () => {
  const open = (seq: number) => report('clayton', { access: 'phone-only' }, { at: NINE, seq });

  test('does not count as checked, and is tried again with the next check', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    let fails = true;
    current.publicStream.subscribe(() => {
      if (fails) throw new Error('the frame could not be handed over');
    });
    clock.advance(MINUTE);
    current.take([open(101)]);
    expect(() => current.checked(clock.monotonic())).toThrow('could not be handed over');
    expect(current.checkedAt()).toBe(NINE);

    clock.advance(2 * SECOND);
    fails = false;
    current.checked(clock.monotonic());
    expect(current.checkedAt()).toBe(clock.now());
    expect(current.publicStream.at().position.seq).toBe(101);
  });

  test('to staff, who are served first, is still told to patients', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    const told: string[] = [];
    current.publicStream.subscribe(() => told.push('patients'));
    current.staffStream.subscribe(() => {
      told.push('staff');
      throw new Error('the frame could not be handed over');
    });
    clock.advance(MINUTE);
    current.take([open(101)]);
    expect(() => current.checked(clock.monotonic())).toThrow('could not be handed over');
    expect(told).toEqual(['staff', 'patients']);
  });

  test('leaves what is shown, with its age, until the practice is put right', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    const before = current.publicStream.published();
    clock.advance(MINUTE);
    current.take([practiceSet({ timeZone: 'No/Where' }, { at: NINE, seq: 101 })]);
    for (let n = 0; n < 3; n += 1) {
      expect(() => current.checked(clock.monotonic())).toThrow('No/Where');
      clock.advance(2 * SECOND);
    }
    expect(current.publicStream.published()).toBe(before);
    expect(current.checkedAt()).toBe(NINE);
    current.take([practiceSet({}, { at: NINE, seq: 102 })]);
    current.checked(clock.monotonic());
    expect(current.publicStream.at().position.seq).toBe(102);
    expect(current.checkedAt()).toBe(clock.now());
  });

  test('with the rest of a burst does not count as checked either', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    clock.advance(10);
    current.take([practiceSet({ timeZone: 'No/Where' }, { at: NINE, seq: 101 })]);
    current.checked(clock.monotonic());
    clock.advance(MINUTE);
    expect(current.checkedAt()).toBe(NINE);
    expect(() => current.checked(clock.monotonic())).toThrow('No/Where');
    expect(current.checkedAt()).toBe(NINE);
  });
});
