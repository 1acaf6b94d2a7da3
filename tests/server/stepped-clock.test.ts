import { describe, expect, test } from 'vitest';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';

/** A clock at 1,000 and what ran on it, with the time each thing saw. */
function watched() {
  const clock = createSteppedClock(1_000);
  const ran: [string, number][] = [];
  return { clock, ran, run: (name: string) => () => void ran.push([name, clock.now()]) };
}

describe('time goes on only when it is told to', () => {
  test('and runs what falls due in order, each at its own time', () => {
    const { clock, ran, run } = watched();
    clock.after(30, run('third'));
    clock.after(10, run('first'));
    clock.after(20, run('second'));
    clock.after(31, run('not yet'));
    clock.advance(30);
    expect(ran).toEqual([
      ['first', 1_010],
      ['second', 1_020],
      ['third', 1_030],
    ]);
    expect(clock.now()).toBe(1_030);
  });

  test('and a thing runs once, a repeated one every time', () => {
    const { clock, ran, run } = watched();
    clock.after(10, run('once'));
    clock.every(10, run('again'));
    for (let n = 0; n < 3; n += 1) clock.advance(10);
    expect(ran.map(([name]) => name)).toEqual(['once', 'again', 'again', 'again']);
  });

  test('never back', () => {
    const { clock } = watched();
    clock.advanceTo(500);
    expect(clock.now()).toBe(1_000);
  });

  test('and hours at once do not run a repeated thing for each of its rounds', () => {
    const { clock, ran, run } = watched();
    clock.every(10, run('poll'));
    clock.advance(3_600_000);
    // First when it fell due, then as things stand at the end.
    expect(ran).toEqual([
      ['poll', 1_010],
      ['poll', 3_601_000],
    ]);
    clock.advance(10);
    expect(ran).toHaveLength(3);
  });

  test('also with what was asked for on the way', () => {
    const { clock, ran, run } = watched();
    clock.after(10, () => clock.after(5, run('asked on the way')));
    clock.advance(20);
    expect(ran).toEqual([['asked on the way', 1_015]]);
  });

  test('and what was called off does not run, called off once or twice', () => {
    const { clock, ran, run } = watched();
    const cancelOnce = clock.after(10, run('once'));
    const cancelEvery = clock.every(10, run('again'));
    clock.after(5, cancelOnce);
    clock.after(15, cancelEvery);
    clock.advance(40);
    cancelOnce();
    expect(ran.map(([name]) => name)).toEqual(['again']);
  });
});

describe('a clock that is set', () => {
  test('leaves what waits its wait', () => {
    const { clock, ran, run } = watched();
    clock.after(100, run('later'));
    clock.advance(40);
    clock.leapTo(1_000_000);
    expect(ran).toEqual([]);
    clock.advance(59);
    expect(ran).toEqual([]);
    clock.advance(1);
    expect(ran).toEqual([['later', 1_000_060]]);
  });

  test('back too', () => {
    const { clock, ran, run } = watched();
    clock.every(100, run('again'));
    clock.leapTo(0);
    clock.advance(100);
    expect(ran).toEqual([['again', 100]]);
  });

  test('leaves the other reading alone, which time moves on', () => {
    const { clock } = watched();
    const before = clock.monotonic();
    clock.advance(10);
    clock.leapTo(1_000_000);
    expect(clock.monotonic() - before).toBe(10);
    clock.leapTo(0);
    clock.advanceTo(5);
    expect(clock.monotonic() - before).toBe(15);
  });
});
