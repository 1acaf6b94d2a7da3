import { describe, expect, test } from 'vitest';
import { boundariesOfDay } from '../../shared/board/boundaries.ts';
import type { Fact } from '../../shared/facts/fact.ts';
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
  staffBoardAt,
} from '../support/facts.ts';

const NOON = london('2019-12-31 12:00');
const at = (seq: number) => ({ at: london('2019-12-31 09:00'), seq });

/** Clayton, whose line is down. */
const DOWN = report('clayton', { it: { internet: 'down' } }, at(101));
const RETIRED = branchSet(sampleBranch('clayton', { retired: true }), at(102));
const BACK = branchSet(sampleBranch('clayton'), at(103));

function seen(facts: readonly Fact[]) {
  const board = boardOf([...setUp(), ...facts]);
  const open = publicBoardAt(board, NOON);
  const staff = staffBoardAt(board, NOON);
  return { public: open, staff, slugs: open.branches.map(({ slug }) => slug) };
}

describe('a branch that left', () => {
  test('is on no page, in no count and in no notice', () => {
    const before = seen([DOWN]);
    expect([before.slugs.includes('clayton'), before.public.notice?.branches]).toEqual([true, ['clayton']]);
    const after = seen([DOWN, RETIRED]);
    expect([after.slugs.includes('clayton'), after.public.notice]).toEqual([false, null]);
    expect(after.staff.branches.map(({ slug }) => slug)).not.toContain('clayton');
    expect(before.staff.totals.branches - after.staff.totals.branches).toBe(1);
    expect(before.staff.totals.patients - after.staff.totals.patients).toBe(7_900);
    expect(after.staff.totals.itTrouble).toBe(0);
  });

  test('helps nobody else, and moves no page at its hours', () => {
    const own = sampleBranch('clayton', { hours: [[], [{ from: 480, to: 677 }], [], [], [], [], []] });
    const turns = (facts: readonly Fact[]) => boundariesOfDay(boardOf([...setUp(), ...facts]), NOON, 'staff');
    const closing = london('2019-12-31 11:17');
    expect(turns([branchSet(own, at(102))])).toContain(closing);
    expect(turns([branchSet({ ...own, retired: true }, at(102))])).not.toContain(closing);
  });

  test('comes back when it is set up again, with what was said of it', () => {
    const after = seen([DOWN, RETIRED, BACK]);
    expect(after.public.branches.find(({ slug }) => slug === 'clayton')?.state).toBe('degraded');
    // In whatever order its facts arrive.
    expect(seen([BACK, DOWN, RETIRED]).public.branches).toEqual(after.public.branches);
  });
});

test('the practice’s own sentence ends the NHS 111 notice', () => {
  const line = 'Our walk-in centre in Sampleborough is open until 8pm.';
  const plain = seen([DOWN]).public.notice?.text;
  const own = seen([practiceSet({ noticeLine: line }, at(104)), DOWN]).public.notice?.text;
  expect(own).toEqual({ ...plain, body: [...(plain?.body ?? []), line] });
});

test('staff see that the practice is the sample, patients do not', () => {
  const facts = [practiceSet({ sample: true }, at(104)), report('clayton', { it: ALL_WORKING }, at(105))];
  const { public: open, staff } = seen(facts);
  expect([staff.sample, seen([]).staff.sample]).toEqual([true, false]);
  expect(JSON.stringify(open)).not.toContain('"sample"');
});
