import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { markedAt, newestChanges, seeChanges } from '../../shared/wallboard/changes.ts';
import { nextUpdate, openIncidents, references } from '../../shared/wallboard/open-incidents.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { nextUpdateWords, noticeWords } from '../../shared/words/staff-wallboard.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import { ALL_WORKING, boardOf, london, report, setUp, staffBoardAt, ZONE } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const place = (time: string, seq: number) => ({ at: at(time), seq });
const well = report('clayton', { it: ALL_WORKING }, place('08:10', 101));
const down = report('clayton', { it: { internet: 'down' } }, place('10:40', 102));
const boardAt = (time: string, facts: readonly Fact[]) => staffBoardAt(boardOf([...setUp(), ...facts]), at(time));

function branchOf(board: StaffBoard, slug: string): StaffBranch {
  const branch = board.branches.find((other) => other.slug === slug);
  if (!branch) throw new Error(`no branch ${slug}`);
  return branch;
}

describe('what changed in the last five minutes', () => {
  test.each([
    ['10:40', true],
    ['10:44', true],
    ['10:45', false],
  ])('is marked at %s: %s', (time, marked) => {
    const board = boardAt(time, [well, down]);
    expect(markedAt(branchOf(board, 'clayton'), board, {}, at(time))).toBe(marked ? at('10:40') : null);
    expect(markedAt(branchOf(board, 'yaxham'), board, {}, at(time))).toBeNull();
  });

  test('is news when it comes, however long ago it was made', () => {
    const late = report('clayton', { gps: { expected: 8, offSick: 4, away: 0, locums: 0 } }, place('09:00', 102));
    const before = boardAt('10:40', [well]);
    const after = boardAt('10:40', [well, late]);
    const seen = seeChanges({}, before, after, at('10:40'));
    expect(Object.keys(seen)).toEqual(['clayton']);
    expect(markedAt(branchOf(after, 'clayton'), after, seen, at('10:44'))).toBe(at('10:40'));
    expect(markedAt(branchOf(after, 'clayton'), after, seen, at('10:45'))).toBeNull();
  });

  test('is not what only grew older, nor a note', () => {
    const note = report('clayton', { note: 'Engineer called.' }, place('10:41', 103));
    const seen = seeChanges({}, boardAt('10:40', [well]), boardAt('10:42', [well, note]), at('10:42'));
    expect(seen).toEqual({});
  });

  test('counts while it is marked, so that each change is seen, and is forgotten then', () => {
    const boards = [boardAt('10:40', [well]), boardAt('10:40', [well, down])] as const;
    let seen = seeChanges({}, boards[0], boards[1], at('10:40'));
    seen = seeChanges(seen, boards[1], boards[0], at('10:41'));
    expect(seen['clayton']).toEqual({ at: at('10:41'), times: 2 });
    expect(seeChanges(seen, boards[0], { ...boards[0] }, at('10:41') + 5 * MINUTE)).toEqual({});
  });

  test('stands below, the newest first', () => {
    const board = boardAt('10:42', [well, down]);
    expect(newestChanges(board, at('10:42'), 1).map(({ text }) => text)).toEqual(['Internet down']);
  });
});

describe('incidents', () => {
  function incident(seq: number, time: string, says: IncidentSays & { readonly incident?: number }): Fact {
    const head = { recordedAt: at(time), actor: 'a', actorName: 'Sam', seq, at: at(time) };
    const usual = { title: `No ${seq}`, branches: ['clayton'], services: [], shown: true } as const;
    return { kind: 'incident', incident: seq, ...(says.incident === undefined && usual), ...says, ...head };
  }
  const facts = [
    incident(101, '09:00', { severity: 'minor' }),
    incident(102, '09:10', { severity: 'serious', nextUpdateAt: at('11:15') }),
    incident(103, '09:20', { severity: 'major' }),
    incident(104, '09:30', { incident: 102, escalation: { to: 'service-desk', reference: 'INC1' } }),
    incident(105, '09:40', { incident: 103, resolved: true }),
  ];
  const open = openIncidents(boardAt('10:42', facts).incidents);

  test('that are open stand serious first', () => {
    expect(open.map(({ id }) => id)).toEqual([102, 101]);
    expect(open.map(references)).toEqual([['INC1'], []]);
  });

  test.each([
    ['10:42', 'next update 11:15 (33 min)'],
    ['11:14', 'next update 11:15 (1 min)'],
    ['11:15', 'UPDATE OVERDUE by 0 min'],
    ['11:27', 'UPDATE OVERDUE by 12 min'],
    ['14:20', 'UPDATE OVERDUE by 3 h'],
  ])('at %s say %s', (time, words) => {
    const [serious] = open;
    expect(serious && nextUpdateWords(nextUpdate(serious, at(time)), ZONE)).toBe(words);
  });

  test('without a promise say so', () => {
    expect(open[1] && nextUpdateWords(nextUpdate(open[1], at('10:42')), ZONE)).toBe('no next update promised');
  });
});

describe('the notice', () => {
  const control = (board: StaffBoard, set: StaffBoard['noticeControl']['control']) => ({
    ...board.noticeControl,
    control: set,
    until: '2019-12-31T12:00:00.000Z',
  });
  const words = (board: Pick<StaffBoard, 'notice' | 'noticeControl'>) =>
    noticeWords(board, (slug) => slug, at('10:42'), ZONE);
  const calm = boardAt('10:42', [well]);
  const up = boardAt('10:42', [well, down]);

  test('says whether it is up, since when and for which branches', () => {
    expect(words(calm)).toEqual({ headline: 'Not shown', more: null });
    expect(words(up)).toEqual({ headline: 'Up since 10:40: clayton', more: null });
  });

  test('that is kept or held says until when', () => {
    expect(words({ ...up, noticeControl: control(up, 'keep') }).more).toBe('Kept up until 12:00');
    expect(words({ notice: null, noticeControl: control(up, 'hold') })).toEqual({
      headline: 'HELD BACK until 12:00',
      more: 'By its rule it would be up.',
    });
  });
});
