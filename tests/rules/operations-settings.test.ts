import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { toPracticeBody } from '../../shared/practice/check-settings.ts';
import type { Clash } from '../../shared/wire/report.ts';
import { exceptionWords, readWeek } from '../../shared/words/staff-hours.ts';
import { BRANCH_KIND, type BranchDraft } from '../../web/operations/settings/branch-kind.ts';
import { withoutPast } from '../../web/operations/settings/exception-drafts.ts';
import { percentOf, readNumber, readShare } from '../../web/operations/settings/numbers.ts';
import { PRACTICE_KIND, type PracticeDraft } from '../../web/operations/settings/practice-kind.ts';
import { bodyOfBranch } from '../../web/operations/settings/setting-bodies.ts';
import { beginEdit, choose, isChanged, isUndecided, rebase } from '../../web/operations/settings/setting-edit.ts';
import { slugOfName } from '../../web/operations/settings/slug-of-name.ts';
import { settingOf, staffPractice } from '../support/staff-practice.ts';

const PRACTICE = toPracticeBody(DEFAULT_SETTINGS);
const CLAYTON = bodyOfBranch(settingOf('clayton'));

describe('what is typed becomes what is sent, and back', () => {
  test('the practice and every sample branch come back as they were, and are no change', () => {
    expect(PRACTICE_KIND.toBody(PRACTICE_KIND.toDraft(PRACTICE))).toEqual(PRACTICE);
    for (const branch of staffPractice().branches) {
      const body = bodyOfBranch(branch);
      expect(BRANCH_KIND.toBody(BRANCH_KIND.toDraft(body))).toEqual(body);
      expect(isChanged(BRANCH_KIND, beginEdit(BRANCH_KIND, body, 2))).toBe(false);
    }
  });

  test.each([
    ['90', 0.9],
    ['57', 0.57],
    ['12.5', 0.125],
    ['100', 1],
    [' 70 ', 0.7],
    ['', Number.NaN],
    ['-5', Number.NaN],
    ['0.7.1', Number.NaN],
    ['half', Number.NaN],
  ])('%j per cent', (typed, share) => {
    expect(readShare(typed)).toBe(share);
    if (!Number.isNaN(share)) expect(percentOf(share)).toBe(typed.trim());
  });

  test.each([
    ['8', 8],
    ['', Number.NaN],
    ['8.5', Number.NaN],
    ['-1', Number.NaN],
    ['1e3', Number.NaN],
  ])('%j as a whole number', (typed, value) => expect(readNumber(typed)).toBe(value));

  test.each([
    ['Orton Mere Surgery', 'orton-mere'],
    ['St. Mary’s Health Centre', 'st-marys'],
    ['Château Row', 'chateau-row'],
    ['The Surgery', 'the'],
    ['Surgery', 'surgery'],
    ['', ''],
  ])('%j in addresses', (name, slug) => expect(slugOfName(name)).toBe(slug));
});

describe('what is wrong is told before it is sent, in the words of the form', () => {
  test.each<[Partial<PracticeDraft>, string, string]>([
    [{ name: ' ' }, '/name', 'is missing.'],
    [{ gpUsualFrom: '101' }, '/gpUsualFrom', 'must be a number from 0 to 100.'],
    [{ gpUsualFrom: '' }, '/gpUsualFrom', 'must be a number from 0 to 100.'],
    [{ majorFrom: 'half' }, '/majorFrom', 'must be a number from 0 to 100.'],
    [{ gpFewerFrom: '95' }, '/gpFewerFrom', 'must not be above “As usual, from”.'],
    [{ gpDegradedBelow: '71' }, '/gpDegradedBelow', 'must not be above “Fewer, from”.'],
    [{ gpDegradedBelow: '101' }, '/gpDegradedBelow', 'must be a number from 0 to 100.'],
    [{ helpAtMost: '' }, '/helpAtMost', 'must be a whole number from 0 to 10.'],
  ])('practice: %j', (change, path, message) => {
    expect(PRACTICE_KIND.faultsOf({ ...PRACTICE_KIND.toDraft(PRACTICE), ...change })).toEqual([{ path, message }]);
  });

  const day = { date: '2020-01-02', closed: false, hours: '08:00-12:00', note: '' };
  test.each<[Partial<BranchDraft>, string, string]>([
    [{ hours: '8am' }, '/hours', '"8am" is not a day or a range such as Mon-Fri.'],
    [{ position: 'here' }, '/position', 'must be two numbers with a comma between them, as in 52.5731, -0.2428.'],
    [
      { position: '-0.2428, 52.5731' },
      '/position',
      'must be a place in the United Kingdom; they are the wrong way round.',
    ],
    [{ expectedGps: '' }, '/expectedGps', 'must be a whole number from 0 to 99.'],
    [
      { exceptions: [day, { ...day, hours: 'noon' }] },
      '/exceptions/1/hours',
      '"noon" is not a time range such as 08:00-18:30.',
    ],
    [{ exceptions: [{ ...day, date: '' }] }, '/exceptions/0/date', 'must be a day, as in 2026-12-24.'],
  ])('branch: %j', (change, path, message) => {
    const draft = { ...BRANCH_KIND.toDraft(CLAYTON), ...change };
    expect(BRANCH_KIND.faultsOf(draft)).toContainEqual({ path, message });
  });

  test('a branch with its coordinates typed as maps copy them has no fault, and one without them neither', () => {
    for (const position of ['52.5731, -0.2428', '52.5731 −0.2428', '']) {
      expect(BRANCH_KIND.faultsOf({ ...BRANCH_KIND.toDraft(CLAYTON), position })).toEqual([]);
    }
  });

  test('hours typed for a day that is closed are kept for a change of mind, and not sent', () => {
    const exceptions = [{ ...day, closed: true, hours: 'noon' }];
    const draft = { ...BRANCH_KIND.toDraft(CLAYTON), exceptions };
    expect(BRANCH_KIND.toBody(draft).exceptions).toEqual([{ date: '2020-01-02', hours: 'closed', note: null }]);
    expect(BRANCH_KIND.faultsOf(draft)).toEqual([]);
  });

  test('days that are over go at once, today and days without a date stay', () => {
    const days = ['2019-12-30', '2019-12-31', '', '2020-01-02'].map((date) => ({ ...day, date }));
    expect(withoutPast(days, '2019-12-31').map(({ date }) => date)).toEqual(['2019-12-31', '', '2020-01-02']);
  });
});

describe('two people change the practice at once', () => {
  const at = '2019-12-31T10:40:00.000Z';
  const byBen = (field: string, was: unknown): Clash => ({ field, by: 'Ben', at, was });
  const mine = (change: Partial<PracticeDraft>) => {
    const edit = beginEdit(PRACTICE_KIND, PRACTICE, 1);
    return { ...edit, draft: { ...edit.draft, ...change } };
  };

  test('what only others changed comes in, what only I changed stays, and nobody is asked', () => {
    const edit = rebase(PRACTICE_KIND, mine({ name: 'Fen Practice' }), {
      seq: 9,
      changed: [byBen('gpFewerFrom', 0.6)],
    });
    expect(edit).toMatchObject({ seq: 9, questions: [], draft: { name: 'Fen Practice', gpFewerFrom: '60' } });
    expect(edit.base.gpFewerFrom).toBe(0.6);
    expect(isChanged(PRACTICE_KIND, edit)).toBe(true);
  });

  test('nobody is asked when both set the same', () => {
    const edit = rebase(PRACTICE_KIND, mine({ name: 'Fen Practice' }), {
      seq: 9,
      changed: [byBen('name', 'Fen Practice')],
    });
    expect(edit.questions).toEqual([]);
    expect(isChanged(PRACTICE_KIND, edit)).toBe(false);
  });

  test('where both set a field somebody has to choose, and can change their mind', () => {
    const changed = [byBen('gpUsualFrom', 0.8), byBen('retired', true)];
    const asked = rebase(PRACTICE_KIND, mine({ gpUsualFrom: '95' }), { seq: 9, changed });
    expect(asked.questions).toEqual([{ field: 'gpUsualFrom', by: 'Ben', at, theirs: 0.8, mine: 0.95, choice: null }]);
    expect(isUndecided(asked)).toBe(true);
    const theirs = choose(PRACTICE_KIND, asked, 'gpUsualFrom', 'theirs');
    expect([theirs.draft.gpUsualFrom, isUndecided(theirs)]).toEqual(['80', false]);
    expect(choose(PRACTICE_KIND, theirs, 'gpUsualFrom', 'mine').draft.gpUsualFrom).toBe('95');
  });

  test('a field of a branch that others emptied is empty', () => {
    const changed = [byBen('position', null), byBen('exceptions', [])];
    const edit = rebase(BRANCH_KIND, beginEdit(BRANCH_KIND, CLAYTON, 2), { seq: 9, changed });
    expect(edit.draft).toMatchObject({ position: '', exceptions: [] });
  });
});

describe('hours are read back in plain words', () => {
  test.each([
    ['Mon-Fri 08:00-18:30', ['Monday to Friday: 8am to 6:30pm', 'Saturday and Sunday: closed']],
    [
      'mon 8:00-12:00 13:30-18:30; Tue-Sun 00:00-24:00',
      ['Monday: 8am to midday and 1:30pm to 6:30pm', 'Tuesday to Sunday: midnight to midnight'],
    ],
    ['closed', ['Monday to Sunday: closed']],
  ])('%s', (text, lines) => expect(readWeek(text)).toEqual({ ok: true, lines }));

  test('what cannot be read is told', () => {
    expect(readWeek('Mon-Fry 08:00-18:30')).toEqual({
      ok: false,
      fault: '"Mon-Fry" is not a day or a range such as Mon-Fri.',
    });
  });

  test('a day out of the ordinary has its weekday, hours and note', () => {
    expect(exceptionWords({ date: '2026-12-24', hours: '08:00-12:00', note: 'Christmas Eve' })).toBe(
      'Thursday 24 December 2026: 8am to midday (Christmas Eve)',
    );
  });
});
