import { describe, expect, test } from 'vitest';
import type { Clash } from '../../shared/wire/report.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { against, contentBefore } from '../../web/operations/edits/content.ts';
import { canUndo, editOf, type Edits, NO_EDITS } from '../../web/operations/edits/edit.ts';
import type { EditAnswer } from '../../web/operations/edits/edit-answer.ts';
import * as edits from '../../web/operations/edits/edits.ts';
import { staffBoardOf } from '../support/staff-boards.ts';
import { allWell, at, say } from '../support/public-boards.ts';

const EIGHT = { expected: 8, offSick: 0, away: 0, locums: 0 };
const FOUR = { ...EIGHT, offSick: 4 };
const FIVE = { ...EIGHT, offSick: 3 };

function branchOf(story = allWell(), slug = 'clayton'): StaffBranch {
  const branch = staffBoardOf(story, at('10:42')).branches.find((one) => one.slug === slug);
  if (!branch) throw new Error(slug);
  return branch;
}

const clayton = branchOf();
const yaxham = branchOf(allWell(), 'yaxham');

function saidFour(branches = [clayton]): Edits {
  return edits.addEdit(NO_EDITS, { branches, content: { gps: FOUR }, key: 'k1', madeAt: 0 });
}

function started(so: Edits): Edits {
  return edits.startNext(so).edits;
}

function saved(seqs: Record<string, number>): EditAnswer {
  return { kind: 'saved', seqs, notApplied: [] };
}

function clash(field: string, was: unknown): Clash {
  return { field, by: 'Sam', at: '2019-12-31T10:40:00.000Z', was };
}

function changed(slug: string, seq: number, ...clashes: Clash[]): EditAnswer {
  return { kind: 'changed', clashes: [{ slug, seq, changed: clashes }] };
}

function statusOf(so: Edits): string | undefined {
  return editOf(so, 'clayton')?.status.kind;
}

describe('an edit on its way', () => {
  test('is shown at once, but neither the mark nor the alert state follows before the server says so', () => {
    const shown = edits.shownBranch(clayton, saidFour());
    expect(shown.gps.counts).toEqual({ ...FOUR, available: 4 });
    expect([shown.state, shown.alert]).toEqual([clayton.state, clayton.alert]);
  });

  test('goes with the seq that the person saw', () => {
    const { started } = edits.startNext(saidFour());
    expect(started.map(({ targets, status }) => [targets[0]?.seen, status.kind])).toEqual([[clayton.seq, 'saving']]);
  });

  test('is shown until the board shows it, and no longer', () => {
    const so = edits.settle(started(saidFour()), 1, saved({ clayton: 900 }), 10, 'k2');
    expect(edits.shownBranch(clayton, so).gps.counts?.available).toBe(4);
    expect(edits.shownBranch({ ...clayton, seq: 900 }, so).gps.counts?.available).toBe(8);
  });
});

describe('two edits of one branch', () => {
  test('go one after the other, and the second has seen the first', () => {
    const both = edits.addEdit(started(saidFour()), {
      branches: [clayton],
      content: { access: 'closed' },
      key: 'k2',
      madeAt: 1,
    });
    expect(edits.startNext(both).started).toEqual([]);
    const next = edits.startNext(edits.settle(both, 1, saved({ clayton: 900 }), 10, 'k3'));
    expect(next.started.map(({ id, targets }) => [id, targets[0]?.seen])).toEqual([[2, 900]]);
  });

  test('of different branches go side by side', () => {
    const both = edits.addEdit(saidFour(), { branches: [yaxham], content: { gps: FIVE }, key: 'k2', madeAt: 1 });
    expect(edits.startNext(both).started).toHaveLength(2);
  });

  test('what somebody else said between them was not seen by the second', () => {
    // Sam spoke of the doors after our board: our counts went over that, and the next edit still has to ask.
    let so = started(saidFour());
    so = edits.settle(so, 1, changed('clayton', 500, clash('access', 'closed')), 5, 'k2');
    so = edits.settle(started(so), 1, saved({ clayton: 501 }), 6, 'k3');
    so = edits.addEdit(so, { branches: [clayton], content: { access: 'open' }, key: 'k4', madeAt: 7 });
    expect(edits.startNext(so).started[0]?.targets[0]?.seen).toBe(clayton.seq);
  });

  test('the second replaces what failed of the same, and nothing else', () => {
    const failed = edits.settle(started(saidFour()), 1, { kind: 'unreachable' }, 10, 'k2');
    const other = { branches: [clayton], key: 'k3', madeAt: 20 };
    expect(edits.addEdit(failed, { ...other, content: { gps: FIVE } }).list.map(({ id }) => id)).toEqual([2]);
    expect(edits.addEdit(failed, { ...other, content: { access: 'closed' } }).list.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('when somebody else spoke meanwhile', () => {
  test.each([
    ['the same counts', { gps: FOUR }, [clash('gps', { locums: 0, away: 0, offSick: 4, expected: 8 })], 0],
    ['other counts', { gps: FOUR }, [clash('gps', FIVE)], 1],
    ['another thing', { gps: FOUR }, [clash('note', 'Engineer called')], 0],
    ['another service', { it: { records: 'working' as const } }, [clash('it.internet', 'down')], 1],
    ['the same of one service', { it: { internet: 'down' as const } }, [clash('it.internet', 'down')], 0],
    ['anything, when all is said to be still so', { confirm: true as const }, [clash('note', 'Engineer called')], 1],
    ['the same, that all is still so', { confirm: true as const }, [clash('confirm', true)], 0],
  ])('of %s', (_, content, clashes, standing) => {
    expect(against(content, clashes)).toHaveLength(standing);
  });

  test('a change of another thing does not stop an edit: it goes again by itself with a new key', () => {
    const so = edits.settle(started(saidFour()), 1, changed('clayton', 500, clash('note', 'x')), 10, 'k2');
    const [again] = edits.startNext(so).started;
    expect([again?.key, again?.targets[0]?.seen]).toEqual(['k2', 500]);
  });

  test('it does not go on for ever by itself', () => {
    let so = saidFour();
    for (let seq = 500; statusOf(so) !== 'conflict'; seq += 1) {
      so = edits.settle(started(so), 1, changed('clayton', seq, clash('note', 'x')), 10, `k${seq}`);
      expect(seq).toBeLessThan(510);
    }
    expect(statusOf(so)).toBe('conflict');
  });

  test('a change of the same asks, and the board is shown meanwhile', () => {
    const so = edits.settle(started(saidFour()), 1, changed('clayton', 500, clash('gps', FIVE)), 10, 'k2');
    expect(statusOf(so)).toBe('conflict');
    expect(edits.shownBranch(clayton, so)).toEqual(clayton);
  });

  test('mine goes again over theirs, and its undo brings theirs back', () => {
    const theirs = branchOf(say(allWell(), 'clayton', '10:40', { gps: FIVE }));
    let so = edits.settle(started(saidFour()), 1, changed('clayton', 500, clash('gps', FIVE)), 10, 'k2');
    so = edits.useMine(so, 1, { branches: [theirs], key: 'k3', madeAt: 20 });
    const [again] = edits.startNext(so).started;
    expect([again?.key, again?.targets[0]?.seen, again?.targets[0]?.before]).toEqual(['k3', 500, { gps: FIVE }]);
  });

  test('keeping theirs ends an edit of one branch, and leaves that branch out of an edit of several', () => {
    const one = edits.settle(started(saidFour()), 1, changed('clayton', 500, clash('gps', FIVE)), 10, 'k2');
    expect(edits.keepTheirs(one, 1, 'k3').list).toEqual([]);
    const both = started(saidFour([clayton, yaxham]));
    const stopped = edits.settle(both, 1, changed('clayton', 500, clash('gps', FIVE)), 10, 'k2');
    const [rest] = edits.startNext(edits.keepTheirs(stopped, 1, 'k3')).started;
    expect([rest?.key, rest?.targets.map(({ slug }) => slug)]).toEqual(['k3', ['yaxham']]);
  });
});

describe('an edit that did not get through', () => {
  test('keeps what was said in sight, and goes again under its own key', () => {
    const failed = edits.settle(started(saidFour()), 1, { kind: 'unreachable' }, 10, 'k2');
    expect(edits.shownBranch(clayton, failed).gps.counts?.available).toBe(4);
    expect(edits.startNext(edits.retry(failed, 1)).started[0]?.key).toBe('k1');
  });

  test('is not shown over what others said since', () => {
    const failed = edits.settle(started(saidFour()), 1, { kind: 'unreachable' }, 10, 'k2');
    const theirs = { ...clayton, seq: clayton.seq + 1 };
    expect(edits.shownBranch(theirs, failed)).toEqual(theirs);
  });

  test('is not shown once it was refused', () => {
    const refused = { kind: 'refused', detail: 'No.', faults: [] } as const;
    const failed = edits.settle(started(saidFour()), 1, refused, 10, 'k2');
    expect(edits.shownBranch(clayton, failed)).toEqual(clayton);
  });

  test('that was stored late does not make this page know what others said', () => {
    const late = edits.settle(started(saidFour()), 1, saved({ clayton: 900 }), 40_000, 'k2');
    expect(late.own.clayton).toEqual({ from: 900, to: 900 });
  });
});

describe('undo', () => {
  const done = edits.settle(started(saidFour()), 1, saved({ clayton: 900 }), 1_000, 'k2');

  test.each([
    [29_000, true],
    [31_001, false],
  ])('%i ms after it was said: %s', (now, possible) => {
    expect(canUndo(done.list[0] ?? expect.fail(), now)).toBe(possible);
  });

  test('is a new report of what was so before, over the one that it undoes', () => {
    const back = edits.startNext(edits.undo(done, 1, 2_000, () => 'k9')).started;
    expect(back).toMatchObject([{ content: { gps: EIGHT }, key: 'k9', isUndo: true, targets: [{ seen: 900 }] }]);
    expect(canUndo({ ...done.list[0], ...back[0], status: { kind: 'saved', at: 0, notApplied: [] } } as never, 1)).toBe(
      false,
    );
  });

  test('of several branches goes together for those of which the same was so', () => {
    const few = branchOf(say(allWell(), 'yaxham', '10:00', { gps: FIVE }), 'yaxham');
    const mere = { ...clayton, slug: 'orton-mere' };
    let so = started(saidFour([clayton, few, mere]));
    so = edits.settle(so, 1, saved({ clayton: 900, yaxham: 901, 'orton-mere': 902 }), 0, 'k2');
    let key = 0;
    const back = edits.startNext(edits.undo(so, 1, 1, () => `u${(key += 1)}`)).started;
    expect(back.map(({ targets }) => targets.map(({ slug }) => slug))).toEqual([['clayton', 'orton-mere'], ['yaxham']]);
  });

  test.each([
    ['counts where none were known', { gps: FOUR }, { ...clayton, gps: { ...clayton.gps, counts: null } }],
    ['that all is still so', { confirm: true as const }, clayton],
  ])('there is none for %s', (_, content, branch) => {
    expect(contentBefore(content, branch)).toBeNull();
  });

  test('brings services, doors and texts back as they were, and takes away what was not there', () => {
    const content = { it: { records: 'down' as const }, access: 'closed' as const, message: 'Ring first.', note: null };
    expect(contentBefore(content, clayton)).toEqual({
      it: { records: 'working' },
      access: 'open',
      message: null,
      note: null,
    });
  });

  test('what was saved is forgotten when its time is over, what failed is not', () => {
    const failed = edits.settle(started(saidFour()), 1, { kind: 'unreachable' }, 10, 'k2');
    expect(edits.forgetOld(done, 40_000).list).toEqual([]);
    expect(edits.forgetOld(failed, 9_000_000).list).toHaveLength(1);
  });
});
