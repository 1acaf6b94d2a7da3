import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkReport } from '../../shared/facts/check-report.ts';
import type { GpCounts } from '../../shared/facts/fact.ts';
import {
  beginSteps,
  boundsOf,
  countsOf,
  type GpSteps,
  inToday,
  setAbsence,
  setCount,
  setInToday,
} from '../../web/lead/gp-steps.ts';

type Step = (steps: GpSteps) => GpSteps;

function told(expected: number, offSick = 0, away = 0, locums = 0): GpSteps {
  const counts = { expected, offSick, away, locums, available: expected - offSick - away + locums };
  return beginSteps({ gps: { level: 'usual', counts, said: null }, expectedGps: 99 });
}

const few: Step = (steps) => setInToday(steps, inToday(steps) - 1);
const more: Step = (steps) => setInToday(steps, inToday(steps) + 1);
const sick: Step = (steps) => setAbsence(steps, 'offSick');
const away: Step = (steps) => setAbsence(steps, 'away');

function walk(from: GpSteps, ...steps: readonly Step[]): readonly number[] {
  const end = steps.reduce((so, step) => step(so), from);
  return [inToday(end), end.expected, end.offSick, end.away, end.locums, end.unplaced];
}

describe('counts of GPs, stepped', () => {
  test('begin with the usual number, all in, until somebody has told', () => {
    const gps = { level: 'unknown', counts: null, said: null } as const;
    expect(walk(beginSteps({ gps, expectedGps: 8 }))).toEqual([8, 8, 0, 0, 0, 0]);
  });

  //                                              in, planned, sick, away, locums, not asked yet
  test.each<[string, GpSteps, readonly Step[], readonly number[]]>([
    ['one fewer asks why', told(8), [few], [7, 8, 0, 0, 0, 1]],
    ['fewer, then off sick', told(8), [few, few, sick], [6, 8, 2, 0, 0, 0]],
    ['off sick, then fewer', told(8), [sick, few, few, few, few], [4, 8, 4, 0, 0, 0]],
    ['two are sick and one is away', told(8), [sick, few, few, away, few], [5, 8, 2, 1, 0, 0]],
    ['back in, those without a reason first', told(8, 2), [few, more, more], [7, 8, 1, 0, 0, 0]],
    ['back in, by the reason chosen last', told(8, 2, 1), [away, more, more], [7, 8, 1, 0, 0, 0]],
    ['no more than are planned and locums', told(8, 1), [more, more, more], [8, 8, 0, 0, 0, 0]],
    ['nobody is in, and none less', told(2), [sick, few, few, few], [0, 2, 2, 0, 0, 0]],
    ['a locum is one more in', told(8, 4), [(so) => setCount(so, 'locums', 1)], [5, 8, 4, 0, 1, 0]],
    ['off sick by itself is one fewer in', told(8), [(so) => setCount(so, 'offSick', 3)], [5, 8, 3, 0, 0, 0]],
    ['sick takes those without a reason', told(8), [few, (so) => setCount(so, 'offSick', 1)], [7, 8, 1, 0, 0, 0]],
    ['fewer planned than missing cannot be', told(8, 4), [(so) => setCount(so, 'expected', 2)], [0, 4, 4, 0, 0, 0]],
  ])('%s', (_, from, steps, end) => {
    expect(walk(from, ...steps)).toEqual(end);
  });

  test('whatever is stepped, the counts can be stored once nobody is without a reason', () => {
    const step = fc.oneof(
      fc.integer({ min: -5, max: 120 }).map(
        (to): Step =>
          (so) =>
            setInToday(so, to),
      ),
      fc.constantFrom(sick, away),
      fc
        .tuple(
          fc.constantFrom<keyof GpCounts>('expected', 'offSick', 'away', 'locums'),
          fc.integer({ min: -5, max: 120 }),
        )
        .map(
          ([field, to]): Step =>
            (so) =>
              setCount(so, field, to),
        ),
    );
    fc.assert(
      fc.property(fc.nat(99), fc.array(step, { maxLength: 30 }), (expected, steps) => {
        const end = steps.reduce((so, one) => one(so), told(expected));
        expect(inToday(end)).toBeGreaterThanOrEqual(0);
        for (const { min, max } of Object.values(boundsOf(end))) expect(min).toBeLessThanOrEqual(max);
        const counts = countsOf(sick(end));
        expect(checkReport({ gps: counts })).toEqual([]);
        for (const count of Object.values(counts)) expect(count).toSatisfy((n: number) => n >= 0 && n <= 99);
        expect(counts.expected + counts.locums - counts.offSick - counts.away).toBe(inToday(end));
      }),
    );
  });
});
