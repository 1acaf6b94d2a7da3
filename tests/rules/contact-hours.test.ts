import { describe, expect, test } from 'vitest';
import { openedAt } from '../../shared/contact/opened-at.ts';
import { DAY, type Instant, SECOND } from '../../shared/practice/instant.ts';
import { localTime } from '../../shared/practice/local-time.ts';
import { beating, runContact } from '../support/contact-run.ts';
import { london, ZONE } from '../support/facts.ts';
import { rulesOf } from '../support/watch-run.ts';

const WEEKDAYS = 'Mon-Fri 08:00-18:30';
const LUNCH = 'Mon-Fri 08:00-12:30 13:30-18:30';
const SUNDAY = 'Sun 08:00-12:00';
const ALWAYS = 'Mon-Sun 00:00-24:00';

function wall(at: Instant): string {
  const { hour, minute, second } = localTime(at, ZONE);
  return [hour, minute, second].map((n) => String(n).padStart(2, '0')).join(':');
}

/** What is appended, by the clock on the wall, of a branch that beats from one time to another. */
function movesOf(
  hours: string,
  start: string,
  end: string,
  beats: readonly (readonly [string, string])[],
  down?: string,
) {
  const from = london(start);
  const secondOf = (text: string) => (london(text) - from) / SECOND;
  const rules = rulesOf(hours);
  const { moves } = runContact({
    start: from,
    beats: beats.flatMap(([first, last]) => beating(secondOf(first), secondOf(last))),
    words: down === undefined ? [] : [['down', secondOf(down)]],
    until: secondOf(end),
    openedAt: (now) => openedAt(rules, now, ZONE),
  });
  return moves.map((move) => {
    const [second = '', ...rest] = move.split(' ');
    return [wall(from + Number(second) * SECOND), ...rest].join(' ');
  });
}

type Case = readonly [string, string, string, string, readonly (readonly [string, string])[], readonly string[]];

describe('silence outside opening hours is no outage', () => {
  test.each<Case>([
    [
      'a PC that is off at night is missed by nobody',
      WEEKDAYS,
      '2019-12-30 18:00',
      '2019-12-31 09:00',
      [
        ['2019-12-30 18:00', '2019-12-30 18:40'],
        ['2019-12-31 08:10', '2019-12-31 09:00'],
      ],
      ['18:00:00 heard, public', '08:10:00 heard, public'],
    ],
    [
      'a branch that is not heard after it opened is asked about from 15 min on, and never lost by itself',
      WEEKDAYS,
      '2019-12-30 18:00',
      '2019-12-31 10:00',
      [['2019-12-30 18:00', '2019-12-30 18:40']],
      ['18:00:00 heard, public', '08:15:45 late', '08:16:15 suspect'],
    ],
    [
      'one that was heard after it opened and then no more is lost',
      WEEKDAYS,
      '2019-12-31 07:50',
      '2019-12-31 09:00',
      [['2019-12-31 07:50', '2019-12-31 08:05']],
      [
        '07:50:00 heard, public',
        '08:00:00 heard, public',
        '08:15:45 late',
        '08:16:15 suspect',
        '08:18:00 lost, public',
      ],
    ],
    [
      'lost at closing stays, and comes back with the PC',
      WEEKDAYS,
      '2019-12-30 18:00',
      '2019-12-31 09:00',
      [
        ['2019-12-30 18:00', '2019-12-30 18:20'],
        ['2019-12-31 07:55', '2019-12-31 09:00'],
      ],
      [
        '18:00:00 heard, public',
        '18:20:45 late',
        '18:21:15 suspect',
        '18:23:00 lost, public',
        '07:55:40 recovering, public',
        '08:00:40 heard, public',
      ],
    ],
    [
      'suspect at closing is not lost by the night',
      WEEKDAYS,
      '2019-12-30 18:00',
      '2019-12-31 08:30',
      [
        ['2019-12-30 18:00', '2019-12-30 18:28'],
        ['2019-12-31 08:10', '2019-12-31 08:30'],
      ],
      ['18:00:00 heard, public', '18:28:45 late', '18:29:15 suspect', '08:10:00 heard', '08:10:00 heard, public'],
    ],
    [
      'one that beats day and night is told of once in each opening',
      LUNCH,
      '2019-12-30 12:00',
      '2019-12-31 14:00',
      [['2019-12-30 12:00', '2019-12-31 14:00']],
      ['12:00:00 heard, public', '13:30:00 heard, public', '08:00:00 heard, public', '13:30:00 heard, public'],
    ],
    [
      'lunch is outside of them too',
      LUNCH,
      '2019-12-31 12:00',
      '2019-12-31 13:50',
      [['2019-12-31 12:00', '2019-12-31 12:30']],
      ['12:00:00 heard, public', '13:45:45 late', '13:46:15 suspect'],
    ],
    [
      'spring: the night of 23 hours',
      SUNDAY,
      '2020-03-28 22:00',
      '2020-03-29 08:30',
      [['2020-03-28 22:00', '2020-03-28 23:00']],
      ['22:00:00 heard, public', '08:15:45 late', '08:16:15 suspect'],
    ],
    [
      'autumn: the night of 25 hours',
      SUNDAY,
      '2020-10-24 22:00',
      '2020-10-25 08:30',
      [['2020-10-24 22:00', '2020-10-24 23:00']],
      ['22:00:00 heard, public', '08:15:45 late', '08:16:15 suspect'],
    ],
    [
      'in the spring night 180 s are 180 s',
      ALWAYS,
      '2020-03-29 00:30',
      '2020-03-29 02:30',
      [['2020-03-29 00:30', '2020-03-29 00:59']],
      ['00:30:00 heard, public', '00:59:45 late', '02:00:15 suspect', '02:02:00 lost, public'],
    ],
    [
      'beats across midnight leave no gap for a branch that never closes',
      ALWAYS,
      '2019-12-30 23:30',
      '2019-12-31 00:30',
      [['2019-12-30 23:30', '2019-12-31 00:02']],
      ['23:30:00 heard, public', '00:02:45 late', '00:03:15 suspect', '00:05:00 lost, public'],
    ],
  ])('%s', (_, hours, start, end, beats, moves) => {
    expect(movesOf(hours, start, end, beats)).toEqual(moves);
  });

  test('in the autumn night the hour that comes twice loses nobody', () => {
    const from = london('2020-10-25 00:30');
    const beats = [[0, 3 * 3_600] as const].flatMap(([first, last]) => beating(first, last));
    const rules = rulesOf(ALWAYS);
    const run = runContact({
      start: from,
      beats,
      until: 3 * 3_600 + 200,
      openedAt: (now) => openedAt(rules, now, ZONE),
    });
    expect(run.moves.slice(1)).toEqual(['10845 late', '10875 suspect', '10980 lost, public']);
  });

  test('a person may say in the morning that a branch not heard yet is down', () => {
    const beats = [['2019-12-30 18:00', '2019-12-30 18:40']] as const;
    expect(movesOf(WEEKDAYS, '2019-12-30 18:00', '2019-12-31 09:00', beats, '2019-12-31 08:20').at(-1)).toBe(
      '08:20:00 lost, public',
    );
  });
});

describe('the opening that a branch is in', () => {
  test.each([
    [WEEKDAYS, '2019-12-31 09:00', london('2019-12-31 08:00')],
    [WEEKDAYS, '2019-12-31 07:59', null],
    [WEEKDAYS, '2019-12-31 18:30', null],
    [LUNCH, '2019-12-31 14:00', london('2019-12-31 13:30')],
    ['Mon 20:00-24:00; Tue 00:00-06:00', '2019-12-31 05:00', london('2019-12-30 20:00')],
  ])('%s at %s', (hours, at, opened) => {
    expect(openedAt(rulesOf(hours), london(at), ZONE)).toBe(opened);
  });

  test('has begun long ago where it never closes', () => {
    const now = london('2019-12-31 00:01');
    expect(now - (openedAt(rulesOf(ALWAYS), now, ZONE) ?? now)).toBeGreaterThan(DAY);
  });
});
