import { expect, test } from 'vitest';
import { carryDatabaseTime } from '../../server/journal/database-clock.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';

const MORNING = Date.UTC(2019, 11, 31, 10, 32);

/** A machine whose clocks the test moves: by how far it is wrong, and what it slept without noticing. */
function createMachine() {
  let passed = 0;
  let set = 0;
  let stoodStill = 0;
  const clock: Clock = {
    now: () => MORNING + passed + set,
    monotonic: () => 500 + passed - stoodStill,
    after: () => () => {},
    every: () => () => {},
  };
  return {
    clock,
    goOn: (ms: number) => {
      passed += ms;
    },
    setBy: (ms: number) => {
      set += ms;
    },
    suspend: (ms: number) => {
      passed += ms;
      stoodStill += ms;
    },
    inTruth: () => MORNING + passed,
  };
}

test.each([
  ['an hour ahead', HOUR],
  ['two hours back', -2 * HOUR],
])('a wall clock that is set %s changes no time of an instance', (_, by) => {
  const machine = createMachine();
  const { clock } = carryDatabaseTime(machine.clock);
  machine.goOn(MINUTE);
  machine.setBy(by);
  machine.goOn(MINUTE);
  expect(clock.now()).toBe(machine.inTruth());
});

test('what the database says can be as old as the question: the time is put right as far as it must be wrong', () => {
  const machine = createMachine();
  const { clock, onTime } = carryDatabaseTime(machine.clock);
  const off = () => clock.now() - machine.inTruth();
  onTime(machine.inTruth() + 40 * SECOND, 200);
  expect(off()).toBe(40 * SECOND);
  onTime(machine.inTruth(), 200);
  expect(off(), 'asked 200 ms ago').toBe(200);
  onTime(machine.inTruth() + 100, 200);
  expect(off(), 'within what can be').toBe(200);
  onTime(machine.inTruth(), 5);
  expect(off()).toBe(5);
});

test('what an instance holds is older by the time that its machine was suspended, until the database tells the time', () => {
  const machine = createMachine();
  const { clock, onTime } = carryDatabaseTime(machine.clock);
  const readAt = clock.monotonic();
  machine.suspend(10 * MINUTE);
  expect(clock.monotonic() - readAt).toBe(10 * MINUTE);
  onTime(machine.inTruth(), 0);
  expect(clock.now()).toBe(machine.inTruth());
  expect(clock.monotonic() - readAt).toBe(10 * MINUTE);
});
