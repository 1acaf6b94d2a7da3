import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_BOARD, foldFact } from '../../shared/board/fold.ts';
import { lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { publicBoardAt, setUp, staffBoardAt } from '../support/facts.ts';
import { factsAt } from '../support/fact-arbitraries.ts';
import { DAYS, instantsOf } from '../support/instant-arbitraries.ts';

const stories = fc.constantFrom(...DAYS).chain((day) =>
  fc.record({
    facts: factsAt(instantsOf(day - DAY), 12, day),
    moments: fc.array(instantsOf(day + DAY), { minLength: 1, maxLength: 6 }),
  }),
);

test('what is kept of branches from one look to the next is what would be derived anew, in any order of looks', () => {
  fc.assert(
    fc.property(stories, ({ facts, moments }) => {
      let board = EMPTY_BOARD;
      for (const fact of [...setUp(), ...facts]) {
        board = foldFact(board, fact);
        const anew = structuredClone(board);
        for (const now of moments) {
          expect(publicBoardAt(board, now)).toEqual(publicBoardAt(anew, now));
          expect(staffBoardAt(board, now)).toEqual(staffBoardAt(anew, now));
          for (const audience of ['public', 'staff'] as const) {
            expect(lastBoundary(board, now, audience)).toBe(lastBoundary(anew, now, audience));
            expect(nextBoundary(board, now, audience)).toBe(nextBoundary(anew, now, audience));
          }
        }
      }
    }),
    { numRuns: 12 },
  );
});
