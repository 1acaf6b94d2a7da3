import { describe, expect, test } from 'vitest';
import { lastDayOf, leavingAfter } from '../../shared/people/last-day.ts';
import { isLastAdmin } from '../../shared/people/last-admin.ts';
import { displayState } from '../../shared/words/staff-displays.ts';
import { linkHowTo } from '../../shared/words/staff-invitations.ts';
import { at } from '../support/public-boards.ts';
import { JO, MO, person, SAM } from '../support/people-lists.ts';

const ZONE = 'Europe/London';

describe('somebody with a last day', () => {
  test.each([
    ['2020-01-31', '2020-02-01T00:00:00.000Z'],
    ['2020-03-29', '2020-03-29T23:00:00.000Z'],
    ['2020-02-29', '2020-03-01T00:00:00.000Z'],
  ])('of %s leaves at its midnight, whatever the clocks do', (day, leaving) => {
    expect(leavingAfter(day, ZONE)).toBe(leaving);
    expect(lastDayOf(leaving, ZONE)).toBe(day);
  });

  test.each(['', '2020-02-30', '2020-13-01', 'tomorrow'])('of "%s" is asked again', (day) => {
    expect(leavingAfter(day, ZONE)).toBeNull();
  });

  test('is asked for none where there is none', () => {
    expect(lastDayOf(null, ZONE)).toBe('');
  });
});

describe('the last person of operations', () => {
  const leaving = person({ ...MO, leaving: '2020-02-01T00:00:00.000Z' });
  const invited = person({ ...MO, state: 'invited' });
  test.each([
    ['is who is alone with leads', [JO, SAM], true],
    ['is who stays while the other leaves', [leaving, SAM], true],
    ['is who has a password while the other has none', [invited, SAM], true],
    ['is nobody where two can sign in', [MO, SAM], false],
  ])('%s', (_case, people, expected) => {
    expect(isLastAdmin(people, SAM.id)).toBe(expected);
    expect(isLastAdmin(people, JO.id)).toBe(false);
  });
});

test.each([
  ['seen a minute before the list was read', '2019-12-31T10:41:00.000Z', '10:42', '10:42', 'on'],
  ['seen three minutes before', '2019-12-31T10:39:00.000Z', '10:42', '10:42', 'off'],
  ['seen just before a list that is old by now', '2019-12-31T10:41:30.000Z', '10:42', '10:45', 'off'],
  ['never seen', null, '10:42', '10:42', 'waits'],
])('a wallboard that was %s is called what is known of it', (_case, lastSeenAt, read, now, kind) => {
  expect(displayState({ lastSeenAt }, at(read), at(now)).kind).toBe(kind);
});

test.each([
  ['10:42', 'It works once, for 24 hours, until 10:42am tomorrow.'],
  ['23:59', 'It works once, for 11 hours, until 10:42am tomorrow.'],
])('a link that is looked at at %s says how long it works', (now, words) => {
  expect(linkHowTo('Jo Smith', 'link', at('10:42') + 86_400_000, at(now), ZONE)).toContain(words);
});
