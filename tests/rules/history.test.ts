import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { packBoard } from '../../shared/board/packed-board.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type BranchDay, markOfDay, sumOf, toBranchDay } from '../../shared/history/branch-day.ts';
import { packDay, unpackDay } from '../../shared/history/packed-day.ts';
import { keyOf } from '../../shared/history/day-key.ts';
import { toStateFact } from '../../shared/history/state-fact.ts';
import type { Stretch } from '../../shared/history/stretches.ts';
import { DAY, MINUTE } from '../../shared/practice/instant.ts';
import { addDays, localDay, startOfDay } from '../../shared/practice/local-time.ts';
import { toPublicHistory } from '../../shared/views/public-history.ts';
import { PublicHistory } from '../../shared/wire/history.ts';
import { factsAt, SLUGS, STAFF_MARKER } from '../support/fact-arbitraries.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  incident,
  london,
  probe,
  publicBoardAt,
  report,
  sampleBranch,
  setUp,
  signal,
  ZONE,
} from '../support/facts.ts';
import { DAYS, instantsOf } from '../support/instant-arbitraries.ts';
import { stretchesOn } from '../support/past-days.ts';

function dayOf(at: number) {
  const day = localDay(at, ZONE);
  return { begin: startOfDay(day, ZONE), end: startOfDay(addDays(day, 1), ZONE) };
}

function stretchesOf(slug: string, facts: readonly Fact[], at: number): readonly Stretch[] {
  return stretchesOn(slug, facts, keyOf(at, ZONE));
}

function dayIn(facts: readonly Fact[], at: number): BranchDay {
  const day = toBranchDay(stretchesOf('clayton', [...setUp(), ...facts], at), dayOf(at));
  if (!day) throw new Error('not on the board');
  return day;
}

const at = (time: string) => london(`2019-12-31 ${time}`);
const morning = report('clayton', { it: ALL_WORKING }, { at: at('08:00'), seq: 101 });
const line = (state: 'down' | 'working', time: string, seq: number, recordedAt = at(time)) =>
  report('clayton', { it: { internet: state, records: state, phones: state } }, { at: at(time), seq, recordedAt });
const few = { expected: 8, offSick: 4, away: 0, locums: 0 };

describe('how a surgery was on a day that is over', () => {
  test('an outage is as long as it was, and says what did not work', () => {
    const day = dayIn([morning, line('down', '09:05', 102), line('working', '15:10', 103)], at('12:00'));
    expect(markOfDay(day)).toBe('degraded');
    expect(day.open).toMatchObject({ degraded: 365, normal: 265, unknown: 0, limited: 0 });
    expect(day.closed).toMatchObject({ closed: 810 });
    expect(day.spells).toEqual([
      {
        state: 'degraded',
        from: at('09:05'),
        to: at('15:10'),
        wasOpen: true,
        reasons: ['internet-down', 'records-down', 'phones-down'],
        services: ['internet', 'records', 'phones', 'online', 'prescriptions'],
      },
    ]);
  });

  test.each<[string, readonly Fact[], string]>([
    ['nobody said anything: not known, and no green', [], 'unknown'],
    ['all well from the morning on', [morning], 'normal'],
    [
      'all well, told half an hour after it opened',
      [report('clayton', { it: ALL_WORKING }, { at: at('08:30'), seq: 101 })],
      'normal',
    ],
    [
      'all well, told only when most of the day was over',
      [report('clayton', { it: ALL_WORKING }, { at: at('15:00'), seq: 101 })],
      'unknown',
    ],
    [
      'few GPs limit a surgery and are no outage',
      [morning, report('clayton', { gps: few }, { at: at('09:00'), seq: 102 })],
      'limited',
    ],
    [
      'no GP at all is a problem',
      [morning, report('clayton', { gps: { ...few, offSick: 8 } }, { at: at('09:00'), seq: 102 })],
      'degraded',
    ],
    [
      'silence is no word that something is broken',
      [
        morning,
        signal('clayton', 'heard', { at: at('08:01'), seq: 102 }),
        signal('clayton', 'lost', { at: at('10:35'), seq: 103 }),
      ],
      'not-heard',
    ],
    [
      'a line that was lost the day before and never came back',
      [line('down', '17:00', 101)].map((fact) => ({ ...fact, at: fact.at - DAY })),
      'degraded',
    ],
    ['a line that was lost while the surgery was closed', [morning, line('down', '20:00', 102)], 'degraded'],
    [
      'an incident of high severity',
      [
        morning,
        incident(
          102,
          { title: 'No records', severity: 'major', branches: ['clayton'], services: ['records'] },
          { at: at('10:00'), seq: 102 },
        ),
        incident(102, { resolved: true }, { at: at('11:00'), seq: 103 }),
      ],
      'degraded',
    ],
    [
      'what was lost for a minute is not forgotten',
      [morning, line('down', '09:00', 102), line('working', '09:01', 103)],
      'degraded',
    ],
    [
      'a report that came in late counts from when it was made',
      [morning, line('down', '16:00', 102, at('12:00') + DAY)],
      'degraded',
    ],
  ])('%s', (_, facts, mark) => {
    expect(markOfDay(dayIn(facts, at('12:00')))).toBe(mark);
  });

  test('an outage ends when the sender has proved for long enough that it is over', () => {
    const facts = [
      morning,
      signal('clayton', 'heard', { at: at('08:01'), lastBeatAt: at('08:01'), seq: 102 }),
      probe('clayton', 'records', 'down', { at: at('09:00'), seq: 103 }),
      report('clayton', { it: { records: 'down' } }, { at: at('09:02'), seq: 104 }),
      probe('clayton', 'records', 'working', { at: at('10:00'), seq: 105 }),
    ];
    expect(dayIn(facts, at('12:00')).spells).toMatchObject([{ from: at('09:00'), to: at('10:05') }]);
  });

  test('a Sunday is closed, and no day of which nothing is known', () => {
    expect(markOfDay(dayIn([], london('2019-12-29 12:00')))).toBe('closed');
  });

  test('what was said in the morning of a day of a hundred reports is not lost', () => {
    const busy = Array.from({ length: 100 }, (_, n) =>
      report(
        'clayton',
        { it: { internet: n % 2 === 0 ? 'down' : 'working' } },
        { at: at('09:00') + n * MINUTE, seq: 102 + n },
      ),
    );
    const { spells } = dayIn([morning, ...busy], at('12:00'));
    expect(spells).toHaveLength(50);
    expect(spells[0]).toMatchObject({ from: at('09:00'), to: at('09:01') });
  });

  test('a surgery is in no history before it was set up, nor while it was off the board', () => {
    const facts = [
      branchSet(sampleBranch('clayton'), { at: at('10:00'), seq: 1 }),
      branchSet(sampleBranch('clayton', { retired: true }), { at: at('12:00'), seq: 2 }),
    ];
    expect(stretchesOf('clayton', facts, at('09:00') - DAY)).toEqual([]);
    expect(stretchesOf('clayton', facts, at('09:00'))).toMatchObject([{ from: at('10:00'), to: at('12:00') }]);
  });

  test('opening hours that were changed since do not change a day that is over', () => {
    const known = [...setUp(), morning];
    const later = branchSet(sampleBranch('clayton', { hours: [[], [], [], [], [], [], []] }), {
      at: at('10:00') + 3 * DAY,
      seq: 200,
    });
    expect(stretchesOf('clayton', [...known, later], at('12:00'))).toEqual(stretchesOf('clayton', known, at('12:00')));
  });

  test.each([
    ['2020-03-29 12:00', 1380],
    ['2020-10-25 12:00', 1500],
    ['2020-10-26 12:00', 1440],
  ])('the day of %s has %i minutes', (time, minutes) => {
    const { open, closed } = dayIn([], london(time));
    expect(sumOf(open) + sumOf(closed)).toBe(minutes);
  });
});

const stories = fc.constantFrom(...DAYS).chain((day) =>
  fc.record({
    day: fc.constant(day),
    facts: factsAt(instantsOf(day), 40, day),
    moments: fc.array(instantsOf(day), { minLength: 1, maxLength: 8 }),
  }),
);

describe('a day of any story', () => {
  test('is at each instant what the public page said of it then', () => {
    fc.assert(
      fc.property(stories, ({ day, facts, moments: some }) => {
        const { begin, end } = dayOf(day);
        const edges = facts.flatMap((fact) => [fact.at, fact.at + 5 * MINUTE]).filter((at) => at >= begin && at < end);
        for (const moment of [...some, ...edges.slice(-12)]) {
          const page = publicBoardAt(boardOf(facts.filter((fact) => fact.at <= moment)), moment);
          for (const slug of SLUGS) {
            const then = stretchesOf(slug, facts, moment).find(({ from, to }) => from <= moment && moment < to);
            const shown = page.branches.find((branch) => branch.slug === slug);
            const state = then?.state === 'not-heard' ? 'degraded' : then?.state;
            expect(state).toBe(shown?.state);
            expect(then?.reasons).toEqual(shown?.reasons);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has as many minutes as it was long, and is kept and read again as it is', () => {
    fc.assert(
      fc.property(stories, ({ facts, day }) => {
        const span = dayOf(day);
        for (const slug of SLUGS) {
          const stretches = stretchesOf(slug, facts, day);
          const made = toBranchDay(stretches, span);
          const covered = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
          if (!made) continue;
          expect(Math.abs(sumOf(made.open) + sumOf(made.closed) - covered / MINUTE)).toBeLessThan(stretches.length + 1);
          if (covered === span.end - span.begin) expect(sumOf(made.open) + sumOf(made.closed)).toBe(covered / MINUTE);
          expect(unpackDay(packDay(made, span.begin), span.begin)).toEqual(made);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('holds no word that anybody typed and nothing of who said it, kept or told', () => {
    fc.assert(
      fc.property(stories, ({ facts, day }) => {
        const told = facts.flatMap((fact) => toStateFact(fact) ?? []);
        expect(JSON.stringify(packBoard(boardOf(told)))).not.toContain(STAFF_MARKER);
        const key = keyOf(day, ZONE);
        for (const slug of SLUGS) {
          const made = toBranchDay(stretchesOf(slug, facts, day), dayOf(day));
          const days = new Map([[key, new Map(made ? [[slug, packDay(made, dayOf(day).begin)]] : [])]]);
          const history = toPublicHistory(boardOf(facts), { last: key, zone: ZONE, days }, slug);
          expect(Value.Check(PublicHistory, history)).toBe(true);
          expect(JSON.stringify(history)).not.toContain(STAFF_MARKER);
        }
      }),
      { numRuns: 40 },
    );
  });
});
