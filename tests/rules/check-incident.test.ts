import { describe, expect, test } from 'vitest';
import {
  checkAlert,
  checkEscalation,
  checkIncidentSays,
  checkNoticeControl,
  checkNoticeTick,
  checkResolve,
} from '../../shared/facts/check-incident.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { london } from '../support/facts.ts';

const KNOWN = new Set(['clayton', 'yaxham', 'stanway']);
const NINE = london('2019-12-31 09:00');
const HOLD = { control: 'hold', reason: 'A drill', until: '2019-12-31T10:00:00Z' } as const;
const KEEP = { ...HOLD, control: 'keep' } as const;
const notice = (body: Parameters<typeof checkNoticeControl>[0], named: readonly string[] = []) =>
  checkNoticeControl(body, KNOWN, named, NINE);

const EMPTY = 'must not be empty.';
const ONE_LINE = 'must be one line of text, without control characters.';
const NO_BRANCH = 'is no branch of this practice.';

describe('what is said of an incident', () => {
  test.each<[string, Fault[], (readonly [string, string])[]]>([
    ['nothing', checkIncidentSays({}, KNOWN, null), []],
    ['what is right', checkIncidentSays({ title: 'A', branches: ['clayton'], affected: ['clayton'] }, KNOWN, null), []],
    [
      'texts of blanks',
      checkIncidentSays({ title: ' ', public: '\t', staff: ' ' }, KNOWN, []),
      [
        ['/title', EMPTY],
        ['/public', EMPTY],
        ['/staff', EMPTY],
      ],
    ],
    ['text that runs backwards', checkIncidentSays({ public: 'a\u202eb' }, KNOWN, []), [['/public', ONE_LINE]]],
    ['text of two lines', checkResolve({ public: 'a\nb', staff: 'c' }), [['/public', ONE_LINE]]],
    [
      'unknown branches',
      checkIncidentSays({ branches: ['clayton', 'x', 'y'] }, KNOWN, null),
      [
        ['/branches/1', NO_BRANCH],
        ['/branches/2', NO_BRANCH],
      ],
    ],
    [
      'affected branches that it is not about',
      checkIncidentSays({ branches: ['clayton'], affected: ['clayton', 'yaxham'] }, KNOWN, ['yaxham']),
      [['/affected/1', 'must be one of the branches it is about.']],
    ],
    ['affected branches that it is about already', checkIncidentSays({ affected: ['yaxham'] }, KNOWN, ['yaxham']), []],
    ['affected branches of nobody knows what', checkIncidentSays({ affected: ['yaxham'] }, KNOWN, null), []],
    ['an escalation', checkEscalation({ to: 'icb', reference: null }), []],
    [
      'a reference of blanks',
      checkEscalation({ to: 'icb', reference: ' ', staff: '\u0000' }),
      [
        ['/reference', EMPTY],
        ['/staff', ONE_LINE],
      ],
    ],
  ])('%s', (_what, faults, expected) => {
    expect(faults.map(({ path, message }) => [path, message])).toEqual(expected);
  });
});

describe('how the notice is set', () => {
  test.each<[string, Fault[], string[]]>([
    ['held back', notice(HOLD), []],
    ['kept up for those it names', notice(KEEP, ['clayton']), []],
    ['kept up for named ones', notice({ ...KEEP, branches: ['clayton'] }), []],
    ['kept up for nobody', notice({ ...KEEP, branches: [] }, ['clayton']), ['/branches']],
    ['kept up while it names nobody', notice(KEEP), ['/branches']],
    ['held back for a branch', notice({ ...HOLD, branches: ['clayton'] }), ['/branches']],
    ['held back without more', notice({ control: 'hold' }), ['/reason', '/until']],
    ['a moment ahead', notice({ ...HOLD, until: '2019-12-31T09:00:00.001Z' }), []],
    ['until now', notice({ ...HOLD, until: '2019-12-31T09:00:00Z' }), ['/until']],
    ['for exactly a day', notice({ ...HOLD, until: '2020-01-01T09:00:00Z' }), []],
    ['for longer', notice({ ...HOLD, until: '2020-01-01T09:00:00.001Z' }), ['/until']],
    ['until nobody knows when', notice({ ...HOLD, until: 'noon' }), ['/until']],
    ['by its rule', notice({ control: 'auto' }), []],
    ['by its rule, with a reason', notice({ control: 'auto', reason: 'All well' }), []],
    ['by its rule until a time', notice({ ...HOLD, control: 'auto' }), ['/until']],
    ['nobody knows how', notice({ reason: ' ', branches: ['x'] }), ['/reason', '/branches/0']],
  ])('%s', (_what, faults, paths) => {
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });
});

test.each<[string, Fault[], string[]]>([
  ['a tick of the notice', checkNoticeTick({ item: 'dos-lead', done: true }), []],
  ['a tick of another list', checkNoticeTick({ item: 'phones', done: true }), ['/item']],
  ['an alert state of the practice', checkAlert({ branch: null, state: 'RED', reason: 'Busy' }, KNOWN), []],
  ['one without a reason', checkAlert({ branch: 'clayton', state: 'RED' }, KNOWN), ['/reason']],
  ['one taken back', checkAlert({ branch: 'clayton', state: null }, KNOWN), []],
  [
    'one of no branch, for no reason',
    checkAlert({ branch: 'x', state: 'RED', reason: ' ' }, KNOWN),
    ['/reason', '/branch'],
  ],
])('%s', (_what, faults, paths) => {
  expect(faults.map(({ path }) => path)).toEqual(paths);
});
