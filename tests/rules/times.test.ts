import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, fromIso, HOUR, MINUTE } from '../../shared/practice/instant.ts';
import {
  formatAge,
  formatClock,
  formatDay,
  formatDayShort,
  formatNextOpening,
  formatSince,
  formatSpan,
  formatTime,
} from '../../shared/words/times.ts';

const LONDON = 'Europe/London';
const at = (text: string) => fromIso(text.replace(/(T\d\d:\d\d)Z$/, '$1:00Z'));

describe('a time of day for patients', () => {
  test.each([
    ['2019-12-31T00:00Z', 'midnight'],
    ['2019-12-31T00:05Z', '12:05am'],
    ['2019-12-31T09:00Z', '9am'],
    ['2019-12-31T09:05Z', '9:05am'],
    ['2019-12-31T11:59Z', '11:59am'],
    ['2019-12-31T12:00Z', 'midday'],
    ['2019-12-31T12:30Z', '12:30pm'],
    ['2019-12-31T13:00Z', '1pm'],
    ['2019-12-31T17:30Z', '5:30pm'],
    ['2019-12-31T17:30:59.999Z', '5:30pm'],
    ['2019-12-31T23:59Z', '11:59pm'],
    ['2019-07-01T11:00Z', 'midday'],
    ['2019-06-30T23:00Z', 'midnight'],
    ['2019-03-31T00:59Z', '12:59am'],
    ['2019-03-31T01:00Z', '2am'],
    ['2019-10-27T00:30Z', '1:30am'],
    ['2019-10-27T01:30Z', '1:30am'],
    ['2026-03-29T01:00Z', '2am'],
    ['2026-10-25T01:00Z', '1am'],
  ])('%s is "%s"', (instant, text) => {
    expect(formatTime(at(instant), LONDON)).toBe(text);
  });

  test.each([
    ['2019-12-31T09:00Z', '2019-12-31T17:00Z', '9am to 5pm'],
    ['2019-07-01T07:00Z', '2019-07-01T17:30Z', '8am to 6:30pm'],
    ['2019-12-31T08:30Z', '2019-12-31T12:00Z', '8:30am to midday'],
    ['2019-12-31T00:00Z', '2020-01-01T00:00Z', 'midnight to midnight'],
  ])('from %s to %s is "%s"', (from, to, text) => {
    expect(formatSpan(at(from), at(to), LONDON)).toBe(text);
  });
});

test.each([
  ['2019-12-31T12:00Z', 'Tuesday 31 December 2019', 'Tuesday'],
  ['2020-01-01T00:00Z', 'Wednesday 1 January 2020', 'Wednesday'],
  ['2019-06-30T23:30Z', 'Monday 1 July 2019', 'Monday'],
  ['2026-03-29T01:00Z', 'Sunday 29 March 2026', 'Sunday'],
])('the day of %s is "%s", in short "%s"', (instant, long, short) => {
  expect(formatDay(at(instant), LONDON)).toBe(long);
  expect(formatDayShort(at(instant), LONDON)).toBe(short);
});

describe('since when', () => {
  test.each([
    ['the same day', '2019-12-31T09:05Z', '2019-12-31T15:00Z', '9:05am'],
    ['a minute before midnight, a minute after it', '2019-12-31T23:59Z', '2020-01-01T00:00Z', 'yesterday at 11:59pm'],
    ['yesterday, in another year', '2019-12-31T09:05Z', '2020-01-01T23:59Z', 'yesterday at 9:05am'],
    ['yesterday, over the 23-hour day', '2019-03-31T00:30Z', '2019-04-01T08:00Z', 'yesterday at 12:30am'],
    ['yesterday, over the 25-hour day', '2019-10-26T23:00Z', '2019-10-28T00:30Z', 'yesterday at midnight'],
    ['two days ago', '2019-12-30T12:00Z', '2020-01-01T08:00Z', 'Monday at midday'],
    ['six days ago', '2019-12-25T09:05Z', '2019-12-31T08:00Z', 'Wednesday at 9:05am'],
    ['seven days ago', '2019-12-24T09:05Z', '2019-12-31T08:00Z', '24 December at 9:05am'],
    ['last year', '2019-12-31T09:05Z', '2020-01-07T08:00Z', '31 December 2019 at 9:05am'],
    ['a day that is still to come', '2020-01-01T09:05Z', '2019-12-31T08:00Z', '1 January 2020 at 9:05am'],
  ])('%s', (_name, instant, now, text) => {
    expect(formatSince(at(instant), at(now), LONDON)).toBe(text);
  });
});

describe('when it opens', () => {
  test.each([
    ['later today', '2019-12-31T08:00Z', '2019-12-31T06:00Z', 'at 8am today'],
    ['on a Sunday night', '2020-01-06T08:00Z', '2020-01-05T22:00Z', 'at 8am tomorrow'],
    ['after New Year’s Eve', '2020-01-02T08:00Z', '2019-12-31T19:00Z', 'at 8am on Thursday'],
    ['after a Friday in summer', '2019-07-08T07:30Z', '2019-07-05T18:00Z', 'at 8:30am on Monday'],
    ['over the autumn change', '2019-10-28T08:00Z', '2019-10-26T23:30Z', 'at 8am tomorrow'],
    ['six days ahead', '2020-01-06T12:00Z', '2019-12-31T19:00Z', 'at midday on Monday'],
    ['seven days ahead', '2020-01-06T08:00Z', '2019-12-30T23:59Z', 'at 8am on Monday 6 January'],
  ])('%s', (_name, instant, now, text) => {
    expect(formatNextOpening(at(instant), at(now), LONDON)).toBe(text);
  });
});

test.each([
  [-5, 'less than a minute ago'],
  [0, 'less than a minute ago'],
  [MINUTE - 1, 'less than a minute ago'],
  [MINUTE, '1 minute ago'],
  [12 * MINUTE + 59_999, '12 minutes ago'],
  [HOUR - 1, '59 minutes ago'],
  [HOUR, '1 hour ago'],
  [2 * HOUR - 1, '1 hour ago'],
  [2 * HOUR, '2 hours ago'],
  [DAY - 1, '23 hours ago'],
  [DAY, '1 day ago'],
  [3 * DAY, '3 days ago'],
])('an age of %i ms is "%s"', (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});

test.each([
  ['2019-12-31T10:42:07Z', '10:42', '10:42:07'],
  ['2019-12-31T00:00:00Z', '00:00', '00:00:00'],
  ['2019-07-01T08:05:59.999Z', '09:05', '09:05:59'],
  ['2019-12-31T23:59:59Z', '23:59', '23:59:59'],
])('%s on the clock of staff is %s, with seconds %s', (instant, short, long) => {
  expect(formatClock(fromIso(instant), LONDON)).toBe(short);
  expect(formatClock(fromIso(instant), LONDON, { seconds: true })).toBe(long);
});

test('words for times are plain ASCII, so that server and browser write the same bytes', () => {
  const instants = fc.integer({ min: 0, max: fromIso('2036-12-31T00:00:00Z') });
  fc.assert(
    fc.property(instants, instants, (instant, now) => {
      const words = [
        formatDay(instant, LONDON),
        formatSpan(instant, now, LONDON),
        formatSince(instant, now, LONDON),
        formatNextOpening(instant, now, LONDON),
        formatAge(now - instant),
        formatClock(instant, LONDON, { seconds: true }),
      ];
      expect(words.join(' ')).toMatch(/^[A-Za-z0-9: ]+$/);
    }),
  );
});
