import { expect, test } from 'vitest';
import { expectNothingLost, runKills, type Victim } from '../support/kill-run.ts';

/** 20 kills of the server and 20 of the database, in turns. */
const TURN: readonly Victim[] = ['server', 'postmaster', 'server', 'database'];
const TURNS = 10;

test('of 1,000 reports written through 20 kills each of server and database none is lost or doubled', async () => {
  const began = performance.now();
  const victims = Array.from({ length: TURNS }, () => TURN).flat();
  const verdict = await runKills({ victims, reportsBetween: 30 });
  console.info({ kills: victims.length, ...verdict.figures, seconds: Math.round((performance.now() - began) / 1_000) });
  expect(verdict.figures.acknowledged).toBeGreaterThanOrEqual(1_000);
  // Kills that all fall between two writes would prove nothing.
  expect(verdict.figures.unknown).toBeGreaterThan(20);
  expectNothingLost(verdict);
});
