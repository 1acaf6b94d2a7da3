import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byeDelay, halfAround, reconnectDelay } from '../../shared/live/backoff.ts';

describe('a page that lost its socket', () => {
  test.each([
    [0, 700],
    [1, 1_200],
    [2, 2_200],
    [3, 4_200],
    [5, 16_200],
    [6, 30_200],
    [60, 30_200],
  ])('waits for try %i at most %i ms, at least 200', (n, most) => {
    expect(reconnectDelay(n, () => 0)).toBe(200);
    expect(reconnectDelay(n, () => 1)).toBe(most);
  });

  test('waits anything in between, so that pages do not come back in step', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(fc.nat(100), share, (n, random) => {
        const delay = reconnectDelay(n, () => random);
        expect(delay).toBeGreaterThanOrEqual(200);
        expect(delay).toBeLessThanOrEqual(30_200);
      }),
    );
  });

  test('spreads over what the server asked for when it restarts', () => {
    expect([0, 0.5, 1].map((random) => byeDelay(20_000, () => random))).toEqual([200, 10_200, 20_200]);
  });

  test('polls every 30 s, give or take half', () => {
    expect([0, 0.5, 1].map((random) => halfAround(30_000, () => random))).toEqual([15_000, 30_000, 45_000]);
  });
});
