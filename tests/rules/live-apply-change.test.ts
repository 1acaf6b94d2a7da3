import { describe, expect, test } from 'vitest';
import { applyChange } from '../../shared/live/apply-change.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { Notice } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { EPOCH, MORNING, sampleBoard, sampleBranch } from '../support/live-sample.ts';

const board = sampleBoard({ seq: 5, edge: MORNING }, [
  sampleBranch('ash'),
  sampleBranch('bell'),
  sampleBranch('clayton'),
]);
const next = { seq: 6, edge: MORNING + 60_000 };
const notice: Notice = {
  kind: 'nhs111',
  since: toIso(MORNING),
  branches: ['bell'],
  text: { heading: 'Use NHS 111', body: [], advice: [] },
};

describe('a change to the public board', () => {
  test('puts a branch where it was, so that nothing moves under a finger', () => {
    const after = applyChange(board, next, { branches: [sampleBranch('bell', 'Bell has a problem.')] });
    expect(after.branches.map(({ slug }) => slug)).toEqual(['ash', 'bell', 'clayton']);
    expect(after.branches[1]?.sentence).toBe('Bell has a problem.');
    expect(after.branches[0]).toBe(board.branches[0]);
  });

  test('carries all branches that changed together, and a new one comes last', () => {
    const changed = [sampleBranch('clayton', 'C'), sampleBranch('ash', 'A'), sampleBranch('dale')];
    const after = applyChange(board, next, { branches: changed });
    expect(after.branches.map(({ slug }) => slug)).toEqual(['ash', 'bell', 'clayton', 'dale']);
    expect(after.branches.map(({ sentence }) => sentence).slice(0, 3)).toEqual(['A', 'bell is working normally.', 'C']);
  });

  test('moves the position, also when only the clock changed something', () => {
    expect(applyChange(board, next, { branches: [] })).toEqual({ ...board, seq: 6, edge: toIso(next.edge) });
  });

  test('puts the notice up, leaves it when it is not spoken of, and takes it down on null', () => {
    const up = applyChange(board, next, { branches: [], notice });
    expect(up.notice).toEqual(notice);
    expect(applyChange(up, next, { branches: [] }).notice).toEqual(notice);
    expect(applyChange(up, next, { branches: [], notice: null }).notice).toBeNull();
  });

  test('replaces the summary', () => {
    const summary = { level: 'affected' as const, sentence: '1 has a problem.', working: 2, total: 3 };
    expect(applyChange(board, next, { branches: [], summary }).summary).toEqual(summary);
  });
});

test('a change to the staff board replaces what only staff see of the practice', () => {
  const totals = {
    expected: 8,
    available: 4,
    offSick: 4,
    away: 0,
    locums: 0,
    known: 1,
    branches: 1,
    itTrouble: 0,
    patientsInTrouble: 0,
    patients: 9_000,
  };
  const noticeControl = {
    control: 'auto' as const,
    byRule: false,
    until: null,
    reason: null,
    said: null,
    checklist: [],
  };
  const { practice, summary } = board;
  const staff: StaffBoard = {
    epoch: EPOCH,
    seq: 5,
    edge: toIso(MORNING),
    practice,
    sample: true,
    planned: [],
    summary,
    notice: null,
    totals: { ...totals, available: 8, offSick: 0 },
    alert: null,
    declared: null,
    noticeControl,
    recent: [],
    incidents: [],
    branches: [],
  };
  const alert = { state: 'RED' as const, opel: 3 };
  const said = { by: 'Jo', at: toIso(MORNING), seq: 6, onBehalf: false };
  const extra = {
    totals,
    alert,
    declared: { state: 'GREEN' as const, opel: 1, reason: 'Locums come at 10', said },
    noticeControl: { ...noticeControl, byRule: true },
    recent: [{ slug: 'clayton', at: toIso(MORNING), seq: 6, by: 'Jo', text: 'GPs 8 → 4 of 8' }],
  };
  const after = applyChange(staff, next, { branches: [], extra });
  expect(after).toEqual({ ...staff, seq: 6, edge: toIso(next.edge), ...extra });
});
