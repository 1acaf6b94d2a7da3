import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import { toIso } from '../../shared/practice/instant.ts';
import { ALL_WORKING, boardOf, london, patientsSee, publicBoardAt, report, setUp, signal } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const allWell = (when: number, seq: number) => report('clayton', { it: ALL_WORKING }, { at: when, seq });
const line = (state: 'down' | 'working', when: number, seq: number, recordedAt = when) =>
  report('clayton', { it: { internet: state } }, { at: when, seq, recordedAt });

describe('since when a surgery is as it is', () => {
  const morning = allWell(at('08:05'), 101);
  test.each<[string, readonly Fact[], number, number | null]>([
    ['since it opened and nobody spoke', [], at('09:00'), at('08:00')],
    ['since somebody said that all is well', [morning], at('09:00'), at('08:05')],
    ['since the line was lost', [morning, line('down', at('09:05'), 102)], at('12:00'), at('09:05')],
    [
      'since it was lost, by a report that came in late',
      [morning, line('down', at('09:05'), 102, at('11:00'))],
      at('12:00'),
      at('09:05'),
    ],
    [
      'not since it was said again',
      [morning, line('down', at('09:05'), 102), line('down', at('11:00'), 103)],
      at('12:00'),
      at('09:05'),
    ],
    [
      'since the line came back',
      [morning, line('down', at('09:05'), 102), line('working', at('15:10'), 103)],
      at('16:00'),
      at('15:10'),
    ],
    ['since it closed', [morning], at('20:00'), at('18:30')],
    ['since it closed on the last open day', [], london('2019-12-29 12:00'), london('2019-12-27 18:30')],
    [
      'a lost line across the night counts from when it was lost',
      [line('down', at('17:00'), 102)],
      london('2020-01-02 10:00'),
      at('17:00'),
    ],
    ['a lost line of six weeks ago too', [line('down', at('17:00'), 102)], london('2020-02-11 10:00'), at('17:00')],
    [
      'a line lost at night counts from then',
      [line('down', at('22:00'), 102)],
      london('2020-01-02 10:00'),
      at('22:00'),
    ],
    [
      'a count of GPs that comes in late counts from when it was made',
      [
        morning,
        report(
          'clayton',
          { gps: { expected: 8, offSick: 4, away: 0, locums: 0 } },
          { at: at('08:30'), recordedAt: at('10:00'), seq: 102 },
        ),
      ],
      at('12:00'),
      at('08:30'),
    ],
    [
      'silence counts from when it was decided',
      [morning, signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 102 })],
      at('12:00'),
      at('10:35'),
    ],
  ])('%s', (_, facts, now, since) => {
    expect(patientsSee('clayton', facts, now).changedAt).toBe(since === null ? null : toIso(since));
  });

  test('a notice begins with the oldest trouble that still stands', () => {
    const facts = [
      ...setUp(),
      report('yaxham', { it: { records: 'down' } }, { at: at('08:30'), seq: 101 }),
      line('down', at('09:05'), 102),
      report('stanway', { it: { phones: 'down' } }, { at: at('08:01'), seq: 103 }),
      report('stanway', { it: { phones: 'working' } }, { at: at('08:50'), seq: 104 }),
    ];
    expect(publicBoardAt(boardOf(facts), at('10:00')).notice?.since).toBe(toIso(at('08:30')));
  });
});

describe('when a surgery was last heard of', () => {
  test.each<[string, readonly Fact[], number | null]>([
    ['never', [], null],
    ['by any word of a person', [line('down', at('09:05'), 101)], at('09:05')],
    [
      'by a confirmation',
      [line('down', at('09:05'), 101), report('clayton', { confirm: true }, { at: at('11:00'), seq: 102 })],
      at('11:00'),
    ],
    ['by a message to patients', [report('clayton', { message: 'Hello' }, { at: at('09:30'), seq: 101 })], at('09:30')],
    [
      'not by a note: that is for staff',
      [line('down', at('09:05'), 101), report('clayton', { note: 'x' }, { at: at('11:00'), seq: 102 })],
      at('09:05'),
    ],
    [
      'by the last beat before it was lost',
      [signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 101 })],
      at('10:32'),
    ],
    [
      'not by what only staff see of its sender',
      [
        line('down', at('09:05'), 101),
        signal('clayton', 'late', { at: at('10:35'), lastBeatAt: at('10:34'), seq: 102 }),
      ],
      at('09:05'),
    ],
    [
      'by a late report when it was made',
      [report('clayton', { access: 'open' }, { at: at('09:00'), recordedAt: at('11:50'), seq: 101 })],
      at('09:00'),
    ],
  ])('%s', (_, facts, heard) => {
    expect(patientsSee('clayton', facts, at('12:00')).heardAt).toBe(heard === null ? null : toIso(heard));
  });
});
