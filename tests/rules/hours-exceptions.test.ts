import { describe, expect, test } from 'vitest';
import { boundariesOfDay } from '../../shared/board/boundaries.ts';
import type { Branch, HoursException } from '../../shared/practice/branch.ts';
import { checkExceptions, readExceptionCell, toExceptionBody } from '../../shared/practice/check-exceptions.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { closingOfDay, hoursBoundaries, nextOpening, openAt } from '../../shared/practice/opening-hours.ts';
import type { OpeningRules } from '../../shared/practice/opening-rules.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { openTodayLine } from '../../shared/words/open-today.ts';
import { openLine } from '../../shared/words/page.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  london,
  practiceSet,
  publicBoardAt,
  report,
  sampleBranch,
  setUp,
  ZONE,
} from '../support/facts.ts';

/** Exceptions as a file has them: `2019-12-31 08:00-12:00 Staff training; 2020-01-01 closed`. */
function exceptionsOf(cell: string): readonly HoursException[] {
  const { exceptions, faults } = checkExceptions(readExceptionCell(cell));
  expect(faults).toEqual([]);
  return exceptions;
}

/** Open Monday to Friday, 8am to 6:30pm, but for what is given of the branch and of the whole practice. */
function rules(own = '', practice = ''): OpeningRules {
  return {
    weekly: sampleBranch('clayton').hours,
    exceptions: exceptionsOf(own),
    practiceExceptions: exceptionsOf(practice),
  };
}

const wall = (instant: Instant | null) => (instant === null ? null : toIso(instant).replace(':00.000Z', 'Z'));

describe('a day out of the ordinary', () => {
  test.each([
    ['closed on an ordinary Tuesday', '2019-12-31 closed', '', '2019-12-31 10:00', null],
    ['the day after it is as ever', '2019-12-30 closed', '', '2019-12-31 10:00', '2019-12-31T18:30Z'],
    ['open on a bank holiday', '2019-12-26 10:00-14:00', '', '2019-12-26 11:00', '2019-12-26T14:00Z'],
    ['open on Christmas Day', '2019-12-25 10:00-12:00', '', '2019-12-25 11:00', '2019-12-25T12:00Z'],
    ['open on a Sunday', '2020-01-05 9:00-12:00', '', '2020-01-05 11:00', '2020-01-05T12:00Z'],
    ['half a day, in the morning', '2019-12-24 8:00-12:00', '', '2019-12-24 11:59', '2019-12-24T12:00Z'],
    ['half a day, in the afternoon', '2019-12-24 8:00-12:00', '', '2019-12-24 12:00', null],
    ['between two openings', '2019-12-24 8:00-12:00 14:00-16:00', '', '2019-12-24 13:00', null],
    ['on the night of the spring change', '2019-03-31 0:00-3:00', '', '2019-03-31 02:30', '2019-03-31T02:00Z'],
    ['by local time after the spring change', '2019-03-31 9:00-12:00', '', '2019-03-31 09:00', '2019-03-31T11:00Z'],
    ['on the night of the autumn change', '2019-10-27 0:00-3:00', '', '2019-10-27 02:30', '2019-10-27T03:00Z'],
    ['by local time after the autumn change', '2019-10-27 9:00-12:00', '', '2019-10-27 09:00', '2019-10-27T12:00Z'],
    ['at the whole practice', '', '2019-12-31 closed', '2019-12-31 10:00', null],
    [
      'a bank holiday that the whole practice opens on',
      '',
      '2020-01-01 10:00-12:00',
      '2020-01-01 11:00',
      '2020-01-01T12:00Z',
    ],
    [
      'its own wins over the practice’s',
      '2019-12-31 8:00-13:00',
      '2019-12-31 closed',
      '2019-12-31 10:00',
      '2019-12-31T13:00Z',
    ],
    ['its own closing wins as well', '2019-12-31 closed', '2019-12-31 8:00-20:00', '2019-12-31 10:00', null],
    ['its own of another day does not', '2019-12-30 8:00-13:00', '2019-12-31 closed', '2019-12-31 10:00', null],
  ])('%s', (_case, own, practice, time, until) => {
    expect(wall(openAt(rules(own, practice), london(time), ZONE)?.to ?? null)).toBe(until);
  });

  test('moves the next opening, the end of the day and every boundary', () => {
    const short = rules('2019-12-31 9:00-12:00; 2020-01-01 10:00-11:00', '2020-01-02 closed');
    const morning = london('2019-12-31 07:00');
    expect(wall(nextOpening(short, morning, ZONE))).toBe('2019-12-31T09:00Z');
    expect(wall(closingOfDay(short, morning, ZONE))).toBe('2019-12-31T12:00Z');
    expect(wall(nextOpening(short, london('2020-01-01 10:30'), ZONE))).toBe('2020-01-03T08:00Z');
    expect(hoursBoundaries(short, morning, london('2020-01-03 08:00'), ZONE).map(wall)).toEqual([
      '2019-12-31T09:00Z',
      '2019-12-31T12:00Z',
      '2020-01-01T10:00Z',
      '2020-01-01T11:00Z',
      '2020-01-03T08:00Z',
    ]);
  });
});

/** What is known of Clayton, set up with these exceptions, and all well there since the morning. */
function clayton(changes: Partial<Branch>, practice: readonly HoursException[] = []): readonly Fact[] {
  const at = london('2019-12-31 08:05');
  return [
    ...setUp(),
    practiceSet({ exceptions: practice }, { at: london('2019-12-30 08:00'), seq: 101 }),
    branchSet(sampleBranch('clayton', changes), { at: london('2019-12-30 08:00'), seq: 102 }),
    report('clayton', { it: ALL_WORKING, gps: { expected: 8, offSick: 0, away: 0, locums: 0 } }, { at, seq: 103 }),
  ];
}

function patientsRead(facts: readonly Fact[], time: string) {
  const now = london(time);
  const branch = publicBoardAt(boardOf(facts), now).branches.find(({ slug }) => slug === 'clayton');
  if (!branch) throw new Error('no clayton');
  return { state: branch.state, now: openLine(branch, now, ZONE), today: openTodayLine(branch, ZONE), branch };
}

describe('what patients read of it', () => {
  test.each([
    [
      'closed, and why',
      '2019-12-31 closed Staff training',
      '10:00',
      'Closed today: staff training. Opens at 8am on Thursday',
      'Closed today: staff training',
    ],
    ['closed without a reason', '2019-12-31 closed', '10:00', 'Closed, opens at 8am on Thursday', 'Closed today'],
    [
      'a name keeps its capital',
      '2019-12-31 closed New Year’s Eve',
      '10:00',
      'Closed today: New Year’s Eve. Opens at 8am on Thursday',
      'Closed today: New Year’s Eve',
    ],
    [
      'so do letters that stand for words',
      '2019-12-31 closed NHS training.',
      '10:00',
      'Closed today: NHS training. Opens at 8am on Thursday',
      'Closed today: NHS training',
    ],
    [
      'half a day, while it is open',
      '2019-12-31 8:00-12:00 Staff training',
      '10:00',
      'Open until midday',
      '8am to midday (staff training)',
    ],
    [
      'half a day, once it is over',
      '2019-12-31 8:00-12:00 Staff training',
      '13:00',
      'Closed: staff training. Opens at 8am on Thursday',
      '8am to midday (staff training)',
    ],
    [
      'before it opens late',
      '2019-12-31 13:00-18:30 Staff training',
      '10:00',
      'Closed, opens at 1pm today',
      '1pm to 6:30pm (staff training)',
    ],
  ])('%s', (_case, cell, time, now, today) => {
    const read = patientsRead(clayton({ exceptions: exceptionsOf(cell) }), `2019-12-31 ${time}`);
    expect([read.now, read.today]).toEqual([now, today]);
  });

  test('a surgery that is closed for a day is closed, and asks nothing of patients elsewhere', () => {
    const facts = clayton({}, exceptionsOf('2019-12-31 closed Staff training'));
    const { state, branch } = patientsRead(facts, '2019-12-31 10:00');
    expect([state, branch.open.now, branch.open.today, branch.open.why]).toEqual([
      'closed',
      false,
      [],
      'Staff training',
    ]);
    expect(branch.alternatives).toEqual([]);
    expect(patientsRead(facts, '2019-12-30 10:00').branch.open.why).toBeNull();
  });

  test('pages turn at its openings and closings', () => {
    const board = boardOf(clayton({ exceptions: exceptionsOf('2019-12-31 8:00-11:17') }));
    const turns = boundariesOfDay(board, london('2019-12-31 09:00'), 'public').map(wall);
    expect(turns).toContain('2019-12-31T11:17Z');
    expect(patientsRead(clayton({ exceptions: exceptionsOf('2019-12-31 8:00-11:17') }), '2019-12-31 11:16').state).toBe(
      'normal',
    );
    expect(patientsRead(clayton({ exceptions: exceptionsOf('2019-12-31 8:00-11:17') }), '2019-12-31 11:17').state).toBe(
      'closed',
    );
  });

  test('facts of before there were exceptions still fold', () => {
    const { exceptions: _none, retired: _neither, ...old } = sampleBranch('clayton');
    const facts = [branchSet(old as Branch, { at: london('2019-12-30 08:00'), seq: 1 })];
    const board = boardOf(facts);
    expect(board.branches.clayton?.setting?.value).toMatchObject({ exceptions: [], retired: false });
    expect(publicBoardAt(board, london('2019-12-31 10:00')).branches[0]?.open.now).toBe(true);
  });
});

test('exceptions are written as they are read, by date', () => {
  const cell = '2020-01-01 closed; 2019-12-24 8:00-12:00 14:00-16:00 Christmas Eve';
  expect(exceptionsOf(cell).map(toExceptionBody)).toEqual([
    { date: '2019-12-24', hours: '08:00-12:00 14:00-16:00', note: 'Christmas Eve' },
    { date: '2020-01-01', hours: 'closed', note: null },
  ]);
});
