import { expect, test } from 'vitest';
import { serialisePublic, serialiseStaff } from '../../server/board/serialise.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { publicBoardAt, report, staffBoardAt } from '../support/facts.ts';
import { LARGE_DAY, largePractice, nextReport, nthSlug } from '../support/large-practice.ts';

/** What a change of one branch makes anew, counted: a practice of ten times the branches does not pay ten times. */

const TEN = LARGE_DAY + 10 * HOUR;

/** How many of a list are not the very same as before. */
function countNew(before: readonly object[], after: readonly object[]): number {
  const known = new Set(before);
  return after.filter((one) => !known.has(one)).length;
}

/** A branch that counts how often anything of it is read. */
function watched<T extends object>(one: T, onRead: () => void): T {
  return new Proxy(one, {
    get(target, name, receiver) {
      onRead();
      return Reflect.get(target, name, receiver);
    },
  });
}

test.each([18, 180])('of %d branches a change makes the views of one, for patients and for staff', (count) => {
  const facts = largePractice(count);
  let board = foldFacts(EMPTY_BOARD, facts);
  let [patients, staff] = [publicBoardAt(board, TEN), staffBoardAt(board, TEN)];
  for (let turn = 0; turn < 8; turn += 1) {
    const now = TEN + (turn + 1) * MINUTE;
    board = foldFacts(board, [nextReport(turn, { at: now, seq: facts.length + turn + 1 })]);
    const [patientsNow, staffNow] = [publicBoardAt(board, now), staffBoardAt(board, now)];
    expect(countNew(patients.branches, patientsNow.branches)).toBe(1);
    expect(countNew(staff.branches, staffNow.branches)).toBe(1);
    [patients, staff] = [patientsNow, staffNow];
  }
});

test('a branch that the others in trouble name as the nearest is theirs to say as well, and nobody else’s', () => {
  const facts = largePractice(180);
  const before = foldFacts(EMPTY_BOARD, facts);
  const [patients, staff] = [publicBoardAt(before, TEN), staffBoardAt(before, TEN)];
  const named = patients.branches.find(({ slug }) => slug === nthSlug(3))?.alternatives[0] ?? '';
  const names = patients.branches.filter(({ alternatives }) => alternatives.includes(named));
  expect(names.length).toBeGreaterThan(0);
  const says = report(named, { it: { phones: 'down' } }, { at: TEN, seq: facts.length + 1 });
  const after = foldFacts(before, [says]);
  expect(countNew(patients.branches, publicBoardAt(after, TEN).branches)).toBe(1 + names.length);
  expect(countNew(staff.branches, staffBoardAt(after, TEN).branches)).toBe(1);
});

test('of a view that follows another one, only what is new of it is read for its JSON', () => {
  const board = foldFacts(EMPTY_BOARD, largePractice(180));
  const [patients, staff] = [publicBoardAt(board, TEN), staffBoardAt(board, TEN)];
  for (const place of [0, 7, 179]) {
    const read = new Set<number>();
    const [texts, staffTexts] = [serialisePublic(patients), serialiseStaff(staff)];
    const changed = patients.branches.map((one, n) => (n === place ? watched({ ...one }, () => read.add(n)) : one));
    const again = serialisePublic({ ...patients, branches: changed }, texts);
    expect(again.branches.texts).toEqual(texts.branches.texts);
    expect([...read]).toEqual([place]);
    expect(serialiseStaff(staff, staffTexts).branches).toBe(staffTexts.branches);
  }
});
