import { describe, expect, test } from 'vitest';
import { deriveMoves, type PersonNote, type RightsAtATime } from '../../shared/people/movers.ts';

const day = (n: number) => Date.UTC(2020, 0, n);
const lead = (branches: string[], leaving: number | null = null): RightsAtATime => ({
  role: 'lead',
  branches,
  leaving: leaving === null ? null : new Date(day(leaving)).toISOString(),
});
function note(on: number, outcome: PersonNote['outcome'], rights: Partial<PersonNote> = {}): PersonNote {
  return { at: day(on), outcome, person: 'asha', name: 'Asha', by: 'Mo', before: null, after: null, ...rights };
}
const came = note(1, 'invited', { after: lead(['clayton']) });
const planned = note(3, 'changed', { before: lead(['clayton']), after: lead(['clayton'], 10) });
const kept = note(5, 'changed', { before: lead(['clayton'], 10), after: lead(['clayton']) });
const gone = note(6, 'removed', { before: lead(['clayton'], 10) });

function moved(notes: readonly PersonNote[], from = 1, to = 31) {
  return deriveMoves(notes, day(from), day(to)).map(({ kind, at }) => `${kind} ${new Date(at).getUTCDate()}`);
}

describe('of people', () => {
  test.each<[string, readonly PersonNote[], readonly string[]]>([
    ['who came', [came, note(2, 'set-up')], ['invited 1', 'set-up 2']],
    ['whose last day was set, and passed', [came, planned], ['invited 1', 'changed 3', 'left 10']],
    ['whose last day was taken back', [came, planned, kept], ['invited 1', 'changed 3', 'changed 5']],
    ['who were removed before their last day', [came, planned, gone], ['invited 1', 'changed 3', 'removed 6']],
    [
      'who left, and were then removed',
      [came, planned, { ...gone, at: day(20) }],
      ['invited 1', 'changed 3', 'left 10', 'removed 20'],
    ],
    [
      'who got another telephone number',
      [came, note(2, 'changed', { before: lead(['clayton']), after: lead(['clayton']) })],
      ['invited 1'],
    ],
    [
      'whose last day was past when it was set',
      [came, note(12, 'changed', { before: lead(['clayton']), after: lead(['clayton'], 8) })],
      ['invited 1', 'changed 12', 'left 12'],
    ],
  ])('%s', (_case, notes, moves) => {
    expect(moved(notes)).toEqual(moves);
  });

  test('what happened outside of the days that are asked for is known, and not told', () => {
    expect(moved([came, planned], 4, 10)).toEqual([]);
    expect(moved([came, planned], 4, 11)).toEqual(['left 10']);
  });
});
