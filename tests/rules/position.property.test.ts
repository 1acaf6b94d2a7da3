import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Board } from '../../shared/board/board.ts';
import { type Audience, boundariesOfDay, lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DAY, HOUR, type Instant, MINUTE, toIso } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  london,
  practiceSet,
  publicBoardAt,
  report,
  sampleBranch,
  SET_UP,
  setUp,
  signal,
  staffBoardAt,
} from '../support/facts.ts';
import { factsAt } from '../support/fact-arbitraries.ts';
import { DAYS, instantsOf } from '../support/instant-arbitraries.ts';

const VIEWS = { public: publicBoardAt, staff: staffBoardAt } as const satisfies Record<Audience, unknown>;

/** Derived anew: what is kept from a moment ago would hide that a boundary is missing. */
function bytesAt(board: Board, now: Instant, audience: Audience): string {
  return JSON.stringify(VIEWS[audience](structuredClone(board), now));
}

/** The first two moments of one position at which a view differs: none when the position is worth its name. */
function differenceIn(board: Board, from: Instant, moments: readonly Instant[], audience: Audience): string | null {
  const first = new Map<Instant, { readonly now: Instant; readonly bytes: string }>();
  for (const now of moments.toSorted((a, b) => a - b)) {
    if (now < from) continue;
    const edge = lastBoundary(board, now, audience);
    const bytes = bytesAt(board, now, audience);
    const seen = first.get(edge);
    if (!seen) first.set(edge, { now, bytes });
    else if (seen.bytes !== bytes) return `${toIso(seen.now)} and ${toIso(now)} at edge ${toIso(edge)}`;
  }
  return null;
}

/** Both ends of each stretch between two boundaries, and moments inside. */
function momentsAround(board: Board, from: Instant, days: number, audience: Audience): Instant[] {
  const edges = Array.from({ length: days }, (_, n) => boundariesOfDay(board, from + n * DAY, audience)).flat();
  return edges.flatMap((edge) => [edge - 1, edge, edge + 1, edge + 7 * MINUTE + 1]);
}

const lastFact = (facts: readonly Fact[]) => Math.max(...facts.map(({ at }) => at));

/** A day with few facts or many, in order or not, and clocks of that day and the two after it. */
const stories = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(3, 8, 25), fc.boolean())
  .chain(([day, most, isOrdinary]) =>
    fc.record({
      facts: factsAt(instantsOf(day - DAY), most, isOrdinary ? day : null),
      moments: fc.array(instantsOf(day + DAY), { minLength: 1, maxLength: 12 }),
    }),
  );

describe('between two boundaries, and without a new fact', () => {
  test.each(['public', 'staff'] as const)('the %s view is the same, byte by byte', (audience) => {
    fc.assert(
      fc.property(stories, ({ facts, moments }) => {
        const board = boardOf(facts);
        const from = lastFact(facts);
        const all = [...moments, ...momentsAround(board, from, 3, audience)];
        expect(differenceIn(board, from, all, audience)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  // Hours, lapses and two clock changes, every quarter of an hour.
  test.each([
    ['New Year’s Eve', '2019-12-31'],
    ['the night the clocks go forward', '2020-03-28'],
    ['the night the clocks go back', '2020-10-24'],
    ['Christmas Eve', '2019-12-24'],
  ])('nothing moves by itself through %s', (_, day) => {
    const at = (time: string) => london(`${day} ${time}`);
    const facts: Fact[] = [
      ...setUp(),
      ...setUp().map(({ branch }, n) =>
        report(
          branch.slug,
          { it: ALL_WORKING, gps: { expected: 6, offSick: n % 3, away: 0, locums: 0 } },
          { at: at('08:05'), seq: 101 + n },
        ),
      ),
      report('clayton', { it: { internet: 'down' }, message: 'Hello' }, { at: at('09:05'), seq: 201 }),
      report('yaxham', { access: 'closed' }, { at: at('09:06'), seq: 202 }),
      signal('stanway', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 203 }),
    ];
    const board = boardOf(facts);
    const minutes = Array.from({ length: 160 }, (_unused, n) => at('10:35') + n * 15 * MINUTE + (n % 3) - 1);
    for (const audience of ['public', 'staff'] as const) {
      const moments = [...minutes, ...momentsAround(board, at('10:35'), 3, audience)];
      expect(differenceIn(board, at('10:35'), moments, audience)).toBeNull();
    }
  });

  test('a trouble of two weeks does not lose its beginning at the hour it began', () => {
    const began = london('2019-12-02 11:17');
    const board = boardOf([...setUp(), report('clayton', { it: { internet: 'down' } }, { at: began, seq: 101 })]);
    for (const days of [13, 14, 15]) {
      const moments = [-HOUR, -1, 0, 1, HOUR / 4].map((shift) => began + days * DAY + shift);
      expect(differenceIn(board, began, moments, 'public')).toBeNull();
      expect(publicBoardAt(board, began + days * DAY).notice?.since).toBe(toIso(began));
    }
  });

  test('a surgery that two holidays keep closed for three weeks does not change at the hour it closed', () => {
    const hours = [[], [], [{ from: 480, to: 1110 }], [], [], [], []] as const;
    const board = boardOf([branchSet(sampleBranch('clayton', { hours }), { at: SET_UP, seq: 1 })]);
    const closed = london('2019-12-18 18:30');
    const changedAt = (now: Instant) => publicBoardAt(board, now).branches[0]?.changedAt;

    expect(changedAt(closed + 13 * DAY)).toBe(toIso(closed));
    const moments = [-HOUR, -1, 0, 1, HOUR].map((shift) => closed + 14 * DAY + shift);
    expect(differenceIn(board, closed, moments, 'public')).toBeNull();
  });

  test('a view differs on both sides of the boundaries that matter', () => {
    const at = (time: string) => london(`2019-12-31 ${time}`);
    const well = setUp().map(({ branch }, n) =>
      report(
        branch.slug,
        { it: ALL_WORKING, gps: { expected: 6, offSick: 0, away: 0, locums: 0 } },
        { at: at('08:35'), seq: 101 + n },
      ),
    );
    const down = report('clayton', { it: { internet: 'down' } }, { at: at('09:05'), seq: 201 });
    const board = boardOf([...setUp(), ...well, down]);
    const differs = (instant: Instant, audience: Audience) => {
      const withoutEdge = (bytes: string) => bytes.replace(/"edge":"[^"]*"/, '');
      return withoutEdge(bytesAt(board, instant - 1, audience)) !== withoutEdge(bytesAt(board, instant, audience));
    };

    expect(differs(at('13:00'), 'public')).toBe(true);
    expect(differs(at('17:30') + 1, 'public')).toBe(true);
    expect(differs(at('18:30'), 'public')).toBe(true);
    expect(differs(london('2020-01-01 00:00'), 'public')).toBe(true);
    expect(differs(at('13:05'), 'staff')).toBe(true);
    expect(differs(at('13:05'), 'public')).toBe(false);
  });
});

describe('the boundaries of a day', () => {
  const board = boardOf(setUp());

  test('are midnight, each opening, each last moment to help, and each closing', () => {
    const times = boundariesOfDay(board, london('2019-12-31 12:00'), 'public').map(toIso);
    const on = (time: string) => `2019-12-31T${time}.000Z`;
    const helpEnds = [on('12:00:00'), on('17:30:00')].map((iso) => iso.replace('.000', '.001'));
    expect(times).toEqual(
      [
        on('00:00:00'),
        on('08:00:00'),
        on('08:30:00'),
        ...helpEnds,
        on('13:00:00'),
        on('18:30:00'),
        '2020-01-01T00:00:00.000Z',
      ].toSorted(),
    );
  });

  test('follow the wall clock on the days it changes', () => {
    const edges = (day: string) => boundariesOfDay(board, london(`${day} 12:00`), 'public').map(toIso);
    expect(edges('2020-03-29')).toEqual(['2020-03-29T00:00:00.000Z', '2020-03-29T23:00:00.000Z']);
    expect(edges('2020-10-25')).toEqual(['2020-10-24T23:00:00.000Z', '2020-10-26T00:00:00.000Z']);
  });

  test('for staff hold when a claim of trouble falls due', () => {
    const at = (time: string) => london(`2019-12-31 ${time}`);
    const down = report('clayton', { it: { phones: 'down' } }, { at: at('09:05'), seq: 101 });
    const due = at('13:05');
    expect(boundariesOfDay(boardOf([...setUp(), down]), at('10:00'), 'staff')).toContain(due);
    expect(boundariesOfDay(boardOf([...setUp(), down]), at('10:00'), 'public')).not.toContain(due);
  });

  test('the last one is never after now, the next one always is, and nothing lies between', () => {
    fc.assert(
      fc.property(stories, fc.constantFrom('public' as const, 'staff' as const), ({ facts, moments }, audience) => {
        const told = boardOf(facts);
        for (const now of moments.filter((moment) => moment >= lastFact(facts))) {
          const [last, next] = [lastBoundary(told, now, audience), nextBoundary(told, now, audience)];
          expect(last).toBeLessThanOrEqual(now);
          expect(next).toBeGreaterThan(now);
          expect(lastBoundary(told, next - 1, audience)).toBe(last);
          expect(lastBoundary(told, next, audience)).toBe(next);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a practice that wants more time to help has an earlier boundary', () => {
    const patient = boardOf([...setUp(), practiceSet({ helpOpenMinutes: 90 }, { at: SET_UP, seq: 50 })]);
    expect(lastBoundary(patient, london('2019-12-31 17:15'), 'public')).toBe(london('2019-12-31 17:00') + 1);
  });
});
