import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardTime } from '../../shared/board/board-time.ts';
import { type Audience, lastBoundary } from '../../shared/board/boundaries.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import {
  alertSaid,
  boardOf,
  incident,
  london,
  noticeSet,
  publicBoardAt,
  report,
  setUp,
  signal,
  tick,
} from '../support/facts.ts';
import { SLUGS, storiesWithClock } from '../support/fact-arbitraries.ts';

const NINE = london('2019-12-31 09:00');

describe('the time a board is looked at', () => {
  const access = (at: number) => report('clayton', { access: 'open' }, { at, seq: 101 });
  const note = (at: number) => report('clayton', { note: 'Two are ill.' }, { at, seq: 101 });
  const late = (at: number) => signal('clayton', 'late', { at, seq: 101, lastBeatAt: at, public: false });
  const lost = (at: number) => signal('clayton', 'lost', { at, seq: 101, lastBeatAt: at, public: true });

  const SOON = { at: NINE + 20 * SECOND, seq: 101 };
  test.each<[string, Fact, Audience, number]>([
    ['not before an incident was declared', incident(101, { title: 'A' }, SOON), 'public', 20 * SECOND],
    ['not before the notice was set', noticeSet({ control: 'auto' }, SOON), 'public', 20 * SECOND],
    ['not moved for patients by an update for staff', incident(101, { staff: 'A' }, SOON), 'public', 0],
    ['not before an update for staff, who see it', incident(101, { staff: 'A' }, SOON), 'staff', 20 * SECOND],
    ['not moved for patients by a tick', tick(null, 'dos-lead', SOON), 'public', 0],
    ['not before a tick for staff', tick(null, 'dos-lead', SOON), 'staff', 20 * SECOND],
    ['not before a tick of an incident for staff', tick(9, 'icb', SOON), 'staff', 20 * SECOND],
    ['not moved for patients by a declared alert state', alertSaid(null, 'RED', SOON), 'public', 0],
    ['not before a declared alert state for staff', alertSaid(null, 'RED', SOON), 'staff', 20 * SECOND],
    ['not before one of a branch for staff', alertSaid('clayton', 'RED', SOON), 'staff', 20 * SECOND],
    ['the clock’s when all was said before', access(NINE - HOUR), 'public', 0],
    ['not before what was said last', access(NINE + 20 * SECOND), 'public', 20 * SECOND],
    ['not before contact that patients see', lost(NINE + 20 * SECOND), 'public', 20 * SECOND],
    ['a minute ahead at most', access(NINE + MINUTE + 1), 'public', MINUTE],
    ['a minute ahead at most, however wrong a time was', access(NINE + 900 * DAY), 'staff', MINUTE],
    ['not moved for patients by a note', note(NINE + 20 * SECOND), 'public', 0],
    ['not before a note for staff, who see it', note(NINE + 20 * SECOND), 'staff', 20 * SECOND],
    ['not moved for patients by late contact', late(NINE + 20 * SECOND), 'public', 0],
    ['not before late contact for staff', late(NINE + 20 * SECOND), 'staff', 20 * SECOND],
  ])('is %s', (_case, fact, audience, lead) => {
    expect(boardTime(boardOf([...setUp(), fact]), NINE, audience) - NINE).toBe(lead);
  });
});

test('facts for staff alone move neither the position nor the content of what patients see, whatever their time', () => {
  const staffOnly = fc.array(
    fc.tuple(
      fc.constantFrom(...SLUGS),
      fc.constantFrom('note', 'late', 'suspect', 'heard'),
      fc.integer({ min: -3 * DAY, max: 900 * DAY }),
    ),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(storiesWithClock, staffOnly, ({ facts, now }, extras) => {
      const added: Fact[] = extras.map(([slug, what, ahead], n) => {
        const place = { at: now + ahead, seq: 5_000 + n };
        return what === 'note'
          ? report(slug, { note: `Note ${n}` }, place)
          : signal(slug, what as 'late', { ...place, lastBeatAt: place.at, public: false });
      });
      const shown = (of: readonly Fact[]) => {
        const board = boardOf(of);
        const time = boardTime(board, now, 'public');
        return { seq: board.publicSeq, edge: lastBoundary(board, time, 'public'), view: publicBoardAt(board, time) };
      };
      expect(shown([...facts, ...added])).toEqual(shown(facts));
    }),
    { numRuns: 200 },
  );
});
