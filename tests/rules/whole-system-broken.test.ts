import { expect, test } from 'vitest';
import { findViolation } from '../support/whole/find-violation.ts';
import { runWhole } from '../support/whole/run-whole.ts';
import type { SabotageName } from '../support/whole/sabotage.ts';

const SEEDS = 60;

/** What is said of a system that is broken in this way. */
test.each<[SabotageName, RegExp]>([
  ['forgetsKeys', /is stored twice/],
  ['answersEarly', /was acknowledged .* the journal has it as/],
  ['evaluatesTwice', /twice, by/],
  ['callsItselfFresh', /was true|as live/],
  ['followsBlindly', /green as live|not as the database/],
  ['ignoresTicks', /was true|as live/],
  ['neverAges', /was true|as live/],
  ['trustsItsWallClock', /twice, by|green as live|not as the database|is silent|is dated/],
])('a system that %s is found out', { timeout: 120_000 }, async (name, says) => {
  const found = await findViolation(1, SEEDS, { [name]: true });
  expect(found?.violation).toMatch(says);
});

test('a seed is the same world each time', { timeout: 120_000 }, async () => {
  const { log } = await runWhole(1);
  expect((await runWhole(1)).log).toEqual(log);
});
