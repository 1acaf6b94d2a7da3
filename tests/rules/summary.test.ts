import { describe, expect, test } from 'vitest';
import { summaryLevel } from '../../shared/board/tally.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { summarySentence } from '../../shared/words/summary.ts';
import {
  ALL_WORKING,
  boardOf,
  london,
  publicBoardAt,
  report,
  sampleBranches,
  setUp,
  signal,
  ZONE,
} from '../support/facts.ts';
import { type TallyCounts, tallyOf } from '../support/tallies.ts';

const MONDAY_8AM = london('2020-01-06 08:00');
const MONDAY_NOON = london('2020-01-06 12:00');
const SUNDAY_NIGHT = london('2020-01-05 22:00');

describe('the sentence that stands first', () => {
  test.each<[TallyCounts, string]>([
    [{}, 'No surgeries have been set up yet.'],
    // All open.
    [{ working: 18 }, 'All 18 surgeries are working normally.'],
    [{ working: 2 }, 'Both surgeries are working normally.'],
    [{ working: 17, trouble: 1 }, '17 of 18 surgeries are working normally. 1 has a problem.'],
    [{ working: 16, trouble: 2 }, '16 of 18 surgeries are working normally. 2 have a problem.'],
    [{ working: 1, trouble: 17 }, '1 of 18 surgeries is working normally. 17 have a problem.'],
    [{ working: 17, limited: 1 }, '17 of 18 surgeries are working normally. 1 has a limited service.'],
    [{ working: 15, limited: 3 }, '15 of 18 surgeries are working normally. 3 have a limited service.'],
    [{ working: 17, notHeard: 1 }, '17 of 18 surgeries are working normally. We have not heard from 1.'],
    [{ working: 16, notTold: 2 }, '16 of 18 surgeries are working normally. 2 have not told us yet today.'],
    [{ working: 17, notTold: 1 }, '17 of 18 surgeries are working normally. 1 has not told us yet today.'],
    [{ working: 17, notSure: 1 }, '17 of 18 surgeries are working normally. We are not sure about 1.'],
    [{ trouble: 18 }, 'All 18 surgeries have a problem.'],
    [{ trouble: 2 }, 'Both surgeries have a problem.'],
    [{ limited: 18 }, '18 surgeries have a limited service.'],
    [{ notHeard: 18 }, 'We have not heard from 18 surgeries.'],
    [{ notTold: 18 }, '18 surgeries have not told us yet today.'],
    [{ notSure: 3 }, 'We are not sure about 3 surgeries.'],
    [{ trouble: 1, notTold: 17 }, '1 surgery has a problem. 17 have not told us yet today.'],
    [{ trouble: 12, limited: 6 }, '12 surgeries have a problem. 6 have a limited service.'],
    [{ notHeard: 1, notTold: 17 }, 'We have not heard from 1 surgery. 17 have not told us yet today.'],
    [
      { working: 10, trouble: 1, limited: 2, notHeard: 1, notTold: 3, notSure: 1 },
      '10 of 18 surgeries are working normally. 1 has a problem. 2 have a limited service. We have not heard from 1. 3 have not told us yet today. We are not sure about 1.',
    ],
    // Some closed.
    [{ working: 15, closed: 3 }, 'All 15 open surgeries are working normally. 3 are closed.'],
    [{ working: 17, closed: 1 }, 'All 17 open surgeries are working normally. 1 is closed.'],
    [{ working: 2, closed: 16 }, 'Both open surgeries are working normally. 16 are closed.'],
    [{ working: 1, closed: 17 }, 'The 1 open surgery is working normally. 17 are closed.'],
    [
      { working: 14, trouble: 1, closed: 3 },
      '14 of 15 open surgeries are working normally. 1 has a problem. 3 are closed.',
    ],
    [
      { working: 15, notTold: 1, closed: 2 },
      '15 of 16 open surgeries are working normally. 1 has not told us yet today. 2 are closed.',
    ],
    [{ notTold: 16, closed: 2 }, '16 surgeries have not told us yet today. 2 are closed.'],
    [{ trouble: 1, closed: 17 }, '1 surgery has a problem. 17 are closed.'],
    [{ trouble: 2, closed: 16 }, '2 surgeries have a problem. 16 are closed.'],
    [
      { working: 15, troubleClosed: 1, closed: 2 },
      'All 15 open surgeries are working normally. 1 closed surgery has a problem. 2 more are closed.',
    ],
    [
      { working: 15, troubleClosed: 2, closed: 1 },
      'All 15 open surgeries are working normally. 2 closed surgeries have a problem. 1 more is closed.',
    ],
    [
      { working: 15, notHeardClosed: 1, closed: 2 },
      'All 15 open surgeries are working normally. We have not heard from 1 closed surgery. 2 more are closed.',
    ],
    [
      { working: 16, notHeardClosed: 2 },
      'All 16 open surgeries are working normally. We have not heard from 2 closed surgeries.',
    ],
    [{ notTold: 1, troubleClosed: 1 }, '1 surgery has not told us yet today. 1 closed surgery has a problem.'],
    // A practice with one surgery.
    [{ working: 1 }, 'The surgery is working normally.'],
    [{ trouble: 1 }, 'The surgery has a problem.'],
    [{ limited: 1 }, 'The surgery has a limited service.'],
    [{ notHeard: 1 }, 'We have not heard from the surgery.'],
    [{ notTold: 1 }, 'The surgery has not told us yet today.'],
    [{ notSure: 1 }, 'We are not sure about the surgery.'],
  ])('%j reads "%s"', (counts, sentence) => {
    expect(summarySentence(tallyOf(counts), MONDAY_NOON, ZONE)).toBe(sentence);
  });

  test.each<[TallyCounts, Instant, Instant | null, string]>([
    [{ closed: 18 }, SUNDAY_NIGHT, MONDAY_8AM, 'All surgeries are closed. The next opens at 8am tomorrow.'],
    [
      { closed: 18 },
      london('2020-01-04 12:00'),
      MONDAY_8AM,
      'All surgeries are closed. The next opens at 8am on Monday.',
    ],
    [{ closed: 18 }, london('2020-01-06 07:59'), MONDAY_8AM, 'All surgeries are closed. The next opens at 8am today.'],
    [{ closed: 18 }, SUNDAY_NIGHT, null, 'All surgeries are closed.'],
    [{ closed: 1 }, SUNDAY_NIGHT, MONDAY_8AM, 'The surgery is closed. It opens at 8am tomorrow.'],
    [
      { closed: 17, troubleClosed: 1 },
      SUNDAY_NIGHT,
      MONDAY_8AM,
      '1 surgery has a problem. All surgeries are closed. The next opens at 8am tomorrow.',
    ],
    [
      { closed: 16, troubleClosed: 2 },
      SUNDAY_NIGHT,
      MONDAY_8AM,
      '2 surgeries have a problem. All surgeries are closed. The next opens at 8am tomorrow.',
    ],
    [
      { closed: 16, troubleClosed: 1, notHeardClosed: 1 },
      SUNDAY_NIGHT,
      null,
      '1 surgery has a problem. We have not heard from 1. All surgeries are closed.',
    ],
    [{ notHeardClosed: 18 }, SUNDAY_NIGHT, null, 'We have not heard from 18 surgeries. All surgeries are closed.'],
    [
      { troubleClosed: 1 },
      SUNDAY_NIGHT,
      MONDAY_8AM,
      'The surgery has a problem. It is closed. It opens at 8am tomorrow.',
    ],
    [
      { notHeardClosed: 1 },
      SUNDAY_NIGHT,
      MONDAY_8AM,
      'We have not heard from the surgery. It is closed. It opens at 8am tomorrow.',
    ],
  ])('%j at night reads right', (counts, now, next, sentence) => {
    expect(summarySentence(tallyOf(counts, next), now, ZONE)).toBe(sentence);
  });
});

describe('the sentence through a week', () => {
  const well = (day: string) =>
    sampleBranches().map(({ slug }, n) =>
      report(slug, { it: ALL_WORKING }, { at: london(`${day} 08:05`), seq: 101 + n }),
    );
  const downSince = (when: string) => report('clayton', { it: { internet: 'down' } }, { at: london(when), seq: 301 });
  test.each<[string, readonly Fact[], string]>([
    ['2020-01-05 22:00', [], 'All surgeries are closed. The next opens at 8am tomorrow.'],
    ['2020-01-06 07:59', [], 'All surgeries are closed. The next opens at 8am today.'],
    ['2020-01-06 08:00', [], '16 surgeries have not told us yet today. 2 are closed.'],
    ['2020-01-06 08:29', well('2020-01-06'), 'All 16 open surgeries are working normally. 2 are closed.'],
    ['2020-01-06 08:30', well('2020-01-06'), 'All 18 surgeries are working normally.'],
    [
      '2020-01-06 12:59',
      [...well('2020-01-06'), downSince('2020-01-06 09:05')],
      '17 of 18 surgeries are working normally. 1 has a problem.',
    ],
    [
      '2020-01-06 13:00',
      [...well('2020-01-06'), downSince('2020-01-06 09:05')],
      '15 of 16 open surgeries are working normally. 1 has a problem. 2 are closed.',
    ],
    ['2020-01-06 18:29', well('2020-01-06'), 'All 16 open surgeries are working normally. 2 are closed.'],
    ['2020-01-06 18:30', well('2020-01-06'), 'All surgeries are closed. The next opens at 8am tomorrow.'],
    [
      '2020-01-06 20:00',
      [downSince('2020-01-06 09:05')],
      '1 surgery has a problem. All surgeries are closed. The next opens at 8am tomorrow.',
    ],
    [
      '2020-01-07 08:00',
      [...well('2020-01-06'), downSince('2020-01-06 09:05')],
      '1 surgery has a problem. 15 have not told us yet today. 2 are closed.',
    ],
    [
      '2020-01-06 09:00',
      [report('clayton', { access: 'open' }, { at: london('2020-01-06 08:10'), seq: 301 })],
      '17 surgeries have not told us yet today. We are not sure about 1.',
    ],
    [
      '2020-01-06 12:00',
      [...well('2020-01-06'), signal('clayton', 'lost', { at: london('2020-01-06 10:35'), seq: 301 })],
      '17 of 18 surgeries are working normally. We have not heard from 1.',
    ],
    ['2019-12-24 23:00', [], 'All surgeries are closed. The next opens at 8am on Friday.'],
    ['2019-12-31 12:00', [], '18 surgeries have not told us yet today.'],
  ])('%s', (when, facts, sentence) => {
    expect(publicBoardAt(boardOf([...setUp(), ...facts]), london(when)).summary.sentence).toBe(sentence);
  });
});

describe('the level of the practice', () => {
  test.each<[TallyCounts, string]>([
    [{ working: 18 }, 'normal'],
    [{ closed: 18 }, 'normal'],
    [{ working: 17, limited: 1 }, 'affected'],
    [{ working: 17, trouble: 1 }, 'affected'],
    [{ working: 17, notHeard: 1 }, 'affected'],
    [{ working: 10, trouble: 8 }, 'affected'],
    [{ working: 9, trouble: 9 }, 'major'],
    [{ working: 9, trouble: 5, notHeard: 4 }, 'major'],
    [{ trouble: 18 }, 'major'],
    [{ working: 1, troubleClosed: 17 }, 'affected'],
    [{ closed: 17, troubleClosed: 1 }, 'affected'],
    [{ closed: 17, notHeardClosed: 1 }, 'affected'],
    [{ working: 17, notTold: 1 }, 'affected'],
    [{ notSure: 1, closed: 17 }, 'affected'],
    [{ notTold: 18 }, 'affected'],
  ])('%j is %s: half of the open surgeries in trouble is major', (counts, level) => {
    expect(summaryLevel(tallyOf(counts), DEFAULT_SETTINGS)).toBe(level);
  });
});
