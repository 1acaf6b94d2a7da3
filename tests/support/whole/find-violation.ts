import { runWhole, type WholeRun } from './run-whole.ts';
import type { Sabotage } from './sabotage.ts';

const LINES_BEFORE = 60;

/** What went wrong, what went before, and how to see it again. */
export function tellViolation({ seed, violation, log }: WholeRun): string {
  return [
    ...log.slice(-LINES_BEFORE),
    `seed ${seed}: ${violation}`,
    `again with: npm run simulate -- --whole --seed ${seed}`,
  ].join('\n');
}

/** The first of the seeds in which something that must hold does not; null when there is none. */
export async function findViolation(from: number, seeds: number, sabotage: Sabotage = {}): Promise<WholeRun | null> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const run = await runWhole(seed, sabotage);
    if (run.violation !== null) return run;
  }
  return null;
}
