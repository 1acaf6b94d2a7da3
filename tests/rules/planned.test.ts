import { describe, expect, test } from 'vitest';
import { lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { checkPlanned } from '../../shared/facts/check-planned.ts';
import type { PlannedFact, PlannedWork } from '../../shared/facts/planned.ts';
import { instantOfWall } from '../../shared/practice/wall-time.ts';
import { plannedAbout, plannedWhen } from '../../shared/words/planned.ts';
import { boardOf, london, publicBoardAt, report, setUp, ZONE } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const WORK: PlannedWork = {
  title: 'New phones are put in',
  branches: ['clayton'],
  services: ['phones'],
  from: at('13:00'),
  to: at('14:00'),
};

function planned(work: PlannedWork | null, seq = 101, id = seq): PlannedFact {
  return {
    kind: 'planned',
    planned: id,
    work,
    seq,
    at: at('09:00'),
    recordedAt: at('09:00'),
    actor: 'actor-1',
    actorName: 'Jo Office',
  };
}

const CLAYTON = { slug: 'clayton', name: 'Clayton Surgery' };

describe('planned work', () => {
  test.each([
    ['09:00', 'planned'],
    ['12:59', 'planned'],
    ['13:00', 'under-way'],
    ['13:59', 'under-way'],
    ['14:00', null],
  ] as const)('at %s is %s', (time, status) => {
    const { planned: list } = publicBoardAt(boardOf([...setUp(), planned(WORK)]), at(time));
    expect(list.map((work) => work.status)).toEqual(status === null ? [] : [status]);
  });

  test('tells nobody who planned it, and is gone once it was called off, in whatever order that is read', () => {
    const facts = [planned(WORK), planned(null, 102, 101)];
    expect(JSON.stringify(publicBoardAt(boardOf([...setUp(), planned(WORK)]), at('10:00')))).not.toContain('Jo Office');
    for (const order of [facts, facts.toReversed()]) {
      expect(publicBoardAt(boardOf([...setUp(), ...order]), at('10:00')).planned).toEqual([]);
    }
  });

  test('changes no state, and hides no outage that comes with it', () => {
    const down = report('clayton', { it: { phones: 'down' } }, { at: at('13:10'), seq: 102 });
    const see = (facts: readonly Fact[]) => {
      const { branches, notice, summary } = publicBoardAt(boardOf(facts), at('13:20'));
      return { branches, notice, summary };
    };
    expect(see([...setUp(), planned(WORK), down])).toEqual(see([...setUp(), down]));
    expect(see([...setUp(), planned(WORK), down]).notice?.branches).toEqual(['clayton']);
  });

  test('reaches open pages when it begins and when it ends, though nobody says anything', () => {
    const board = boardOf([...setUp(), planned(WORK)]);
    expect(nextBoundary(board, at('12:50'), 'public')).toBe(at('13:00'));
    expect(lastBoundary(board, at('14:00'), 'public')).toBe(at('14:00'));
  });

  test.each([
    [{ from: '2020-01-02T07:00:00.000Z', to: '2020-01-02T09:30:00.000Z' }, 'Thursday 2 January 2020, 7am to 9:30am'],
    [
      { from: '2020-03-28T23:00:00.000Z', to: '2020-03-29T05:00:00.000Z' },
      '11pm on Saturday 28 March 2020 to 6am on Sunday 29 March 2020',
    ],
  ])('%j is "%s"', (span, words) => {
    expect(plannedWhen(span, ZONE)).toBe(words);
  });

  test('says where, and what may not work', () => {
    expect(plannedAbout({ branches: ['clayton'], services: ['records', 'phones'] }, [CLAYTON])).toBe(
      'At Clayton Surgery. This may not work: medical records and phones.',
    );
    const five = ['a', 'b', 'c', 'd', 'e'];
    expect(plannedAbout({ branches: five, services: [] }, [CLAYTON])).toBe('At 5 surgeries.');
    // A page that holds a part of the surgeries cannot name the others.
    expect(plannedAbout({ branches: ['clayton', 'yaxham'], services: [] }, [CLAYTON])).toBe('At 2 surgeries.');
    expect(plannedAbout({ branches: ['clayton'], services: ['phones'] }, null)).toBe('This may not work: phones.');
  });
});

describe('what is wrong with planned work', () => {
  const now = at('09:00');
  const body = {
    title: 'x',
    branches: ['clayton'],
    services: [],
    from: '2020-01-02T07:00:00.000Z',
    to: '2020-01-02T09:00:00.000Z',
  };
  test.each([
    ['nothing', {}, []],
    ['it ends before it begins', { to: '2020-01-02T07:00:00.000Z' }, ['/to']],
    ['it is over', { from: '2019-12-30T07:00:00.000Z', to: '2019-12-30T09:00:00.000Z' }, ['/to']],
    ['it takes weeks', { to: '2020-01-17T07:00:00.000Z' }, ['/to']],
    ['it is years away', { from: '2021-06-01T07:00:00.000Z', to: '2021-06-01T08:00:00.000Z' }, ['/from']],
    ['nobody knows the branch', { branches: ['nowhere'] }, ['/branches/0']],
    ['it says nothing', { title: '  ' }, ['/title']],
  ])('%s', (_case, change, paths) => {
    const faults = checkPlanned({ ...body, ...change }, new Set(['clayton']), now);
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });
});

test.each([
  ['2020-01-02T07:00', '2020-01-02T07:00:00.000Z'],
  ['2020-07-02T07:00', '2020-07-02T06:00:00.000Z'],
  // An hour that the spring change skips.
  ['2020-03-29T01:30', '2020-03-29T01:00:00.000Z'],
  ['2020-02-30T07:00', null],
  ['', null],
])('a clock on the wall that shows "%s" is %s', (wall, iso) => {
  expect(instantOfWall(wall, ZONE)).toBe(iso === null ? null : Date.parse(iso));
});
