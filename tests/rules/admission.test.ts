import { expect, test } from 'vitest';
import { createAdmission } from '../../server/live/admission.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';

/** Asks for `count` turns at once, and tells who has come in by now. */
function asked(count: number, waitAtMostMs = 500) {
  const clock = createSteppedClock(Date.parse('2019-12-31T09:00:00Z'));
  /** For so long nothing ran, though it was due. */
  const stall = { ms: 0 };
  const stalling = { ...clock, monotonic: () => clock.monotonic() + stall.ms };
  const admission = createAdmission(stalling, { perSecond: 4, burst: 2, waitAtMostMs });
  const isIn: number[] = [];
  const gone = new Set<number>();
  const ask = (n: number) => {
    const turn = admission.turn(() => gone.has(n));
    void turn?.then((isLetIn) => isLetIn && isIn.push(n));
    return turn !== null;
  };
  const accepted = Array.from({ length: count }, (_, n) => ask(n));
  return { clock, stall, ask, accepted, isIn, gone };
}

test('some come in at once, some wait, and who would wait for too long is sent away', async () => {
  const { accepted, isIn, clock } = asked(5);
  expect(accepted).toEqual([true, true, true, true, false]);
  for (const [ms, came] of [
    [0, [0, 1]],
    [249, [0, 1]],
    [1, [0, 1, 2]],
    [250, [0, 1, 2, 3]],
  ] as const) {
    clock.advance(ms);
    await Promise.resolve();
    expect(isIn).toEqual(came);
  }
});

test('in no second more come in than the rate and the burst together', async () => {
  const { ask, isIn, clock } = asked(0, 60_000);
  for (let n = 0; n < 40; n += 1) ask(n);
  const at: number[] = [];
  for (let ms = 0; ms < 10_000; ms += 10) {
    await Promise.resolve();
    while (at.length < isIn.length) at.push(ms);
    clock.advance(10);
  }
  expect(at).toHaveLength(40);
  for (const from of at)
    expect(at.filter((moment) => moment >= from && moment < from + 1_000).length).toBeLessThanOrEqual(6);
});

test('a night without visitors is no reason to let in more at once in the morning', () => {
  const { ask, clock } = asked(0, 0);
  clock.advance(12 * 3_600_000);
  expect([ask(0), ask(1), ask(2)]).toEqual([true, true, false]);
});

test('after a stall no more come in at once than after a quiet time', async () => {
  const { accepted, isIn, clock, stall } = asked(20, 5_000);
  expect(accepted).not.toContain(false);
  stall.ms = 3_000;
  clock.advance(250);
  await Promise.resolve();
  expect(isIn).toEqual([0, 1, 2, 3]);
});

test('after a long stall those that waited through it are sent away: their pages give up', async () => {
  const { ask, isIn, clock, stall } = asked(4);
  stall.ms = 3_000;
  clock.advance(250);
  expect(ask(4)).toBe(true);
  await Promise.resolve();
  expect(isIn).toEqual([0, 1, 4]);
});

test('one that has left takes no turn', async () => {
  const { isIn, clock, gone } = asked(4);
  gone.add(2);
  clock.advance(250);
  await Promise.resolve();
  expect(isIn).toEqual([0, 1, 3]);
});
