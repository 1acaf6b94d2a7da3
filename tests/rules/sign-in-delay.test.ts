import { describe, expect, test } from 'vitest';
import {
  accountFailedAgain,
  accountOpensAt,
  type Failures,
  networkFailedAgain,
  networkOpensAt,
} from '../../server/sign-in/sign-in-delay.ts';
import { DAY, MINUTE, SECOND } from '../../shared/practice/instant.ts';

describe('an account', () => {
  test.each([
    [1, 0],
    [4, 0],
    [5, 15 * SECOND],
    [6, 30 * SECOND],
    [10, 8 * MINUTE],
    [11, 15 * MINUTE],
    [500, 15 * MINUTE],
  ])('after %i failures opens after %i ms', (failures, delay) => {
    expect(accountOpensAt({ failures, beganAt: 0, lastAt: 1_000 })).toBe(1_000 + delay);
  });

  test('counts on for a day, and starts anew after one without a failure', () => {
    const before: Failures = { failures: 7, beganAt: 0, lastAt: 10 };
    expect(accountFailedAgain(before, DAY + 9)).toEqual({ failures: 8, beganAt: 0, lastAt: DAY + 9 });
    expect(accountFailedAgain(before, DAY + 10)).toEqual({ failures: 1, beganAt: DAY + 10, lastAt: DAY + 10 });
    expect(accountFailedAgain(null, 5)).toEqual({ failures: 1, beganAt: 5, lastAt: 5 });
  });
});

describe('a network', () => {
  test.each([
    [29, 0],
    [30, 15 * MINUTE],
    [300, 15 * MINUTE],
  ])('after %i failures opens %i ms after the first', (failures, delay) => {
    expect(networkOpensAt({ failures, beganAt: 500, lastAt: 9_000 })).toBe(500 + delay);
  });

  test('counts in quarters of an hour', () => {
    const before: Failures = { failures: 30, beganAt: 0, lastAt: 10 };
    expect(networkFailedAgain(before, 15 * MINUTE - 1).failures).toBe(31);
    expect(networkFailedAgain(before, 15 * MINUTE)).toEqual({
      failures: 1,
      beganAt: 15 * MINUTE,
      lastAt: 15 * MINUTE,
    });
  });
});
