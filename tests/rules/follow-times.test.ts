import { describe, expect, test } from 'vitest';
import { decideRetry } from '../../shared/follow/decide-retry.ts';
import { quietUntil } from '../../shared/follow/quiet-hours.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';

const LONDON = 'Europe/London';

describe('no text goes out at night', () => {
  test.each([
    ['2019-12-31T07:59:59Z', '2019-12-31T08:00:00Z'],
    ['2019-12-31T08:00:00Z', null],
    ['2019-12-31T20:59:59Z', null],
    ['2019-12-31T21:00:00Z', '2020-01-01T08:00:00Z'],
    ['2019-12-31T23:59:00Z', '2020-01-01T08:00:00Z'],
    // In summer time it is 9pm an hour earlier, and the night of the change is an hour shorter.
    ['2020-06-30T20:00:00Z', '2020-07-01T07:00:00Z'],
    ['2020-03-28T22:00:00Z', '2020-03-29T07:00:00Z'],
  ])('at %s it waits until %s', (now, until) => {
    expect(quietUntil(Date.parse(now), LONDON)).toBe(until === null ? null : Date.parse(until));
  });
});

describe('who could not be reached is tried again', () => {
  const since = Date.UTC(2019, 11, 31, 9);

  test.each([
    [1, 15 * SECOND],
    [2, 30 * SECOND],
    [3, MINUTE],
    [7, 15 * MINUTE],
    [40, 15 * MINUTE],
  ])('after try %i in %i ms', (tries, wait) => {
    expect(decideRetry({ since, tries, retryAfter: null }, since + MINUTE)).toBe(since + MINUTE + wait);
  });

  test('not before the other side asked for', () => {
    expect(decideRetry({ since, tries: 1, retryAfter: 10 * MINUTE }, since)).toBe(since + 10 * MINUTE);
    expect(decideRetry({ since, tries: 7, retryAfter: SECOND }, since)).toBe(since + 15 * MINUTE);
  });

  test('not for longer than 6 hours', () => {
    expect(decideRetry({ since, tries: 30, retryAfter: null }, since + 6 * HOUR - 15 * MINUTE)).not.toBe(null);
    expect(decideRetry({ since, tries: 30, retryAfter: null }, since + 6 * HOUR)).toBe(null);
    expect(decideRetry({ since, tries: 1, retryAfter: 7 * HOUR }, since)).toBe(null);
  });
});
