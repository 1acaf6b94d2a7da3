import { describe, expect, test } from 'vitest';
import { lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { toIso } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  alertSaid,
  boardOf,
  london,
  noticeSet,
  publicBoardAt,
  report,
  setUp,
  staffBoardAt,
  tick,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const well = report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 101 });
const down = report('clayton', { it: { records: 'down' } }, { at: at('09:05'), seq: 102 });
const back = report('clayton', { it: { records: 'working' } }, { at: at('11:00'), seq: 110 });
const hold = noticeSet({ control: 'hold', until: at('10:30'), reason: 'A drill' }, { at: at('09:30'), seq: 103 });
const keep = noticeSet(
  { control: 'keep', until: at('13:00'), branches: ['clayton'], reason: 'Not sure yet' },
  { at: at('10:45'), seq: 109 },
);
const auto = noticeSet({ control: 'auto' }, { at: at('12:00'), seq: 111 });
const of = (...facts: Fact[]) => boardOf([...setUp(), well, ...facts]);

describe('the notice', () => {
  test.each<[string, readonly Fact[], string, readonly string[] | null]>([
    ['is held back', [down, hold], '09:30', null],
    ['is up before that', [down, hold], '09:29', ['clayton']],
    ['is up again when the time has come', [down, hold], '10:30', ['clayton']],
    [
      'is up again when somebody lets it follow its rule',
      [down, hold, { ...auto, at: at('09:40') }],
      '09:40',
      ['clayton'],
    ],
    ['is kept up when all is well again', [down, keep, back], '12:00', ['clayton']],
    ['leaves when the time has come', [down, keep, back], '13:00', null],
    ['leaves when somebody lets it follow its rule', [down, keep, back, auto], '12:00', null],
    ['is kept up for a surgery that never was in trouble', [keep], '10:45', ['clayton']],
    [
      'names others in trouble beside those it is kept up for',
      [keep, report('yaxham', { it: { phones: 'down' } }, { at: at('11:00'), seq: 112 })],
      '12:00',
      ['clayton', 'yaxham'],
    ],
  ])('%s', (_what, facts, time, expected) => {
    const board = of(...facts);
    expect(publicBoardAt(board, at(time)).notice?.branches ?? null).toEqual(expected);
    expect(staffBoardAt(board, at(time)).notice?.branches ?? null).toEqual(expected);
  });

  test('changes by the clock when its control ends, for patients and for staff', () => {
    const board = of(down, hold);
    for (const audience of ['public', 'staff'] as const) {
      expect(nextBoundary(board, at('10:29'), audience)).toBe(at('10:30'));
      expect(lastBoundary(board, at('10:31'), audience)).toBe(at('10:30'));
    }
  });

  test('tells staff who set it, until when and why, and patients nothing of that', () => {
    expect(staffBoardAt(of(down, hold), at('10:00')).noticeControl).toMatchObject({
      control: 'hold',
      byRule: true,
      until: toIso(at('10:30')),
      reason: 'A drill',
      said: { by: 'Sam Lead', seq: 103 },
    });
    expect(staffBoardAt(of(down, hold), at('10:30')).noticeControl).toMatchObject({
      control: 'auto',
      byRule: true,
      until: null,
      reason: null,
      said: null,
    });
    expect(JSON.stringify(publicBoardAt(of(down, keep), at('11:00')))).not.toMatch(/Not sure yet|Sam Lead/);
  });
});

describe('the checklist of the notice', () => {
  const told = tick(null, 'dos-lead', { at: at('09:20'), seq: 104 });
  const doneAt = (time: string, ...facts: Fact[]) =>
    staffBoardAt(of(...facts), at(time)).noticeControl.checklist.map(({ item, done }) => [item, done !== null]);

  test.each<[string, string, readonly Fact[], readonly (readonly [string, boolean])[]]>([
    ['is empty while no notice is up', '09:00', [], []],
    ['waits when one goes up', '09:10', [down], [['dos-lead', false]]],
    ['is done once somebody ticked it', '09:20', [down, told], [['dos-lead', true]]],
    [
      'waits again when the tick is taken back',
      '09:30',
      [down, told, tick(null, 'dos-lead', { at: at('09:25'), seq: 105 }, false)],
      [['dos-lead', false]],
    ],
    ['is empty while the notice is held back', '09:40', [down, told, hold], []],
    [
      'begins anew with a new notice',
      '14:00',
      [down, told, back, report('clayton', { it: { phones: 'down' } }, { at: at('13:00'), seq: 120 })],
      [['dos-lead', false]],
    ],
  ])('%s', (_what, time, facts, expected) => {
    expect(doneAt(time, ...facts)).toEqual(expected);
  });
});

describe('a declared alert state', () => {
  const said = alertSaid(null, 'RED', { at: at('09:00'), seq: 103 });
  const ofClayton = alertSaid('clayton', 'AMBER', { at: at('09:00'), seq: 104 });
  const declaredAt = (time: string, ...facts: Fact[]) => {
    const board = staffBoardAt(of(...facts), london(time));
    const clayton = board.branches.find(({ slug }) => slug === 'clayton');
    return [board.declared?.state ?? null, clayton?.declared?.state ?? null];
  };

  test.each<[string, string, readonly Fact[], readonly (string | null)[]]>([
    ['stands beside the calculated one', '2019-12-31 09:00', [said, ofClayton], ['RED', 'AMBER']],
    ['holds until midnight', '2019-12-31 23:59', [said, ofClayton], ['RED', 'AMBER']],
    ['lapses at midnight', '2020-01-01 00:00', [said, ofClayton], [null, null]],
    [
      'is taken back',
      '2019-12-31 10:00',
      [said, ofClayton, alertSaid('clayton', null, { at: at('09:30'), seq: 105 })],
      ['RED', null],
    ],
  ])('%s', (_what, time, facts, expected) => {
    expect(declaredAt(time, ...facts)).toEqual(expected);
  });
});

test('what changed in the last minutes is told to staff, the newest first, without what only says that all is well', () => {
  const facts = [
    report('yaxham', { gps: { expected: 6, offSick: 0, away: 0, locums: 0 } }, { at: at('08:10'), seq: 103 }),
    down,
    report('yaxham', { gps: { expected: 6, offSick: 2, away: 0, locums: 0 } }, { at: at('09:40'), seq: 105 }),
    report('clayton', { access: 'phone-only', message: 'Please phone first.' }, { at: at('10:00'), seq: 106 }),
    report('clayton', { it: { records: 'down' } }, { at: at('10:10'), seq: 107 }),
  ];
  expect(staffBoardAt(of(...facts), at('10:30')).recent.map(({ slug, text, seq }) => [slug, text, seq])).toEqual([
    ['clayton', 'Phone only', 106],
    ['clayton', 'New message to patients', 106],
    ['yaxham', 'GPs 6 → 4 of 6', 105],
    ['clayton', 'Medical records down', 102],
  ]);
});
