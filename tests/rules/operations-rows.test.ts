import { describe, expect, test } from 'vitest';
import {
  type Arrangement,
  arrange,
  countFilters,
  FIRST_ARRANGEMENT,
  step,
  turnSort,
} from '../../web/operations/rows/arrange.ts';
import { parseArrangement } from '../../web/operations/rows/kept-arrangement.ts';
import { commandOf, isTyping } from '../../web/operations/keys/commands.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';

const { branches } = STAFF_SCENES.many().board;

function first(change: Partial<Arrangement>, count = 3): string[] {
  return arrange(branches, { ...FIRST_ARRANGEMENT, ...change }).slice(0, count);
}

describe('the rows', () => {
  test('stand by name', () => {
    expect(first({})).toEqual(['clayton', 'crowle-abbey', 'eye-church']);
    expect(first({ sort: { key: 'name', descending: true } }, 2)).toEqual(['yaxham', 'wisbeck-trinity']);
  });

  test('stand with trouble first, then silence, then what is limited', () => {
    const states = first({ sort: { key: 'state', descending: false } }, 18).map((slug) => {
      const branch = branches.find((one) => one.slug === slug);
      return branch?.reasons.join() === 'not-heard' ? 'silent' : branch?.state;
    });
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
      'degraded',
      'silent',
      'limited',
      'normal',
    ]);
  });

  test('stand with the smallest share of GPs first', () => {
    expect(first({ sort: { key: 'gps', descending: false } }, 2)).toEqual(['clayton', 'whittle-bridge']);
  });

  test.each([
    ['clay', ['clayton']],
    ['CROWLE ABBEY', ['crowle-abbey']],
    ['nowhere', []],
  ])('are found by "%s"', (query, found) => {
    expect(first({ query })).toEqual(found);
  });

  test('filters say how many they would show, and show as many', () => {
    const counts = countFilters(branches);
    expect(counts).toEqual({ all: 18, trouble: 11, 'not-heard': 1, due: 0 });
    expect(first({ filter: 'trouble' }, 99)).toHaveLength(counts.trouble);
    expect(countFilters(STAFF_SCENES.night().board.branches).due).toBe(1);
  });

  test('a heading pressed again turns the order around', () => {
    const once = turnSort(FIRST_ARRANGEMENT.sort, 'gps');
    expect([once, turnSort(once, 'gps'), turnSort(turnSort(once, 'gps'), 'gps')]).toEqual([
      { key: 'gps', descending: false },
      { key: 'gps', descending: true },
      { key: 'gps', descending: false },
    ]);
  });

  test.each([
    [null, 1, 'a'],
    ['a', 1, 'b'],
    ['a', -1, 'a'],
    ['c', 1, 'c'],
    ['gone', 1, 'a'],
  ])('from %s by %i to %s', (current, by, to) => {
    expect(step(['a', 'b', 'c'], current, by)).toBe(to);
  });

  test.each([null, '', '{', '{}', '{"sort":{"key":"wealth","descending":true},"filter":"rich"}'])(
    'kept on the device as %s they begin by name',
    (kept) => expect(parseArrangement(kept)).toEqual(FIRST_ARRANGEMENT),
  );
});

describe('a key', () => {
  const press = { key: 'r', modified: false, typing: false, covered: false, enabled: true };

  test.each([
    ['r', 'report'],
    ['R', 'report'],
    ['/', 'search'],
    ['?', 'keys'],
    ['q', null],
    ['Enter', null],
  ])('%s does %s', (key, command) => expect(commandOf({ ...press, key })).toBe(command));

  test.each(['modified', 'typing', 'covered'] as const)('does nothing while %s', (state) => {
    expect(commandOf({ ...press, [state]: true })).toBeNull();
  });

  test('does nothing once letters are switched off', () => {
    expect(commandOf({ ...press, enabled: false })).toBeNull();
  });

  test.each([
    [{ localName: 'input', type: 'text' }, true],
    [{ localName: 'input', type: 'checkbox' }, false],
    [{ localName: 'textarea' }, true],
    [{ localName: 'button' }, false],
    [{ localName: 'div', isContentEditable: true }, true],
  ])('%j is a place to type: %s', (target, typing) => expect(isTyping(target)).toBe(typing));
});
