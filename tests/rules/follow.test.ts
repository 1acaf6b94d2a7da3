import { describe, expect, test } from 'vitest';
import { faultsOfChoice, type FollowChoice, isFollowed, toPlainChoice } from '../../shared/follow/follow.ts';

const KNOWN = ['clayton', 'didsbury'];
const CHOICE: FollowChoice = { branches: ['clayton'], kinds: ['trouble'], language: 'en' };

describe('what a follower may choose', () => {
  test.each<[string, Partial<FollowChoice>, readonly string[]]>([
    ['one surgery', {}, []],
    ['every surgery, also those to come', { branches: null }, []],
    ['no surgery', { branches: [] }, ['no-branch']],
    ['a surgery that is none', { branches: ['clayton', 'atlantis'] }, ['unknown-branch']],
    ['nothing to be told of', { kinds: [] }, ['no-kind']],
  ])('%s', (_, part, faults) => {
    expect(faultsOfChoice({ ...CHOICE, ...part }, KNOWN)).toEqual(faults);
  });

  test('is kept in one form, however often and in whatever order it was said', () => {
    const said: FollowChoice = {
      branches: ['didsbury', 'clayton', 'didsbury'],
      kinds: ['planned', 'trouble', 'planned'],
      language: 'en',
    };
    expect(toPlainChoice(said)).toEqual({
      branches: ['clayton', 'didsbury'],
      kinds: ['trouble', 'planned'],
      language: 'en',
    });
  });

  test.each([
    ['clayton', 'trouble', CHOICE, true],
    ['clayton', 'planned', CHOICE, false],
    ['didsbury', 'trouble', CHOICE, false],
    ['didsbury', 'trouble', { ...CHOICE, branches: null }, true],
  ] as const)('of %s, %s', (slug, kind, choice, told) => {
    expect(isFollowed(choice, slug, kind)).toBe(told);
  });
});
