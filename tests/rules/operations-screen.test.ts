import { expect, test } from 'vitest';
import { SCREENS, screenOf, screenPath } from '../../web/operations/screen.ts';

test('every screen of operations has an address of its own', () => {
  expect(SCREENS.map(screenPath)).toEqual([
    '/operations',
    '/operations/practice',
    '/operations/people',
    '/operations/displays',
    '/operations/senders',
    '/operations/record',
  ]);
  for (const screen of SCREENS) expect(screenOf(screenPath(screen))).toBe(screen);
});

test.each(['/operations/', '/operations/nothing', '/operations/practice/more'])('%s shows the board', (path) => {
  expect(screenOf(path)).toBe('board');
});
