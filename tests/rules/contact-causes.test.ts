import { describe, expect, test } from 'vitest';
import type { CauseChange, CauseKey } from '../../shared/contact/cause-record.ts';
import {
  acceptShared,
  type Causes,
  closeShared,
  decideCauses,
  isAlertHeld,
} from '../../shared/contact/decide-causes.ts';
import { sharedFrom } from '../../shared/contact/group-failures.ts';
import { SECOND } from '../../shared/practice/instant.ts';

const EMIS: CauseKey = 'records:emis';
const START = Date.UTC(2019, 11, 31, 10, 0);

interface Run {
  readonly told: readonly string[];
  readonly causes: Causes;
}

/** `0 a fails` and `700 a well`, of the records unless another cause is named; a look every second until the end. */
function run(lines: readonly string[], until: number, heard = 18, begin: Causes = {}, from = 0): Run {
  const changes = lines.map((line): CauseChange => {
    const [second = '', branch = '', what = '', cause = EMIS] = line.split(' ');
    return { cause: cause as CauseKey, branch, failing: what === 'fails', at: START + Number(second) * SECOND };
  });
  const told: string[] = [];
  let causes = begin;
  for (let second = from; second <= until; second += 1) {
    const now = START + second * SECOND;
    const result = decideCauses(
      causes,
      changes.filter(({ at }) => at === now),
      now,
      heard,
    );
    causes = result.causes;
    told.push(...result.actions.map((action) => `${second} ${describeAction(action)}`));
  }
  return { told, causes };
}

function describeAction(action: ReturnType<typeof decideCauses>['actions'][number]): string {
  const cause = action.cause === EMIS ? '' : ` ${action.cause}`;
  switch (action.do) {
    case 'offer':
    case 'announce':
      return `${action.do}${cause} ${action.branches.join(' ')}`;
    case 'open':
      return `open${cause} ${action.children.map(({ branch, since }) => `${branch}@${(since - START) / SECOND}`).join(' ')}`;
    case 'join':
    case 'well':
      return `${action.do}${cause} ${action.branch}`;
    case 'close':
      return `close${cause}`;
  }
}

describe('branches that fail for the same cause', () => {
  test.each<[string, readonly string[], number, number, readonly string[]]>([
    ['one stands alone', ['0 a fails'], 900, 18, []],
    ['two within 5 min are offered', ['0 a fails', '300 b fails'], 900, 18, ['300 offer a b']],
    ['two within 301 s are not', ['0 a fails', '301 b fails'], 900, 18, []],
    ['one that is well again is no second one', ['0 a fails', '100 a well', '200 b fails'], 900, 18, []],
    [
      'four at 0, 200, 299, 301 s: the third makes it one incident, and the first text names all four',
      ['0 a fails', '200 b fails', '299 c fails', '301 d fails'],
      900,
      18,
      ['200 offer a b', '299 open a@0 b@200 c@299', '301 join d', '359 announce a b c d'],
    ],
    [
      'three of which only two are within 5 min are offered',
      ['0 a fails', '200 b fails', '301 c fails'],
      900,
      18,
      ['200 offer a b', '301 offer b c'],
    ],
    [
      'where 25 are heard from it takes 20 %, which is five',
      ['0 a fails', '1 b fails', '2 c fails', '3 d fails', '4 e fails'],
      3,
      25,
      ['1 offer a b', '2 offer a b c', '3 offer a b c d'],
    ],
    [
      'and the fifth makes it one',
      ['0 a fails', '1 b fails', '2 c fails', '3 d fails', '4 e fails'],
      10,
      25,
      ['1 offer a b', '2 offer a b c', '3 offer a b c d', '4 open a@0 b@1 c@2 d@3 e@4'],
    ],
    [
      'single ones of the last 10 min are folded in with their own times, older ones are not',
      ['0 old fails', '11 a fails', '590 b fails', '600 c fails', '611 d fails'],
      700,
      18,
      ['11 offer old a', '600 offer b c', '611 open a@11 b@590 c@600 d@611', '671 announce a b c d'],
    ],
  ])('%s', (_, lines, until, heard, told) => {
    expect(run(lines, until, heard).told).toEqual(told);
  });

  test('twelve at once are one incident and one text', () => {
    const names = Array.from({ length: 12 }, (_, n) => `b${n + 10}`);
    const { told } = run(
      names.map((name) => `5 ${name} fails`),
      600,
    );
    expect(told).toEqual([`5 open ${names.map((name) => `${name}@5`).join(' ')}`, `65 announce ${names.join(' ')}`]);
  });

  test('two causes at once are two incidents', () => {
    const lines = ['a', 'b', 'c'].flatMap((branch) => [`10 ${branch} fails`, `20 ${branch} fails phones:gamma`]);
    expect(run(lines, 100).told).toEqual([
      '10 open a@10 b@10 c@10',
      '20 open phones:gamma a@20 b@20 c@20',
      '70 announce a b c',
      '80 announce phones:gamma a b c',
    ]);
  });

  test.each([
    [0, 3],
    [15, 3],
    [18, 3],
    [19, 3],
    [20, 4],
    [25, 5],
    [100, 20],
  ])('of %i heard from, %i make it shared', (heard, branches) => {
    expect(sharedFrom(heard)).toBe(branches);
  });
});

describe('a shared incident', () => {
  const THREE = ['0 a fails', '0 b fails', '0 c fails'];
  const OPENED = ['0 open a@0 b@0 c@0', '60 announce a b c'];

  test.each<[string, readonly string[], number, readonly string[]]>([
    [
      'a branch that fails 40 min later joins, and is told of at once',
      [...THREE, '2400 d fails'],
      2_500,
      [...OPENED, '2400 join d', '2400 announce a b c d'],
    ],
    [
      'there is one text in 5 min at most',
      [...THREE, '100 d fails', '200 e fails'],
      900,
      [...OPENED, '100 join d', '200 join e', '360 announce a b c d e'],
    ],
    [
      'each recovery shows at once; it closes when all have been well for 10 min',
      [...THREE, '700 a well', '800 b well', '900 c well'],
      1_600,
      [...OPENED, '700 well a', '800 well b', '900 well c', '1500 close'],
    ],
    [
      'one that fails again within these 10 min keeps it open',
      [...THREE, '700 a well', '700 b well', '700 c well', '1200 b fails', '1300 b well'],
      2_000,
      [
        ...OPENED,
        '700 well a',
        '700 well b',
        '700 well c',
        '1200 join b',
        '1200 announce b',
        '1300 well b',
        '1900 close',
      ],
    ],
    [
      'all well before the first text: there is none',
      [...THREE, '30 a well', '30 b well', '30 c well'],
      700,
      ['0 open a@0 b@0 c@0', '30 well a', '30 well b', '30 well c', '630 close'],
    ],
    [
      'after it closed, the next failures count from the beginning',
      [...THREE, '10 a well', '10 b well', '10 c well', '700 a fails', '710 b fails'],
      800,
      ['0 open a@0 b@0 c@0', '10 well a', '10 well b', '10 well c', '610 close', '710 offer a b'],
    ],
  ])('%s', (_, lines, until, told) => {
    expect(run(lines, until).told).toEqual(told);
  });

  test('holds the alerts of its branches, and of no others', () => {
    const { causes } = run([...THREE, '50 c well'], 100);
    expect(['a', 'b', 'c', 'd'].map((branch) => isAlertHeld(causes, EMIS, branch))).toEqual([true, true, false, false]);
    expect(isAlertHeld(causes, 'phones:gamma', 'a')).toBe(false);
  });

  test('that a person closed does not open again by itself', () => {
    const open = run(THREE, 100).causes;
    const closed = closeShared(open, EMIS, START + 100 * SECOND);
    expect(closed.actions).toEqual([{ cause: EMIS, do: 'close' }]);
    expect(run([], 900, 18, closed.causes, 101).told).toEqual([]);
    expect(run(['200 d fails', '201 e fails'], 900, 18, closed.causes, 101).told).toEqual(['201 offer d e']);
    expect(closeShared(closed.causes, EMIS, START).actions).toEqual([]);
  });

  test('begins when a person takes the offer', () => {
    const offered = run(['0 a fails', '10 b fails'], 20).causes;
    const taken = acceptShared(offered, EMIS, START + 20 * SECOND);
    expect(taken.actions.map(describeAction)).toEqual(['open a@0 b@10']);
    expect(run([], 100, 18, taken.causes, 21).told).toEqual(['80 announce a b']);
    expect(acceptShared({}, EMIS, START).actions).toEqual([]);
  });

  test('goes on after it was written down', () => {
    const { causes } = run(THREE, 30);
    expect(run([], 70, 18, JSON.parse(JSON.stringify(causes)), 31).told).toEqual(['60 announce a b c']);
  });
});
