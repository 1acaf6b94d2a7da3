import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { nextUpdateWords, noticeWords, recoveredWords, untilChoice } from '../../shared/words/staff-incidents.ts';
import { london, ZONE } from '../support/facts.ts';

const now = london('2019-12-31 10:42');
const control = {
  control: 'auto' as const,
  byRule: true,
  until: null,
  reason: null,
  said: null,
  checklist: [],
};
const notice = { since: '2019-12-31T09:05:00.000Z', names: ['Clayton Surgery'] };
const until = '2019-12-31T11:30:00.000Z';

describe('when the next update is due', () => {
  test.each([
    [33 * MINUTE, 'in 33 min', false],
    [4 * HOUR + 29 * MINUTE, 'in 4 h 29 min', false],
    [2 * HOUR, 'in 2 h', false],
    [30_000, 'in less than a minute', false],
    [0, 'in less than a minute', false],
    [-30_000, 'due now', true],
    [-12 * MINUTE, '12 min overdue', true],
    [-75 * MINUTE, '1 h 15 min overdue', true],
  ])('%i ms away: %s', (away, text, isOverdue) => {
    expect(nextUpdateWords(now + away, now)).toEqual({ text, isOverdue });
  });
});

describe('how the notice stands', () => {
  test.each([
    ['by its rule', control, notice, 'Up for Clayton Surgery since 9:05am.'],
    ['on a calm day', { ...control, byRule: false }, null, 'Not up. No branch has a problem.'],
    ['held back', { ...control, control: 'hold', until }, null, 'Held back until 11:30am. By its rule it would be up.'],
    ['held back for later', { ...control, control: 'hold', byRule: false, until }, null, 'Held back until 11:30am.'],
    [
      'kept up',
      { ...control, control: 'keep', until },
      notice,
      'Up for Clayton Surgery since 9:05am. Kept up until 11:30am.',
    ],
  ] as const)('%s', (_, set, up, words) => {
    expect(noticeWords(set, up, now, ZONE)).toBe(words);
  });
});

test('an end is offered as a time and as how far it is', () => {
  expect([30, 60, 120].map((minutes) => untilChoice(minutes, now, ZONE))).toEqual([
    '11:12am (in 30 minutes)',
    '11:42am (in 1 hour)',
    '12:42pm (in 2 hours)',
  ]);
});

test('what works again is named with the incident that still holds it', () => {
  expect(recoveredWords(['Clayton Surgery', 'Orton Mere Surgery'])).toBe(
    'IT works again at Clayton Surgery and Orton Mere Surgery. This incident still shows them as having a problem.',
  );
});
