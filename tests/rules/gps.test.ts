import { describe, expect, test } from 'vitest';
import { alertOfShare } from '../../shared/board/gps.ts';
import type { Fact, GpCounts } from '../../shared/facts/fact.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  london,
  patientsSee,
  practiceSet,
  publicBoardAt,
  report,
  sampleBranch,
  SET_UP,
  setUp,
  staffBoardAt,
  staffSee,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const midnight = london('2020-01-01 00:00');

function counts(expected: number, offSick = 0, away = 0, locums = 0): GpCounts {
  return { expected, offSick, away, locums };
}
const told = (gps: GpCounts, time = '08:05', seq = 101) => report('clayton', { gps }, { at: at(time), seq });
const allWell = report('clayton', { it: ALL_WORKING }, { at: at('08:00'), seq: 100 });

describe('the level of a day', () => {
  test.each<[string, GpCounts, string]>([
    ['everybody is in', counts(8), 'usual'],
    ['9 of 10 are in', counts(10, 1), 'usual'],
    ['a hair under 9 of 10', counts(99, 10), 'fewer'],
    ['27 of 30, exactly nine tenths', counts(30, 2, 1), 'usual'],
    ['7 of 10 are in', counts(10, 3), 'fewer'],
    ['a hair under 7 of 10', counts(99, 30), 'few'],
    ['14 of 20, exactly seven tenths', counts(20, 5, 1), 'fewer'],
    ['4 of 8 are off sick', counts(8, 4), 'few'],
    ['one of ten is in', counts(10, 9), 'few'],
    ['nobody is in', counts(8, 5, 3), 'none'],
    ['the only GP is off sick', counts(1, 1), 'none'],
    ['a locum stands in for the only GP', counts(1, 1, 0, 1), 'usual'],
    ['more locums than absent', counts(2, 1, 0, 3), 'usual'],
    ['none were planned', counts(0), 'not-planned'],
    ['none were planned and a locum came', counts(0, 0, 0, 1), 'not-planned'],
  ])('%s', (_, gps, level) => {
    expect(patientsSee('clayton', [told(gps)], at('09:00')).gps.level).toBe(level);
  });

  test('a practice sets its own thresholds', () => {
    const strict = practiceSet({ gpUsualFrom: 1, gpFewerFrom: 0.95 }, { at: SET_UP, seq: 50 });
    const level = (gps: GpCounts) => patientsSee('clayton', [strict, told(gps)], at('09:00')).gps.level;
    expect([level(counts(20)), level(counts(20, 1)), level(counts(20, 2))]).toEqual(['usual', 'fewer', 'few']);
  });
});

describe('when a count lapses', () => {
  const closed = report('clayton', { access: 'closed' }, { at: at('15:00'), seq: 102 });
  const opened = report('clayton', { access: 'open' }, { at: at('16:00'), seq: 103 });
  const early = report('clayton', { access: 'closed' }, { at: at('08:01'), seq: 99 });
  test.each<[string, readonly Fact[], number, string]>([
    ['it holds after closing', [told(counts(8))], at('20:00'), 'usual'],
    ['it holds until midnight', [told(counts(8))], midnight - 1, 'usual'],
    ['at midnight it is not known, never 0', [told(counts(8))], midnight, 'unknown'],
    ['a later word that the surgery is closed ends it at closing', [told(counts(8)), closed], at('18:30'), 'unknown'],
    ['not before closing', [told(counts(8)), closed], at('18:30') - 1, 'usual'],
    ['not when the surgery opened again', [told(counts(8)), closed, opened], at('18:30'), 'usual'],
    ['not when the word came before the count', [told(counts(8)), early], at('18:30'), 'usual'],
    ['of yesterday it is not known', [told(counts(8))], london('2020-01-02 09:00'), 'unknown'],
  ])('%s', (_, facts, now, level) => {
    expect(patientsSee('clayton', facts, now).gps.level).toBe(level);
  });

  test('the last count of the day is the one that counts, whenever it came in', () => {
    const facts = [told(counts(8, 2), '10:00', 101), told(counts(8, 4), '09:00', 102)];
    expect(staffSee('clayton', facts, at('12:00')).gps.counts).toEqual({ ...counts(8, 2), available: 6 });
  });
});

describe('what patients are told of the GPs', () => {
  const see = (gps: GpCounts, changes: Parameters<typeof sampleBranch>[1] = {}) => {
    const facts = [branchSet(sampleBranch('clayton', changes), { at: SET_UP, seq: 1 }), told(gps)];
    return publicBoardAt(boardOf(facts), at('09:00')).branches[0]?.gps;
  };

  test('numbers from five expected GPs on', () => {
    expect(see(counts(8, 3, 1))).toEqual({ level: 'few', available: 4, expected: 8 });
    expect(see(counts(5, 1))).toEqual({ level: 'fewer', available: 4, expected: 5 });
  });

  test.each([counts(4, 1), counts(1), counts(2, 1, 1), counts(0, 0, 0, 2)])(
    'words alone below five expected GPs: a count would be about a person',
    (gps) => {
      expect(Object.keys(see(gps) ?? {})).toEqual(['level']);
    },
  );

  test('words alone where the surgery chose words', () => {
    expect(see(counts(8, 4), { gpWording: 'words' })).toEqual({ level: 'few' });
  });

  test('no numbers that lapsed', () => {
    const facts = [branchSet(sampleBranch('clayton'), { at: SET_UP, seq: 1 }), told(counts(8))];
    expect(publicBoardAt(boardOf(facts), midnight).branches[0]?.gps).toEqual({ level: 'unknown' });
  });
});

describe('the alert state', () => {
  test.each([
    [1.2, 'GREEN', 1],
    [0.9, 'GREEN', 1],
    [0.899, 'AMBER', 2],
    [0.8, 'AMBER', 2],
    [0.799, 'RED', 3],
    [0.7, 'RED', 3],
    [0.699, 'BLACK', 4],
    [0, 'BLACK', 4],
  ])('%d of the expected GPs is %s (%d)', (share, state, opel) => {
    expect(alertOfShare(share)).toEqual({ state, opel });
  });

  test.each<[string, readonly Fact[], unknown]>([
    ['not known without a count', [allWell], null],
    ['not known when no GPs were planned', [allWell, told(counts(0))], null],
    ['RED with 7 of 10', [allWell, told(counts(10, 3))], { state: 'RED', opel: 3 }],
    [
      'BLACK when its IT is down, with all GPs in',
      [told(counts(8)), report('clayton', { it: { records: 'down' } }, { at: at('08:30'), seq: 102 })],
      { state: 'BLACK', opel: 4 },
    ],
  ])('of a branch is %s', (_, facts, alert) => {
    expect(staffSee('clayton', facts, at('09:00')).alert).toEqual(alert);
  });

  test('of the practice goes by the GPs of the branches that told, and one lost line does not make it BLACK', () => {
    const facts = [
      ...setUp(),
      report('clayton', { gps: counts(8, 2), it: { internet: 'down' } }, { at: at('08:05'), seq: 101 }),
      report('orton-mere', { gps: counts(6, 0, 0, 1) }, { at: at('08:06'), seq: 102 }),
      report('yaxham', { gps: counts(0) }, { at: at('08:07'), seq: 103 }),
    ];
    const board = staffBoardAt(boardOf(facts), at('09:00'));

    expect(board.alert).toEqual({ state: 'GREEN', opel: 1 });
    expect(board.totals).toEqual({
      expected: 14,
      available: 13,
      offSick: 2,
      away: 0,
      locums: 1,
      known: 3,
      branches: 18,
      itTrouble: 1,
      patientsInTrouble: 7_900,
      patients: 85_000,
    });
  });

  test('of the practice is not known when nobody told', () => {
    expect(staffBoardAt(boardOf(setUp()), at('09:00')).alert).toBeNull();
  });
});
