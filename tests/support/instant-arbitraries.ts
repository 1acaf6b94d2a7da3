import fc from 'fast-check';
import { HOUR, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { london } from './facts.ts';

/** Around an ordinary day, both clock changes, Christmas, New Year and a weekend. */
export const DAYS: readonly Instant[] = [
  london('2019-12-31 00:00'),
  london('2020-03-29 00:00'),
  london('2020-10-25 00:00'),
  london('2019-12-24 00:00'),
  london('2020-01-04 00:00'),
];

/** Instants that bunch where something begins or ends: whole hours, half hours, and a moment before and after. */
export const nearbyInstants: fc.Arbitrary<Instant> = fc
  .tuple(
    fc.constantFrom(...DAYS),
    fc.integer({ min: -24, max: 72 }),
    fc.constantFrom(0, 0, 0, 5 * MINUTE, 30 * MINUTE, 30 * MINUTE, 17 * MINUTE + 3_001),
    fc.constantFrom(-1, 0, 0, 1),
  )
  .map(([day, halfDays, minutes, nudge]) => day + halfDays * HOUR + minutes + nudge);

/** Instants of one stretch of three days, so that a handful of facts and a clock have to do with each other. */
export function instantsOf(day: Instant): fc.Arbitrary<Instant> {
  return fc
    .tuple(fc.integer({ min: -24 * 12, max: 48 * 12 }), fc.constantFrom(-1, 0, 0, 0, 1))
    .map(([fives, nudge]) => day + fives * 5 * MINUTE + nudge);
}
