import { describe, expect, test } from 'vitest';
import { deriveTurns } from '../../shared/board/turns.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { ALL_WORKING, boardOf, london, report, sampleBranch, setUp, signal } from '../support/facts.ts';

const branch = sampleBranch('clayton');
const at = (time: string) => london(`2019-12-31 ${time}`);
const GPS = { expected: 8, offSick: 0, away: 0, locums: 0 };

function turnsOf(facts: readonly Fact[], until = '23:00') {
  const record = boardOf([...setUp([branch]), ...facts]).branches[branch.slug];
  if (!record) throw new Error('no record');
  const turns = deriveTurns(record, branch, DEFAULT_SETTINGS, [], london('2019-12-30 00:00'), at(until));
  return turns.map((turn) => [turn.at, turn.situation.state] as const);
}

const allWell = report('clayton', { it: ALL_WORKING, gps: GPS }, { at: at('08:10'), seq: 101 });
const lineDown = report('clayton', { it: { internet: 'down' } }, { at: at('09:05'), seq: 102 });

describe('when a surgery comes into trouble and out of it', () => {
  test('a day without trouble has no turns, whatever opens, closes and is first heard of', () => {
    expect(turnsOf([allWell])).toEqual([]);
    expect(turnsOf([])).toEqual([]);
  });

  test('trouble begins when it was said to, and ends when it was said to, newest first', () => {
    const works = report('clayton', { it: ALL_WORKING }, { at: at('11:00'), seq: 103 });
    expect(turnsOf([allWell, lineDown, works])).toEqual([
      [at('11:00'), 'normal'],
      [at('09:05'), 'degraded'],
    ]);
  });

  test('what is said again is no turn; another kind of trouble is one', () => {
    const again = report('clayton', { it: { internet: 'down' } }, { at: at('09:30'), seq: 103 });
    const slow = report('clayton', { it: { ...ALL_WORKING, records: 'degraded' } }, { at: at('10:00'), seq: 104 });
    expect(turnsOf([allWell, lineDown, again, slow], '12:00')).toEqual([
      [at('10:00'), 'limited'],
      [at('09:05'), 'degraded'],
    ]);
  });

  test('silence that a person then explains is two turns', () => {
    const lost = signal('clayton', 'lost', { at: at('09:00'), seq: 102, lastBeatAt: at('08:57') });
    expect(turnsOf([allWell, lost, { ...lineDown, seq: 103 }], '12:00')).toEqual([
      [at('09:05'), 'degraded'],
      [at('09:00'), 'degraded'],
    ]);
  });

  test('few GPs end with the opening they were counted for', () => {
    const few = report('clayton', { gps: { ...GPS, offSick: 3 } }, { at: at('09:00'), seq: 102 });
    const [closes, began] = turnsOf([allWell, few]);
    expect(began).toEqual([at('09:00'), 'limited']);
    expect(closes?.[1]).toBe('closed');
  });

  test('a report that arrives late counts from when it was made', () => {
    const late = report('clayton', { it: { phones: 'down' } }, { at: at('08:30'), seq: 110, recordedAt: at('12:00') });
    expect(turnsOf([allWell, late], '13:00')).toEqual([[at('08:30'), 'degraded']]);
  });
});
