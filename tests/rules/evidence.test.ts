import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  london,
  patientsSee,
  publicBoardAt,
  report,
  sampleBranch,
  SET_UP,
  staffSee,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const allWell = (when: number, seq = 101) => report('clayton', { it: ALL_WORKING }, { at: when, seq });
const just = (instant: number) => instant - 1;

function itAt(facts: readonly Fact[], now: number) {
  return patientsSee('clayton', facts, now).it;
}

describe('how long "all well" holds', () => {
  test.each([
    ['at once', at('08:05'), at('08:05'), 'up'],
    ['just before closing', at('08:05'), just(at('18:30')), 'up'],
    ['at closing', at('08:05'), at('18:30'), 'unknown'],
    ['the next working day', at('08:05'), london('2020-01-02 08:00'), 'unknown'],
    ['said before opening, until closing', at('06:00'), just(at('18:30')), 'up'],
    ['said before opening, not after closing', at('06:00'), at('18:30'), 'unknown'],
    ['said at closing, until midnight', at('18:30'), just(london('2020-01-01 00:00')), 'up'],
    ['said after closing, not after midnight', at('19:00'), london('2020-01-01 00:00'), 'unknown'],
    ['said on a bank holiday, until its midnight', london('2020-01-01 10:00'), just(london('2020-01-02 00:00')), 'up'],
    ['said on a bank holiday, not after it', london('2020-01-01 10:00'), london('2020-01-02 00:00'), 'unknown'],
  ])('%s', (_, said, now, it) => {
    expect(itAt([allWell(said)], now)).toBe(it);
  });

  test('on a day with a lunch break until the last closing, not the first', () => {
    const openings = [
      { from: 480, to: 750 },
      { from: 810, to: 1110 },
    ];
    const hours = [openings, openings, openings, openings, openings, [], []] as const;
    const board = boardOf([
      branchSet(sampleBranch('clayton', { hours }), { at: SET_UP, seq: 1 }),
      allWell(at('08:05')),
    ]);
    const it = (now: number) => publicBoardAt(board, now).branches[0]?.it;

    expect([it(at('13:00')), it(just(at('18:30'))), it(at('18:30'))]).toEqual(['up', 'up', 'unknown']);
  });

  test('a confirmation made while it holds carries it to the end of the opening day of the confirmation', () => {
    const confirmed = report('clayton', { confirm: true }, { at: at('18:30'), seq: 102 });
    expect(itAt([allWell(at('08:05')), confirmed], at('18:31'))).toBe('up');
    expect(itAt([allWell(at('08:05')), confirmed], london('2020-01-01 00:00'))).toBe('unknown');
  });

  test('a confirmation made after it lapsed does not bring it back', () => {
    const confirmed = report('clayton', { confirm: true }, { at: london('2020-01-02 08:05'), seq: 102 });
    expect(itAt([allWell(at('08:05')), confirmed], london('2020-01-02 08:06'))).toBe('unknown');
  });
});

describe('how long trouble holds', () => {
  test.each(['down', 'degraded'] as const)('"%s" never lapses', (state) => {
    const facts = [report('clayton', { it: { internet: state } }, { at: at('09:05'), seq: 101 })];
    for (const now of [
      at('18:30'),
      london('2020-01-02 08:00'),
      london('2020-06-01 12:00'),
      london('2024-12-31 12:00'),
    ]) {
      expect(itAt(facts, now)).toBe(state);
    }
  });

  const down = report('clayton', { it: { internet: 'down' } }, { at: at('09:05'), seq: 101 });
  const confirm = report('clayton', { confirm: true }, { at: at('12:00'), seq: 102 });
  test.each<[string, readonly Fact[], number, boolean]>([
    ['is not asked for before 4 hours', [down], just(at('13:05')), false],
    ['is asked for from 4 hours on', [down], at('13:05'), true],
    ['is asked for 4 hours after it was last confirmed', [down, confirm], at('16:00'), true],
    ['is not asked for sooner', [down, confirm], just(at('16:00')), false],
    ['is still asked for years later', [down], london('2022-01-01 00:00'), true],
  ])('its confirmation %s', (_, facts, now, due) => {
    expect(staffSee('clayton', facts, now).services.internet.confirmDue).toBe(due);
  });

  test('what only follows from it is not asked for by itself', () => {
    const { services } = staffSee('clayton', [down], at('15:00'));
    expect([services.internet.confirmDue, services.records.confirmDue]).toEqual([true, false]);
  });

  test('it ends when a person says so', () => {
    const over = report('clayton', { it: { internet: 'working' } }, { at: at('15:10'), seq: 103 });
    expect(itAt([down, confirm, over], at('15:10'))).toBe('up');
  });
});

describe('how long the doors stay as they were said to be', () => {
  test.each([
    ['at once', at('09:00'), 'phone-only'],
    ['just before closing', just(at('18:30')), 'phone-only'],
    ['after closing it is closed like every surgery', at('18:30'), 'closed'],
    ['the next working day it is open as usual', london('2020-01-02 08:00'), 'open'],
  ])('phone-only, %s', (_, now, access) => {
    const facts = [report('clayton', { access: 'phone-only' }, { at: at('09:00'), seq: 101 })];
    expect(patientsSee('clayton', facts, now).access).toBe(access);
  });

  test('a word said after closing counts for that day alone', () => {
    const facts = [report('clayton', { access: 'closed' }, { at: at('23:59'), seq: 101 })];
    expect(patientsSee('clayton', facts, london('2020-01-02 08:00')).access).toBe('open');
  });
});

describe('how long a message stands', () => {
  const says = (message: string | null, time: string, seq: number) =>
    report('clayton', { message }, { at: at(time), seq });
  test.each<[string, readonly Fact[], number, string | null]>([
    ['until it is taken away', [says('Flu clinic is off', '09:00', 101)], at('10:00'), 'Flu clinic is off'],
    [
      'not after it was taken away',
      [says('Flu clinic is off', '09:00', 101), says(null, '10:00', 102)],
      at('10:00'),
      null,
    ],
    ['until a newer one', [says('One', '09:00', 101), says('Two', '10:00', 102)], at('10:01'), 'Two'],
    ['until midnight', [says('One', '09:00', 101)], london('2020-01-01 00:00') - SECOND, 'One'],
    ['not on the next day', [says('One', '09:00', 101)], london('2020-01-01 00:00'), null],
  ])('%s', (_, facts, now, message) => {
    expect(patientsSee('clayton', facts, now).message).toBe(message);
  });
});
