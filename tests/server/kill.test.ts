import { expect, test } from 'vitest';
import { expectNothingLost, runKills, type Victim } from '../support/kill-run.ts';

const VICTIMS: readonly Victim[] = ['server', 'postmaster', 'server and database', 'database'];

test('no report is lost or doubled when server and database are killed while people write', async () => {
  const verdict = await runKills({ victims: VICTIMS, reportsBetween: 30 });
  expect(verdict.figures.acknowledged).toBeGreaterThanOrEqual(150);
  expectNothingLost(verdict);
}, 120_000);
