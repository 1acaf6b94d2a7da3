import { describe, expect, test } from 'vitest';
import { ageOfProof, freshnessOf, untilNextFreshness } from '../../shared/live/freshness.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { MORNING } from '../support/live-sample.ts';

describe('the age of the truth', () => {
  test.each([
    ['a truth just checked, just received', 0, 0, 0],
    ['the time since it came', 0, 12 * SECOND, 12 * SECOND],
    ['what it was old when it was sent: the database is away', 5 * MINUTE, 0, 5 * MINUTE],
    ['both', 5 * MINUTE, 12 * SECOND, 5 * MINUTE + 12 * SECOND],
    ['never less than nothing', -3 * SECOND, 0, 0],
  ])('is %s', (_, oldWhenSent, sinceReceipt, age) => {
    const proof = { now: MORNING, checkedAt: MORNING - oldWhenSent, receivedAt: 500 };
    expect(ageOfProof(proof, 500 + sinceReceipt)).toBe(age);
  });
});

describe('a page', () => {
  test.each([
    ['proven just before', 0, 0, 'live'],
    ['proven 35 s ago', 35 * SECOND, 35 * SECOND, 'live'],
    ['proven a moment longer ago', 35 * SECOND + 1, 35 * SECOND + 1, 'reconnecting'],
    ['proven 90 s ago', 90 * SECOND, 90 * SECOND, 'reconnecting'],
    ['proven longer ago than that', 90 * SECOND + 1, 90 * SECOND + 1, 'stale'],
    ['proven ten minutes ago', 10 * MINUTE, 10 * MINUTE, 'stale'],
    ['proven before that', 10 * MINUTE + 1, 10 * MINUTE + 1, 'dead'],
    ['never proven, however new', null, 0, 'reconnecting'],
    ['never proven and old', null, 2 * MINUTE, 'stale'],
    ['never proven and of yesterday', null, 24 * 60 * MINUTE, 'dead'],
    ['proven long ago, with a new answer by HTTP', 20 * MINUTE, 0, 'reconnecting'],
    ['proven by the socket while HTTP knows nothing newer', 20 * SECOND, 20 * SECOND, 'live'],
  ] as const)('%s is as fresh as the rule says', (_, socketAge, truthAge, freshness) => {
    expect(freshnessOf(socketAge, truthAge)).toBe(freshness);
  });

  test.each([
    [0, 0],
    [34_999, 34_999],
    [35_001, 35_001],
    [null, 12_345],
    [95_000, 95_000],
    [400_000, 60_000],
  ] as const)('looks older exactly when it is foretold (%o, %o)', (socketAge, truthAge) => {
    const wait = untilNextFreshness(socketAge, truthAge) ?? Number.NaN;
    const later = (ms: number) => freshnessOf(socketAge === null ? null : socketAge + ms, truthAge + ms);
    expect(later(wait - 1)).toBe(freshnessOf(socketAge, truthAge));
    expect(later(wait)).not.toBe(freshnessOf(socketAge, truthAge));
  });

  test('that is dead gets no deader', () => {
    expect(untilNextFreshness(null, 11 * MINUTE)).toBeNull();
  });
});
