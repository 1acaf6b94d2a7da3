import { describe, expect, test } from 'vitest';
import { partOfBoard, SUMMARY_PART, surgeryPart, TROUBLED_AT_MOST } from '../../shared/views/board-part.ts';
import { partsLacking } from '../../shared/views/parts-lacking.ts';
import { SCENES } from '../support/public-boards.ts';

const slugsOf = (part: string, name: keyof typeof SCENES) =>
  partOfBoard(SCENES[name]().board, part)?.branches.map(({ slug }) => slug);

describe('the part of the board for the first page of a big practice', () => {
  test('is nothing of its branches on an ordinary day, and all that is said of them', () => {
    const { board } = SCENES.normal();
    const part = partOfBoard(board, SUMMARY_PART);
    expect(part).toEqual({ ...board, branches: [] });
    expect(part?.summary.byState).toEqual({ normal: 18, limited: 0, degraded: 0, notHeard: 0, unknown: 0, closed: 0 });
  });

  test('is those in trouble and those that can help them', () => {
    const { board } = SCENES.trouble();
    const clayton = board.branches.find(({ slug }) => slug === 'clayton');
    expect(slugsOf(SUMMARY_PART, 'trouble')?.[0]).toBe('clayton');
    expect(slugsOf(SUMMARY_PART, 'trouble')?.slice(1).toSorted()).toEqual(clayton?.alternatives.toSorted());
  });

  test('is the worst of many', () => {
    const shown = slugsOf(SUMMARY_PART, 'many') ?? [];
    expect(shown).toHaveLength(TROUBLED_AT_MOST);
    const { board } = SCENES.many();
    const left = board.branches.filter(({ slug, state }) => state === 'degraded' && !shown.includes(slug));
    expect(left).toEqual([]);
  });
});

describe('the part of the board for one surgery', () => {
  test('is its own and those that can help', () => {
    expect(slugsOf(surgeryPart('yaxham'), 'trouble')).toEqual(['yaxham']);
    expect(slugsOf(surgeryPart('clayton'), 'trouble')).toHaveLength(4);
  });

  test('is none where there is no such surgery', () => {
    expect(partOfBoard(SCENES.trouble().board, surgeryPart('nowhere'))).toBeNull();
    expect(partOfBoard(SCENES.trouble().board, 'anything')).toBeNull();
  });
});

test('the counts of a summary count each branch once, in every state', () => {
  for (const make of Object.values(SCENES)) {
    const { board } = make();
    const counts = board.summary.byState ?? {};
    expect(Object.values<number>(counts).reduce((sum, count) => sum + count, 0)).toBe(board.branches.length);
  }
});

describe('a part lacks what no change tells of', () => {
  const calm = SCENES.normal().board;
  const trouble = SCENES.trouble().board;
  const clayton = trouble.branches.find(({ slug }) => slug === 'clayton');
  if (!clayton) throw new Error('there is no Clayton');
  const after = { ...calm, branches: calm.branches.map((one) => (one.slug === 'clayton' ? clayton : one)) };

  test('when a surgery comes into trouble and others can help', () => {
    expect([...partsLacking(calm, after)]).toEqual([surgeryPart('clayton')]);
  });

  test('not when it can be helped by those that it named before, or by nobody', () => {
    const later = {
      ...after,
      branches: after.branches.map((one) => (one === clayton ? { ...one, message: 'x' } : one)),
    };
    expect([...partsLacking(after, later)]).toEqual([]);
    expect([...partsLacking(after, calm)]).toEqual([]);
    const alone = { ...clayton, alternatives: [] };
    const helpless = { ...calm, branches: calm.branches.map((one) => (one.slug === 'clayton' ? alone : one)) };
    expect([...partsLacking(calm, helpless)]).toEqual([]);
  });

  test('on the first page of a big practice too, as long as it tells who can help', () => {
    const others = Array.from({ length: 30 }, (_, n) => ({ ...clayton, ...calm.branches[1], slug: `more-${n}` }));
    const big = { ...calm, branches: [...calm.branches, ...others] };
    const bigAfter = { ...calm, branches: [...after.branches, ...others] };
    expect([...partsLacking(big, bigAfter)]).toEqual([surgeryPart('clayton'), SUMMARY_PART]);
  });
});
