import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import { openedAt } from '../../shared/contact/opened-at.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { parseOpeningHours } from '../../shared/practice/opening-hours.ts';
import { publicBoardAt, setUp, staffBoardAt, ZONE } from '../support/facts.ts';
import { factsAt } from '../support/fact-arbitraries.ts';
import { DAYS, instantsOf, nearbyInstants } from '../support/instant-arbitraries.ts';

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
        // As the server folds: with it goes on what is known of where two boards differ.
        board = foldFacts(board, [fact]);
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

const hours = fc.constantFrom(
  'Mon-Fri 08:00-18:30',
  'Mon-Sun 00:00-24:00',
  'Mon-Fri 08:00-12:30 13:30-18:30; Sat 09:00-12:00',
  'Sun 01:00-02:00',
  'closed',
);

test('when a branch opened is kept only as long as it stands, in any order of looks', () => {
  fc.assert(
    fc.property(hours, fc.array(nearbyInstants, { minLength: 1, maxLength: 12 }), (text, moments) => {
      const parsed = parseOpeningHours(text);
      if (!parsed.ok) throw new Error(parsed.fault);
      const rules = { weekly: parsed.hours, exceptions: [], practiceExceptions: [] };
      for (const now of moments) {
        expect(openedAt(rules, now, ZONE)).toBe(openedAt(structuredClone(rules), now, ZONE));
      }
    }),
  );
});
