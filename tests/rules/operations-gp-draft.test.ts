import { describe, expect, test } from 'vitest';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import {
  beginDraft,
  clashOf,
  type GpField,
  meetBoard,
  readDraft,
  typeInto,
} from '../../web/operations/edits/gp-draft.ts';
import { allWell, at, say, type Story } from '../support/public-boards.ts';
import { staffBoardOf } from '../support/staff-boards.ts';

const FIVE = { expected: 8, offSick: 3, away: 0, locums: 0 };

function claytonOf(story: Story, clock = '10:42'): StaffBranch {
  const branch = staffBoardOf(story, at(clock)).branches.find(({ slug }) => slug === 'clayton');
  if (!branch) throw new Error('clayton');
  return branch;
}

const clayton = claytonOf(allWell());
const typed = typeInto(beginDraft(clayton), 'offSick', '4');

describe('counts that are typed', () => {
  test.each<[GpField, string, object]>([
    ['offSick', '0', { kind: 'unchanged' }],
    ['offSick', ' 4 ', { kind: 'counts', counts: { expected: 8, offSick: 4, away: 0, locums: 0 } }],
    ['locums', '', { kind: 'faulty', field: 'locums' }],
    ['away', '-1', { kind: 'faulty', field: 'away' }],
    ['away', '1.5', { kind: 'faulty', field: 'away' }],
    ['expected', '100', { kind: 'faulty', field: 'expected' }],
    ['offSick', '9', { kind: 'faulty', field: null }],
  ])('%s as "%s"', (field, text, reading) => {
    expect(readDraft(typeInto(beginDraft(clayton), field, text))).toMatchObject(reading);
  });

  test('begin with the GPs usually planned where nothing is known, and saying just that is a report', () => {
    const unknown = claytonOf(allWell(['clayton']));
    expect(unknown.gps.counts).toBeNull();
    const counts = { expected: unknown.expectedGps, offSick: 0, away: 0, locums: 0 };
    expect(readDraft(beginDraft(unknown))).toEqual({ kind: 'counts', counts });
  });
});

describe('a newer board', () => {
  const story = allWell();
  const changed = claytonOf(say(story, 'clayton', '10:41', { gps: FIVE }));

  test('never writes over what is typed, and says that it was overtaken', () => {
    const met = meetBoard(typed, changed);
    expect([met.typed.offSick, met.isOvertaken]).toEqual(['4', true]);
  });

  test.each([
    ['another word of the branch', claytonOf(say(story, 'clayton', '10:41', { message: 'Ring first.' }))],
    ['counts that lapsed at midnight', { ...clayton, gps: { ...clayton.gps, counts: null, said: null } }],
  ])('with %s overtakes nothing', (_, branch) => {
    expect(meetBoard(typed, branch)).toBe(typed);
  });

  test('that has the old counts again makes it good again', () => {
    expect(meetBoard(meetBoard(typed, changed), clayton).isOvertaken).toBe(false);
  });

  test('is asked about before anything is sent, with who said it and when', () => {
    const clash = clashOf(meetBoard(typed, changed), changed, { ...FIVE, offSick: 4 });
    expect(clash).toEqual({
      slug: 'clayton',
      seq: changed.seq,
      changed: [{ field: 'gps', by: 'A tester', at: '2019-12-31T10:41:00.000Z', was: FIVE }],
    });
  });

  test('that says the same as is typed asks nothing', () => {
    expect(clashOf(meetBoard(typed, changed), changed, FIVE)).toBeNull();
  });
});
