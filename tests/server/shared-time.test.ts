import { expect, test } from 'vitest';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { keepSharedTime } from '../../server/watch/shared-time.ts';
import { HOUR, SECOND } from '../../shared/practice/instant.ts';

const NINE = Date.UTC(2019, 11, 31, 9);

/** A database's clock that is `apart` from ours, and takes `took` to answer. */
function apartBy(apart: number, took = 0) {
  const clock = createSteppedClock(NINE);
  const time = keepSharedTime(clock, async () => {
    const told = clock.now() + took / 2 + apart;
    clock.advance(took);
    return told;
  });
  return { clock, time };
}

test.each<[string, number, number, number]>([
  ['a clock that is right', 0, 200, 0],
  ['a clock that is close enough', 900, 200, 0],
  ['a clock that is half a minute behind', 30 * SECOND, 200, 30 * SECOND],
  ['a clock that is half a minute ahead', -30 * SECOND, 200, -30 * SECOND],
  ['an answer that took too long', 30 * SECOND, 1_200, 0],
])('the time of all instances, told by %s', async (_case, apart, took, ahead) => {
  const { clock, time } = apartBy(apart, took);
  await time.measure();
  expect(time.now() - clock.now()).toBe(ahead);
});

test('does not follow a clock that is set', async () => {
  const clock = createSteppedClock(NINE);
  const time = keepSharedTime(clock, async () => NINE + clock.monotonic());
  clock.leapTo(NINE + HOUR);
  await time.measure();
  expect(time.now()).toBe(NINE);
  clock.leapTo(NINE - HOUR);
  await time.measure();
  expect(time.now()).toBe(NINE);
});
